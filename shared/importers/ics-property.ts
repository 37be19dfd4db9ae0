/** One property of an iCalendar file: name, parameters and value (RFC 5545, section 3.1). */
export interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** Reads an unfolded line; null when it is no property. */
export function propertyOf(text: string): Property | null {
  const found = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/s.exec(text);
  if (!found) return null;
  const parameters = new Map<string, string>();
  for (const part of (found[2] ?? '').split(';')) {
    const [key = '', value = ''] = part.split('=', 2);
    if (key !== '') parameters.set(key.toUpperCase(), value.replaceAll('"', ''));
  }
  return { name: (found[1] ?? '').toUpperCase(), parameters, value: (found[3] ?? '').trim() };
}

/** Text as it was typed: commas, semicolons and line ends are escaped (section 3.3.11). */
export function typedText(value: string): string {
  return value
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim();
}
