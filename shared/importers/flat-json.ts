/** What a value of a flat object is. */
export const KIND = { text: 0, empty: 1, number: 2, boolean: 3, null: 4 } as const;

const MAX_KEYS = 48;

/**
 * Finds keys and values of a JSON object on one line, as places in its bytes. Takes what most loggers write: an object
 * of plain values in ASCII without escapes. Everything else is for `JSON.parse`: `scan` says -1 and nothing more.
 */
export class FlatJson {
  /** Number of keys of the last object. */
  count = 0;
  readonly keyFrom = new Int32Array(MAX_KEYS);
  readonly keyTo = new Int32Array(MAX_KEYS);
  readonly from = new Int32Array(MAX_KEYS);
  readonly to = new Int32Array(MAX_KEYS);
  readonly kind = new Uint8Array(MAX_KEYS);

  /** Where the object of the line that begins at `start` ends; -1 when it is none of these. `end` bounds the search. */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    let count = 0;
    if (bytes[at] !== 123) return -1;
    at += 1;
    for (;;) {
      while (bytes[at] === 32) at += 1;
      if (bytes[at] !== 34 || count === MAX_KEYS) return -1;
      const keyFrom = at + 1;
      const keyTo = plainEnd(bytes, keyFrom, end);
      if (keyTo === -1) return -1;
      at = keyTo + 1;
      while (bytes[at] === 32) at += 1;
      if (bytes[at] !== 58) return -1;
      at += 1;
      while (bytes[at] === 32) at += 1;
      const code = bytes[at] ?? 0;
      let to = -1;
      let kind: number = KIND.text;
      if (code === 34) {
        at += 1;
        to = plainEnd(bytes, at, end);
        if (to === at) kind = KIND.empty;
      } else if (code === 45 || (code >= 48 && code <= 57)) {
        to = numberEnd(bytes, at, end);
        kind = KIND.number;
      } else if (code === 116 && bytes[at + 1] === 114 && bytes[at + 2] === 117 && bytes[at + 3] === 101) {
        to = at + 4;
        kind = KIND.boolean;
      } else if (
        code === 102 &&
        bytes[at + 1] === 97 &&
        bytes[at + 2] === 108 &&
        bytes[at + 3] === 115 &&
        bytes[at + 4] === 101
      ) {
        to = at + 5;
        kind = KIND.boolean;
      } else if (code === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108) {
        to = at + 4;
        kind = KIND.null;
      }
      if (to === -1) return -1;
      this.keyFrom[count] = keyFrom;
      this.keyTo[count] = keyTo;
      this.from[count] = at;
      this.to[count] = to;
      this.kind[count] = kind;
      count += 1;
      at = code === 34 ? to + 1 : to;
      while (bytes[at] === 32) at += 1;
      const next = bytes[at];
      at += 1;
      if (next === 44) continue;
      if (next !== 125) return -1;
      this.count = count;
      return at <= end ? at : -1;
    }
  }
}

/** The closing quote of a text without escapes, control characters and anything beyond ASCII; -1 when it is no such. */
function plainEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === 34) return at;
    if (code === 92 || code < 32 || code > 126) return -1;
  }
  return -1;
}

/** The end of a number without an exponent; -1 when JSON would not have it. */
function numberEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === 45 ? start + 1 : start;
  const whole = at;
  while (at < end && isDigit(bytes[at])) at += 1;
  if (at === whole || (bytes[whole] === 48 && at > whole + 1)) return -1;
  if (bytes[at] === 46) {
    at += 1;
    const fraction = at;
    while (at < end && isDigit(bytes[at])) at += 1;
    if (at === fraction) return -1;
  }
  const next = bytes[at];
  return at < end && (next === 44 || next === 125 || next === 32) ? at : -1;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}
