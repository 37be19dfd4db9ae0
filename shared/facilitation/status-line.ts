import { type Finding, isKind } from '../analyses/finding.ts';
import { spanAmong, whenAmong } from '../analyses/wording.ts';
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

/** The next window that the likeliest rival expects, and that rival where it is no more than the likeliest. */
function expectedWindow(
  state: LadderState,
): { readonly window: TimeRange; readonly provided: string | null } | null {
  const finding = state.findings.find((one) => !one.withdrawn && isKind(one, 'forecast'));
  if (!finding || !isKind(finding, 'forecast')) return null;
  const likeliest = [...finding.data.rivals].sort((a, b) => b.probability - a.probability)[0];
  if (!likeliest?.next) return null;
  const cause = state.findings.find((one) => !one.withdrawn && isKind(one, 'cause'));
  const settled = !cause || (isKind(cause, 'cause') && cause.data.state === 'cause');
  const said = [
    ...(settled || !cause ? [] : [`if it is ${nameOf(cause, likeliest.candidate)}`]),
    ...(likeliest.provided ? [likeliest.provided] : []),
  ];
  return { window: likeliest.next, provided: said.length > 0 ? said.join(' and ') : null };
}

/** What the verdict calls a candidate. */
function nameOf(cause: Finding, id: string): string {
  const candidates = isKind(cause, 'cause') ? cause.data.candidates : [];
  return candidates.find((candidate) => candidate.id === id)?.label ?? id;
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
  const { zone, now } = state.facts;
  if (last.to === null) {
    return { now: 'failing', text: `Now: failing since ${whenAmong(last.from, [now], zone)}.`, next: null };
  }
  const next = expectedWindow(state);
  return {
    now: 'healthy',
    text: `Now: healthy since ${whenAmong(last.to, [now], zone)}.`,
    next: next
      ? `Next expected ${spanAmong(next.window.from, next.window.to, now, zone)}${next.provided === null ? '' : `, ${next.provided}`}.`
      : null,
  };
}
