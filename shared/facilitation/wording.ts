import { duration } from '../analyses/wording.ts';
import { MINUTE_MS } from '../incident/time-range.ts';

/** What fits one line of the projector at its smallest answer size. */
export const ANSWER_LENGTH = 60;
/** A root stands alone on its line of the summary and may be longer. */
export const ROOT_LENGTH = 72;
/** What fits three lines of the projector at question size. */
export const QUESTION_LENGTH = 75;

/** "4x", "2.5x", "a third": how much something grew or shrank. */
export function times(before: number, after: number): string {
  if (before <= 0) return 'from nothing';
  const factor = after / before;
  if (factor >= 1) return `${round(factor)}x`;
  return `to ${Math.max(1, Math.round(factor * 100))} in 100`;
}

/** 61k, 1.2M, 940: no more digits than a room can use. */
export function amount(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${trim(value / 1e9)}G`;
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${Math.round(value / 1e3)}k`;
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  return trim(value);
}

/** A length of time as the room says it, from ms. */
export function length(ms: number): string {
  return ms >= 10 * MINUTE_MS ? duration(Math.round(ms / MINUTE_MS) * MINUTE_MS) : duration(ms);
}

/** The first wording that fits, else the last one cut at a word. */
export function fitting(wordings: readonly string[], limit: number): string {
  const fits = wordings.find((wording) => wording.length <= limit);
  return fits ?? shorten(wordings.at(-1) ?? '', limit);
}

/** Cuts at a word so that the text is at most `limit` characters long. Never ends in an ellipsis: the room reads it. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit + 1);
  const space = cut.lastIndexOf(' ');
  if (space > limit / 2) return withoutDangling(cut.slice(0, space));
  // A long name ends with one of its parts, not inside it.
  const part = Math.max(...[...'./:_-'].map((mark) => cut.lastIndexOf(mark)));
  return withoutDangling(part > limit / 2 ? cut.slice(0, part) : text.slice(0, limit));
}

/** Words that a sentence cannot end in. */
const DANGLING = /[\s,;:]+(?:a|an|and|as|at|by|for|from|in|is|of|on|or|that|the|to|was|when|which|with)$/i;

/** A text that was cut, without the little words that now hang at its end. */
export function withoutDangling(text: string): string {
  let kept = text.replace(/[\s,;:]+$/, '');
  while (DANGLING.test(kept)) kept = kept.replace(DANGLING, '');
  return kept;
}

function round(value: number): string {
  return value >= 10 || Math.abs(value - Math.round(value)) < 0.1
    ? String(Math.round(value))
    : value.toFixed(1);
}

function trim(value: number): string {
  return Number(value.toFixed(1)).toString();
}
