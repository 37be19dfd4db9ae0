import type { Incident } from '../../shared/incident/incident.ts';
import type { TimeRange } from '../../shared/incident/time-range.ts';
import type { Random } from './random.ts';

/** The same incident, recorded in another way: nothing of it may change a verdict. `back` gives the old id of a renamed stream. */
export interface Otherwise {
  readonly incident: Incident;
  readonly back: (id: string) => string;
}

const same = (id: string): string => id;

function shuffled<T>(items: readonly T[], draw: Random): T[] {
  return items
    .map((item) => ({ item, key: draw.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Streams, series, sources and attempts in another order. */
export function reordered(incident: Incident, draw: Random): Otherwise {
  return {
    incident: {
      ...incident,
      streams: shuffled(incident.streams, draw),
      series: shuffled(incident.series, draw),
      sources: shuffled(incident.sources, draw),
    },
    back: same,
  };
}

/** Other names for the streams; the kinds stay, for they are not names. */
export function renamed(incident: Incident, draw: Random): Otherwise {
  const names = new Map(
    incident.streams.map(({ id }, i) => [
      id,
      `${String.fromCharCode(97 + draw.integer(0, 25))}${draw.integer(0, 999_999)}-${i}`,
    ]),
  );
  const old = new Map([...names].map(([id, name]) => [name, id]));
  const back = (id: string): string =>
    id
      .split('&')
      .map((part) => {
        const [stream = '', event] = part.split('#');
        return `${old.get(stream) ?? stream}${event === undefined ? '' : `#${event}`}`;
      })
      .join('&');
  return {
    incident: {
      ...incident,
      streams: incident.streams.map((stream) => ({
        ...stream,
        id: names.get(stream.id) ?? stream.id,
        events: stream.events.map((event) => ({ ...event, title: names.get(event.title) ?? event.title })),
      })),
    },
    back,
  };
}

/** Times shown in another zone. */
export function inZone(incident: Incident, draw: Random): Otherwise {
  const zone = draw.pick(['Asia/Kolkata', 'America/New_York', 'Pacific/Auckland', 'Europe/Berlin']);
  return { incident: { ...incident, zone }, back: same };
}

/** Everything later by so many ms. */
export function later(incident: Incident, byMs: number): Otherwise {
  const range = (r: TimeRange): TimeRange => ({ from: r.from + byMs, to: r.to + byMs });
  return {
    incident: {
      ...incident,
      now: incident.now + byMs,
      sources: incident.sources.map((source) => ({
        ...source,
        span: source.span && range(source.span),
        coverage: source.coverage.map(range),
      })),
      series: incident.series.map((series) => ({ ...series, times: series.times.map((at) => at + byMs) })),
      streams: incident.streams.map((stream) => ({
        ...stream,
        coverage: stream.coverage.map(range),
        events: stream.events.map((event) => ({
          ...event,
          start: event.start + byMs,
          end: event.end === null ? null : event.end + byMs,
        })),
      })),
      attempts: incident.attempts.map((attempt) => ({
        ...attempt,
        at: attempt.at === null ? null : attempt.at + byMs,
        until: attempt.until === null ? null : attempt.until + byMs,
      })),
    },
    back: same,
  };
}

/** A stream in which nothing happened. */
export function withEmptyStream(incident: Incident, draw: Random): Otherwise {
  const first = incident.streams[0];
  const empty = {
    id: `idle-${draw.integer(0, 999)}`,
    kind: draw.pick(['job', 'deploy', 'config', 'flag'] as const),
    events: [],
    coverage: first?.coverage ?? [],
    sizeUnit: null,
    sources: first?.sources ?? [],
  };
  return { incident: { ...incident, streams: [...incident.streams, empty] }, back: same };
}
