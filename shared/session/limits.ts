import { fail, ok, type Result } from '../result.ts';

/** Longest texts that a session takes, in UTF-16 code units: enough for a room, too short to stall a window. */
export const TEXT_LIMITS = {
  problem: 10_000,
  context: 20_000,
  question: 1_000,
  answer: 4_000,
  line: 1_000,
  card: 500,
} as const;

export type TextLimit = keyof typeof TEXT_LIMITS;

/** The text without outer white space; refused when nothing is left or when it is longer than its place takes. */
export function textFor(place: TextLimit, text: string, what: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed === '') return fail('empty-text', `${what} is empty.`, 'Write something first.');
  return withinLimit(place, trimmed, what);
}

/** The same where an empty text is allowed. */
export function optionalTextFor(place: TextLimit, text: string, what: string): Result<string> {
  return withinLimit(place, text.trim(), what);
}

function withinLimit(place: TextLimit, text: string, what: string): Result<string> {
  const limit = TEXT_LIMITS[place];
  if (text.length <= limit) return ok(text);
  return fail(
    'too-long',
    `${what} has ${text.length.toLocaleString('en')} characters; ${limit.toLocaleString('en')} are allowed.`,
    'Shorten it; long material belongs into an evidence file.',
  );
}
