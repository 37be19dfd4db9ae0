/**
 * Reads `YYYY-MM-DD[T ]hh:mm:ss[.fff][Z|+hh:mm]` from ASCII bytes without making a text of them. The same times as
 * `readWritten` for this form; anything else is left to it. The result lies in `ms` and `zoned`, so that a million
 * lines allocate nothing.
 */
export class IsoBytes {
  /** Epoch ms UTC when `zoned`, else the wall clock as if it were UTC. */
  ms = 0;
  zoned = false;
  private dayKey = -1;
  private dayMs = 0;

  /** True when the bytes are such a time. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length < 19 || length > 40) return false;
    const mark = bytes[from + 10];
    if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || (mark !== 84 && mark !== 32)) return false;
    if (bytes[from + 13] !== 58 || bytes[from + 16] !== 58) return false;
    const year = two(bytes, from) * 100 + two(bytes, from + 2);
    const month = two(bytes, from + 5);
    const day = two(bytes, from + 8);
    const hour = two(bytes, from + 11);
    const minute = two(bytes, from + 14);
    const second = two(bytes, from + 17);
    // NaN fails every comparison.
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60))
      return false;
    const key = (year * 16 + month) * 32 + day;
    if (key !== this.dayKey) {
      const start = Date.UTC(year, month - 1, day);
      if (!(year >= 100) || new Date(start).getUTCDate() !== day) return false;
      this.dayKey = key;
      this.dayMs = start;
    }
    let at = from + 19;
    let fraction = 0;
    if (at < to && (bytes[at] === 46 || bytes[at] === 44)) {
      at += 1;
      let scale = 100;
      for (; at < to; at += 1) {
        const digit = (bytes[at] ?? 0) - 48;
        if (digit < 0 || digit > 9) break;
        if (scale >= 1) fraction += digit * scale;
        scale /= 10;
      }
    }
    const wall = this.dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
    if (at === to) return this.give(wall, false);
    const zone = bytes[at];
    if (zone === 90 && at + 1 === to) return this.give(wall, true);
    if (zone !== 43 && zone !== 45) return false;
    const colon = bytes[at + 3] === 58 ? 1 : 0;
    if (at + 5 + colon !== to) return false;
    const minutes = two(bytes, at + 1) * 60 + two(bytes, at + 3 + colon);
    if (Number.isNaN(minutes)) return false;
    return this.give(wall - (zone === 43 ? minutes : -minutes) * 60_000, true);
  }

  private give(ms: number, zoned: boolean): boolean {
    this.ms = ms;
    this.zoned = zoned;
    return true;
  }
}

function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Number.NaN : tens * 10 + ones;
}
