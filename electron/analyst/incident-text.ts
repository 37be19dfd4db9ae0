import { isUtf8 } from 'node:buffer';
import { fail, ok, type Result } from '../../shared/result.ts';

const NEWLINE = 0x0a;

/** The first line, from 1, that is no UTF-8. */
function strangeLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
    if (!isUtf8(bytes.subarray(from, at))) return line;
    from = at + 1;
    line += 1;
  }
  return line;
}

/** The text of an incident description. Other encodings are refused: places in it are pinned by their bytes. */
export function incidentText(bytes: Uint8Array, name: string): Result<string> {
  if (isUtf8(bytes)) return ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return fail(
    'incident-file-encoding',
    wide ? `${name} is UTF-16.` : `${name}, line ${strangeLine(bytes)}: this is no UTF-8.`,
    'Save it as UTF-8.',
  );
}
