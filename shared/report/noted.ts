import { actionKind } from '../incident/attempts.ts';
import { type NotedEntry, notedIn } from '../incident/noted-entries.ts';
import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';
import { isoTime } from './times.ts';

type ReportedEntry = NonNullable<Report['noted']>[number];

function reported(noted: NotedEntry): ReportedEntry {
  const { kind, entry, toldBy, quote } = noted;
  const base = {
    id: entry.id,
    kind,
    told_by: toldBy,
    quote,
    at: null,
    worked_for_s: null,
    change: null,
    about: [],
    not_known_to: [],
  };
  if (noted.kind === 'statement') return { ...base, text: noted.entry.said, about: [...noted.entry.about] };
  if (noted.kind === 'attempt') {
    const { action, at, statedReliefMs } = noted.entry;
    return {
      ...base,
      text: action,
      at: at === null ? null : isoTime(at),
      worked_for_s: statedReliefMs === null ? null : statedReliefMs / 1000,
    };
  }
  const { what, at, about, notKnownTo } = noted.entry;
  return {
    ...base,
    text: what,
    at: isoTime(at),
    change: noted.entry.kind,
    about: [...about],
    not_known_to: [...notKnownTo],
  };
}

/** What the room noted, as the report lists it. */
export function notedOf(state: ReportState): ReportedEntry[] {
  return notedIn(state).map(reported);
}

/** The same read back from a report, so that the engine can be run again on what it was run on. */
export function notedFrom(report: Report): NotedEntry[] {
  return (report.noted ?? []).map((one): NotedEntry => {
    const at = one.at === null ? null : Date.parse(one.at);
    const number = Number(one.id.slice(1));
    const common = { about: one.about, ref: null };
    const told = { toldBy: one.told_by, quote: one.quote };
    if (one.kind === 'statement')
      return {
        kind: 'statement',
        ...told,
        entry: { id: `S${number}`, said: one.text, byRole: one.told_by, ...common },
      };
    if (one.kind === 'change')
      return {
        kind: 'change',
        ...told,
        entry: {
          id: `C${number}`,
          kind: one.change ?? 'configuration',
          what: one.text,
          at: at ?? 0,
          knownTo: [],
          notKnownTo: one.not_known_to,
          ...common,
        },
      };
    return {
      kind: 'attempt',
      ...told,
      entry: {
        id: `A${number}`,
        action: one.text,
        at,
        until: null,
        kind: actionKind(one.text),
        statedReliefMs: one.worked_for_s === null ? null : one.worked_for_s * 1000,
        atOrigin: at === null ? 'unknown' : 'stated',
        ref: null,
      },
    };
  });
}
