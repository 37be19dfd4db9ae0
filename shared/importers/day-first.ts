const SLASHED = /(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])/g;

/**
 * Whether dates such as 03/04/2026 begin with the day, from a text full of them: a first number beyond 12 says yes, a
 * second one no; where neither occurs, decimal commas between semicolons say yes. Else null.
 */
export function dayComesFirst(text: string): boolean | null {
  let day = false;
  let month = false;
  for (const date of text.matchAll(SLASHED)) {
    if (Number(date[1]) > 12 && Number(date[3]) <= 12) day = true;
    if (Number(date[3]) > 12 && Number(date[1]) <= 12) month = true;
  }
  if (day !== month) return day;
  return day ? null : hasDecimalCommas(text) ? true : null;
}

/** Who writes 0,25 between semicolons writes the day first. */
function hasDecimalCommas(text: string): boolean {
  const header = text.slice(0, 2_000).split('\n', 1)[0] ?? '';
  return header.split(';').length > 2 && /;\s*-?\d{1,9},\d{1,6}\s*%?\s*(?:;|\r?\n)/.test(text);
}
