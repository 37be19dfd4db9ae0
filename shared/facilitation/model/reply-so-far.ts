import { failsAlready } from './check-reply.ts';
import type { ReplyContext } from './checks/reply-check.ts';

/** The whole words of a field of a JSON object that is still being written; empty before it begins. */
export function fieldSoFar(text: string, field: string): string {
  const begun = new RegExp(`"${field}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)("?)`).exec(text);
  if (begun === null) return '';
  const [, written = '', end = ''] = begun;
  // A word, a number or an escape that is cut in its middle waits for its rest.
  const whole = end === '"' ? written : written.replace(/\\?\S*$/, '');
  try {
    return String(JSON.parse(`"${whole.replace(/[\n\r\t]/g, ' ')}"`)).trim();
  } catch {
    return '';
  }
}

/**
 * What may be shown of a wording that is not finished. As soon as what is there fails a check that more text cannot
 * mend, nothing of it is shown, and the reason is.
 */
export function questionSoFar(
  text: string,
  context: ReplyContext,
): { readonly note: string; readonly question: string; readonly withheld: string | null } {
  const note = fieldSoFar(text, 'note');
  const question = fieldSoFar(text, 'question');
  const withheld = failsAlready(
    [note, question].filter((one) => one !== ''),
    context,
  );
  return withheld === null ? { note, question, withheld } : { note: '', question: '', withheld };
}
