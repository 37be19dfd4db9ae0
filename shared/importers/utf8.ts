import { decodeOld } from './old-encodings.ts';

/** The platform's decoder, declared here because shared/ is compiled without DOM and Node types. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16le = new TextDecoder('utf-16le', { ignoreBOM: true });
const encoder = new TextEncoder();
const NO_CHARACTER = '\ufffd';

/** Text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD, never an exception. */
export function decodeUtf8(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

/**
 * Text of one line or record. A line that is no UTF-8, most of what it holds beyond ASCII, is read as spreadsheets save
 * "CSV": in an encoding of one language.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (!text.includes(NO_CHARACTER)) return text;
  let read = 0;
  let unread = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) unread += 1;
    else if (code > 127) read += 1;
  }
  return read === 0 || unread > 2 * read ? decodeOld(bytes) : text;
}

/** True when a decoded text has places that were no UTF-8. */
export function hasUnreadable(text: string): boolean {
  return text.includes(NO_CHARACTER);
}

/** Text of little-endian UTF-16 bytes, the encoding of "Download for Excel" buttons. */
export function decodeUtf16le(bytes: Uint8Array): string {
  return utf16le.decode(bytes);
}

/** UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** How the text of a file begins. */
export interface TextStart {
  /** Two bytes a character, the low one first. */
  readonly wide: boolean;
  /** Bytes of its byte order mark. */
  readonly skip: number;
}

/** Bytes that tell how a text begins. */
export const START_BYTES = 4;

/** Reads the mark at the front; text of two bytes a character is told without one, too, by its empty high bytes. */
export function textStart(bytes: Uint8Array): TextStart {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { wide: false, skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { wide: true, skip: 2 };
  const [a = 0, b = 1, c = 0, d = 1] = bytes;
  return { wide: b === 0 && d === 0 && a !== 0 && c !== 0, skip: 0 };
}

/** The head of a file as text, without its byte order mark; `bytes` are as `plainBytes` gives them. */
export function decodeHead(bytes: Uint8Array): string {
  const { wide, skip } = textStart(bytes);
  const text = wide ? decodeUtf16le(bytes.subarray(skip)) : decodeUtf8(bytes.subarray(skip));
  if (wide || !text.includes(NO_CHARACTER)) return text;
  const lines: string[] = [];
  let from = skip;
  for (let at = bytes.indexOf(10, from); at !== -1; at = bytes.indexOf(10, from)) {
    lines.push(decodeText(bytes.subarray(from, at)));
    from = at + 1;
  }
  lines.push(decodeText(bytes.subarray(from)));
  return lines.join('\n');
}
