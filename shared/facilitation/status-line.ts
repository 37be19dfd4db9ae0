import { isKind } from '../analyses/finding.ts';
import { clock } from '../analyses/wording.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { LadderState } from '../ladder/ladder-state.ts';

/** The state of the incident in one line, the same words in both windows. */
export interface StatusLine {
  readonly now: 'healthy' | 'failing' | 'unknown';
  /** "Now: healthy since 13:52." */
  readonly text: string;
  /** "Next expected 14:13 to 14:15.", or null when nothing is expected. */
  readonly next: string | null;
}

/** The next window that the likeliest rival expects. */
function expectedWindow(state: LadderState): TimeRange | null {
  const finding = state.findings.find((one) => !one.withdrawn && isKind(one, 'forecast'));
  if (!finding || !isKind(finding, 'forecast')) return null;
  const likeliest = [...finding.data.rivals].sort((a, b) => b.probability - a.probability)[0];
  return likeliest?.next ?? null;
}

/** What is known at the end of the evidence: failing, healthy since when, and when the next window is due. */
export function statusLine(state: LadderState): StatusLine {
  const episodes = state.result?.episodes ?? [];
  const last = episodes.at(-1);
  if (!state.facts || !last) {
    return {
      now: 'unknown',
      text: 'Now: not known yet.',
      next: state.facts ? 'No failure window was found.' : null,
    };
  }
  const { zone } = state.facts;
  if (last.to === null) {
    return { now: 'failing', text: `Now: failing since ${clock(last.from, zone)}.`, next: null };
  }
  const next = expectedWindow(state);
  return {
    now: 'healthy',
    text: `Now: healthy since ${clock(last.to, zone)}.`,
    next: next ? `Next expected ${clock(next.from, zone)} to ${clock(next.to, zone)}.` : null,
  };
}
