/** The platform's decoder, declared here because shared/ is compiled without DOM and Node types. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}

const decoderOf = (label: string): ((bytes: Uint8Array) => string) => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};

const western = decoderOf('windows-1252');
const ASCII = /[ -~\s]+/;

interface OldEncoding {
  readonly decode: (bytes: Uint8Array) => string;
  /** What stands between ASCII looks like this, each piece of it. */
  readonly piece: RegExp;
  /** And at least one piece like this. */
  readonly some: RegExp;
}

const WIDE = String.raw`\u3000-\u303f\uff00-\uffef·“”‘’…—–〜−×→①-⑳`;

/** In the order in which they are asked. */
const ENCODINGS: readonly OldEncoding[] = [
  // Words of Cyrillic letters, capitals at their beginning or throughout.
  {
    decode: decoderOf('windows-1251'),
    piece: /^[«„“]?(?:[А-ЯЁІЇЄ]?[а-яёіїє]+|[А-ЯЁІЇЄ]+)[»”“]?$|^[«»–—№…\u00a0]+$/,
    some: /[А-яЁё]{3}/,
  },
  { decode: decoderOf('euc-kr'), piece: new RegExp(`^[가-힣${WIDE}]+$`), some: /[가-힣]{2}/ },
  {
    decode: decoderOf('shift_jis'),
    piece: new RegExp(String.raw`^[\u3040-\u30ff\u4e00-\u9fff${WIDE}]+$`),
    some: /[\u3040-\u30ff\u4e00-\u9fff]{2}/,
  },
  {
    decode: decoderOf('gb18030'),
    piece: new RegExp(String.raw`^[\u4e00-\u9fff${WIDE}]+$`),
    some: /[\u4e00-\u9fff]{2}/,
  },
  {
    decode: decoderOf('windows-1250'),
    piece: /^[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–—„”“’…°§«»\u00a0]+$/,
    some: /[łąśżźćę]/,
  },
];

/** High bytes side by side: letters of another script. Western languages have one among ASCII letters, seldom two. */
const IN_A_ROW = 3;

function highInARow(bytes: Uint8Array): number {
  let most = 0;
  let now = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const high = (bytes[at] as number) > 127;
    // Shift_JIS and GB18030 have ASCII among their second bytes.
    const second = !high && now > 0 && (bytes[at] as number) >= 64 && (bytes[at + 1] ?? 0) > 127;
    now = high || second ? now + 1 : 0;
    if (now > most) most = now;
  }
  return most;
}

/** Signs of Windows-1252 that stand beside letters in no Western language, and are Polish letters in Windows-1250. */
const POLISH = /\p{L}[³¹¿œŸ]|[³¿œ]\p{Ll}/u;

/**
 * Text of a line that is no UTF-8: in the encoding of spreadsheets in Japan, China, Korea, Russia or Poland where it
 * reads as such, else as Windows-1252.
 */
export function decodeOld(bytes: Uint8Array): string {
  const plain = western(bytes);
  if (highInARow(bytes) < IN_A_ROW && !POLISH.test(plain)) return plain;
  for (const { decode, piece, some } of ENCODINGS) {
    const text = decode(bytes);
    const pieces = text.split(ASCII).filter((one) => one !== '');
    if (pieces.every((one) => piece.test(one)) && pieces.some((one) => some.test(one))) return text;
  }
  return plain;
}
