/** Gives the bytes of a file, chunk by chunk, as the readers expect them; every byte keeps its place. */
export type PlainBytes = (chunk: Uint8Array) => Uint8Array;

const same: PlainBytes = (chunk) => chunk;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Big-endian UTF-16, with its mark or told by the empty high bytes in front of plain text. */
function isBigEndian(head: Uint8Array): boolean {
  const [a = 1, b = 0, c = 1, d = 0] = head;
  return (a === 0xfe && b === 0xff) || (a === 0 && c === 0 && b !== 0 && d !== 0);
}

/** Turns the bytes of each pair round; half a pair waits for the next chunk. */
function swapped(): PlainBytes {
  let half: number | null = null;
  return (chunk) => {
    const all = new Uint8Array(chunk.length + (half === null ? 0 : 1));
    if (half !== null) all[0] = half;
    all.set(chunk, half === null ? 0 : 1);
    const even = all.length - (all.length % 2);
    half = even < all.length ? (all[even] ?? null) : null;
    for (let at = 0; at < even; at += 2) {
      const high = all[at] ?? 0;
      all[at] = all[at + 1] ?? 0;
      all[at + 1] = high;
    }
    return all.subarray(0, even);
  };
}

/**
 * What has to be done to the bytes of a file that begins with `head`: big-endian UTF-16 becomes little-endian, lines
 * that end with a carriage return alone (old Macs, and spreadsheets that still offer their format) end with a line
 * feed. Offsets in the result are offsets in the file.
 */
export function plainBytes(head: Uint8Array): PlainBytes {
  if (isBigEndian(head)) return swapped();
  if (head.indexOf(LINE_FEED) !== -1 || head.indexOf(CARRIAGE_RETURN) === -1) return same;
  return (chunk) => chunk.map((code) => (code === CARRIAGE_RETURN ? LINE_FEED : code));
}
