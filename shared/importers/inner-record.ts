import { isObject } from './field-access.ts';
import { parseJson } from './json-lines.ts';
import { type LogParts, logPartsOf } from './json-log-record.ts';
import { logfmtValues } from './logfmt-values.ts';

/**
 * A structured record inside the text of another one, as JSON or logfmt: what a log store or a container runtime took
 * for plain text. Null for ordinary text.
 */
export function innerParts(text: string): LogParts | null {
  if (text.startsWith('{')) {
    const parsed = parseJson(text);
    return 'value' in parsed && isObject(parsed.value) ? logPartsOf(parsed.value) : null;
  }
  if (!text.includes('msg=') && !text.includes('message=')) return null;
  const values = logfmtValues(text);
  return values === null ? null : logPartsOf(values);
}
