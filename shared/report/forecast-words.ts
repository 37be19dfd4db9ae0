import type { DataOf } from '../analyses/finding.ts';
import { isKind } from '../analyses/finding.ts';
import type { ReportState } from './report-state.ts';
import { isoTime } from './times.ts';

/** What the findings call a candidate: "load over a limit" for `traffic`; its id where they do not name it. */
export function candidateName(state: Pick<ReportState, 'findings'>, id: string): string {
  const cause = state.findings.find((one) => !one.withdrawn && isKind(one, 'cause'));
  const candidates = cause && isKind(cause, 'cause') ? cause.data.candidates : [];
  return candidates.find((candidate) => candidate.id === id)?.label ?? id;
}

/** When the next window is due under a rival, in UTC as the rest of a report. */
export function expectation({ next, note, missed, provided }: DataOf<'forecast'>['rivals'][number]): string {
  if (next) return `${isoTime(next.from)} to ${isoTime(next.to)}${provided ? `, ${provided}` : ''}`;
  return missed ? `it was due ${isoTime(missed.from)} to ${isoTime(missed.to)}` : note;
}
