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

/** Text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD, never an exception. */
export function decodeUtf8(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

/** Text of little-endian UTF-16 bytes, the encoding of "Download for Excel" buttons. */
export function decodeUtf16le(bytes: Uint8Array): string {
  return utf16le.decode(bytes);
}

/** UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Byte order mark at the front: 'utf-8', 'utf-16le', or null. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

/** The head of a file as text, without its byte order mark. */
export function decodeHead(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16le') return decodeUtf16le(bytes.subarray(2));
  return decodeUtf8(mark === 'utf-8' ? bytes.subarray(3) : bytes);
}
