import type { EventRecord } from '../incident/records.ts';

/** What most exports say of an event; the rest is unknown. */
type Told = Pick<EventRecord, 'stream' | 'kind' | 'start' | 'title' | 'ref'> & Partial<EventRecord>;

/** An event with what its export does not say left open; an end before the start is no end. */
export function plainEvent(told: Told): EventRecord {
  const { end = null } = told;
  return {
    status: null,
    size: null,
    sizeUnit: null,
    about: [],
    expected: false,
    ...told,
    end: end !== null && end >= told.start ? end : null,
  };
}
