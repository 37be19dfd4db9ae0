const SLASHED = /(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])/g;

/**
 * Whether dates such as 03/04/2026 begin with the day, from a text full of them: a first number beyond 12 says yes, a
 * second one no. Null when neither occurs, or both.
 */
export function dayComesFirst(text: string): boolean | null {
  let day = false;
  let month = false;
  for (const date of text.matchAll(SLASHED)) {
    if (Number(date[1]) > 12 && Number(date[3]) <= 12) day = true;
    if (Number(date[3]) > 12 && Number(date[1]) <= 12) month = true;
  }
  return day === month ? null : day;
}
