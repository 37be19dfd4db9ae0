import { decodeText, decodeUtf8, decodeUtf16le, hasUnreadable, START_BYTES, textStart } from './utf8.ts';

/** Longer lines are cut: what follows in them is skipped, the line is still reported. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** One line without its terminator. `bytes` is half-open and excludes the terminator; `line` counts from 1. */
export interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** False for a last line without a newline: the writer may have been cut off. */
  readonly terminated: boolean;
  /** True when the line was longer than MAX_LINE_BYTES and its rest was skipped. */
  readonly cut: boolean;
}

/**
 * Takes the line that begins at `from` as bytes and gives the place behind its last byte, where a line end has to
 * follow; -1 when the line has to be read as a text. `limit` is where the finished lines of the block end, `offset`
 * where the block lies in the file.
 */
export type TakeBytes = (
  bytes: Uint8Array,
  from: number,
  limit: number,
  offset: number,
  line: number,
) => number;

/**
 * Splits pushed chunks into lines with exact byte offsets. Takes LF and CRLF, a UTF-8 byte order mark, UTF-16LE
 * with or without one, NUL bytes and bytes that are no UTF-8 as they come. The result does not depend on where the
 * chunks were split.
 */
export class LineReader {
  private readonly onLine: (line: Line) => void;
  private readonly onBytes: TakeBytes | null;
  private rest: Uint8Array = new Uint8Array(0);
  /** File offset of the first byte of `rest`. */
  private offset = 0;
  private line = 1;
  private started = false;
  private wide = false;
  private skipping = false;

  /**
   * `onBytes`, where there is one, sees each finished line first; what it takes is not made a text.
   */
  constructor(onLine: (line: Line) => void, onBytes: TakeBytes | null = null) {
    this.onLine = onLine;
    this.onBytes = onBytes;
  }

  push(chunk: Uint8Array): void {
    let bytes = chunk;
    if (this.rest.length > 0) {
      // Only the line that lies in both is put together; the others are read where they are.
      const ends = this.started && !this.wide ? chunk.indexOf(10) + 1 : 0;
      if (ends > 0) {
        this.take(joined(this.rest, chunk.subarray(0, ends)), false);
        if (ends < chunk.length) this.take(chunk.subarray(ends), false);
        return;
      }
      bytes = joined(this.rest, chunk);
    }
    if (!this.started) {
      if (bytes.length < START_BYTES) {
        this.rest = bytes.slice();
        return;
      }
      bytes = this.start(bytes);
    }
    this.take(bytes, false);
  }

  end(): void {
    let bytes = this.rest;
    if (!this.started) bytes = this.start(bytes);
    this.take(bytes, true);
  }

  private start(bytes: Uint8Array): Uint8Array {
    this.started = true;
    const { wide, skip } = textStart(bytes);
    this.wide = wide;
    this.offset = skip;
    return bytes.subarray(skip);
  }

  private take(bytes: Uint8Array, last: boolean): void {
    const used = this.wide ? this.takeWide(bytes) : this.takeNarrow(bytes);
    let rest = bytes.subarray(used);
    this.offset += used;
    if (last) {
      if (rest.length > 0) this.emit(this.decode(rest), this.offset, this.offset + rest.length, false);
      this.rest = new Uint8Array(0);
      return;
    }
    if (rest.length > MAX_LINE_BYTES && !this.skipping) {
      this.emitCut(rest);
      this.skipping = true;
    }
    if (this.skipping) {
      // Keep alignment for two-byte text; everything else of an overlong line is dropped unseen.
      const keep = this.wide ? rest.length % 2 : 0;
      this.offset += rest.length - keep;
      rest = rest.subarray(rest.length - keep);
    }
    this.rest = rest.slice();
  }

  private takeNarrow(bytes: Uint8Array): number {
    const end = bytes.lastIndexOf(10) + 1;
    if (end === 0) return 0;
    if (this.onBytes && !this.skipping) return this.takeBytes(bytes, end, this.onBytes);
    const block = decodeUtf8(end === bytes.length ? bytes : bytes.subarray(0, end));
    // One character per byte exactly when nothing was multi-byte: then offsets in the text are offsets in the file.
    if (block.length === end && !hasUnreadable(block)) {
      let from = 0;
      for (let at = block.indexOf('\n'); at !== -1; at = block.indexOf('\n', from)) {
        const to = at > from && block.charCodeAt(at - 1) === 13 ? at - 1 : at;
        this.emit(block.slice(from, to), this.offset + from, this.offset + to, true);
        from = at + 1;
      }
      return end;
    }
    let from = 0;
    for (let at = bytes.indexOf(10); at !== -1 && at < end; at = bytes.indexOf(10, from)) {
      const to = at > from && bytes[at - 1] === 13 ? at - 1 : at;
      this.emit(decodeText(bytes.subarray(from, to)), this.offset + from, this.offset + to, true);
      from = at + 1;
    }
    return end;
  }

  private takeBytes(bytes: Uint8Array, end: number, onBytes: TakeBytes): number {
    let from = 0;
    while (from < end) {
      const taken = onBytes(bytes, from, end, this.offset, this.line);
      if (taken !== -1) {
        this.line += 1;
        from = taken + (bytes[taken] === 13 ? 2 : 1);
        continue;
      }
      const at = bytes.indexOf(10, from);
      const to = at > from && bytes[at - 1] === 13 ? at - 1 : at;
      this.emit(decodeText(bytes.subarray(from, to)), this.offset + from, this.offset + to, true);
      from = at + 1;
    }
    return end;
  }

  private takeWide(bytes: Uint8Array): number {
    let from = 0;
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      if (bytes[at] !== 10 || bytes[at + 1] !== 0) continue;
      const carriage = at - 2 >= from && bytes[at - 2] === 13 && bytes[at - 1] === 0;
      const to = carriage ? at - 2 : at;
      this.emit(decodeUtf16le(bytes.subarray(from, to)), this.offset + from, this.offset + to, true);
      from = at + 2;
    }
    return from;
  }

  private decode(bytes: Uint8Array): string {
    return this.wide ? decodeUtf16le(bytes) : decodeText(bytes);
  }

  private emit(text: string, from: number, to: number, terminated: boolean): void {
    if (this.skipping) {
      this.skipping = false;
      if (terminated) this.line += 1;
      return;
    }
    if (to - from > MAX_LINE_BYTES) {
      // Only reached when one chunk holds the whole overlong line; same outcome as when it came in pieces.
      this.onLine({
        text: '',
        from,
        to: from + MAX_LINE_BYTES,
        line: this.line,
        terminated: true,
        cut: true,
      });
    } else {
      this.onLine({ text, from, to, line: this.line, terminated, cut: false });
    }
    if (terminated) this.line += 1;
  }

  private emitCut(rest: Uint8Array): void {
    const to = this.offset + Math.min(rest.length, MAX_LINE_BYTES);
    this.onLine({ text: '', from: this.offset, to, line: this.line, terminated: true, cut: true });
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
