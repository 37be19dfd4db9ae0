import { clock, list } from '../analyses/wording.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import { contentStems } from '../ladder/language/words.ts';
import { all, citeOf, culpritOf, type FindingOf } from './case.ts';
import { answered, unanswered } from './move-spec.ts';
import type { EvidenceReply } from './playbook-types.ts';
import { ANSWER_LENGTH, fitting, shorten } from './wording.ts';

/** A change acts at once or after a roll-out; a record may be some minutes early or late. */
const JUST_BEFORE_MS = 15 * MINUTE_MS;
const CLOCK_ERROR_MS = 2 * MINUTE_MS;
/** What is worth naming when nothing fits: changes of the hours before. */
const SHORTLY_BEFORE_MS = 6 * 60 * MINUTE_MS;
const MOST_NAMED = 4;

/** It began once: what was recorded as changed at that moment, and what the failing requests say since then. */
export interface BeganOnce {
  readonly change: FindingOf<'recorded-change'>;
  readonly error: FindingOf<'template'>;
}

/**
 * The change on record at the onset that the new error speaks of. Time alone proves nothing (the last change before is
 * usually innocent), so a word of the change must stand in an error that is new since then, and only one change may fit.
 */
export function beganWith(state: LadderState): BeganOnce | null {
  const onset = onlyOnset(state);
  if (onset === null || culpritOf(state).kind !== 'unknown') return null;
  const errors = all(state, 'template').filter((f) => f.verdict === 'supported' && f.data.how !== 'burst');
  const fits = recordedBetween(state, onset - JUST_BEFORE_MS, onset + CLOCK_ERROR_MS).flatMap((change) => {
    const words = contentStems(`${change.data.changeKind} ${change.data.what}`);
    const error = errors.find((f) => [...contentStems(f.data.text)].some((word) => words.has(word)));
    return error ? [{ change, error }] : [];
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

/** What the evidence says to "what changed when it began?"; null when it came more than once or did not last. */
export function replyToOnset(state: LadderState): EvidenceReply | null {
  const onset = onlyOnset(state);
  if (onset === null || culpritOf(state).kind !== 'unknown') return null;
  const zone = state.facts?.zone ?? 'UTC';
  const began = beganWith(state);
  if (began) {
    const { what, at, about } = began.change.data;
    const said = shorten(what, ANSWER_LENGTH - 7);
    return answered(
      fitting([`${clock(at, zone)} ${said}`, said], ANSWER_LENGTH),
      citeOf(began.change, began.error),
      about,
    );
  }
  const before = [
    ...recordedBetween(state, onset - SHORTLY_BEFORE_MS, onset + CLOCK_ERROR_MS).map((f) => ({
      at: f.data.at,
      what: `${shorten(f.data.what, 60)}, ${clock(f.data.at, zone)}`,
    })),
  ]
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_NAMED)
    .map((one) => one.what);
  const error = all(state, 'template').find((f) => f.verdict === 'supported');
  const since = error ? ` ${error.statement}` : '';
  return unanswered(
    before.length > 0
      ? `Which of these did it: ${list(before, 'or')}. Take one back for a part of the requests, or compare a host that has it with one that does not; and any change since ${clock(onset - SHORTLY_BEFORE_MS, zone)} that is not on record.`
      : `What changed, ended or was switched between ${clock(onset - JUST_BEFORE_MS, zone)} and ${clock(onset, zone)}: releases, configuration, flags, certificates, vendors, data.`,
    `It began once, at ${clock(onset, zone)}, and timing alone cannot tell what did it.${since}`,
  );
}

/** The onset of the only window when it has not ended, or null. */
function onlyOnset(state: LadderState): number | null {
  const episodes = state.result?.episodes ?? [];
  const only = episodes[0];
  return episodes.length === 1 && only?.to === null ? only.from : null;
}

function recordedBetween(
  state: LadderState,
  from: number,
  to: number,
): readonly FindingOf<'recorded-change'>[] {
  return all(state, 'recorded-change').filter(
    (f) => f.verdict !== 'ruled-out' && f.data.at >= from && f.data.at <= to,
  );
}
