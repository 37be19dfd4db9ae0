import { parse } from 'jsonc-parser';
import { MAX_DEPTH } from './json-lines.ts';
import { decodeText, decodeUtf8, decodeUtf16le, START_BYTES, textStart } from './utf8.ts';

/** A record may not be larger than this. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
const MAX_SCALAR_BYTES = 4096;

/** One value of the document with the exact bytes it was read from. */
export interface JsonRecord {
  readonly value: unknown;
  /** Keys that lead to it; `*` stands for a place in an array. */
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface JsonRecordHandlers {
  record(record: JsonRecord): void;
  /** A record in the middle of which the file ends, as far as it goes: the last place of its lists may be cut. */
  cut?(record: JsonRecord): void;
  /** A text, number, true, false or null outside of the records: paging marks, a query, a status. */
  scalar?(path: readonly string[], value: unknown): void;
  problem(line: number, reason: string, truncated: boolean): void;
}

interface Frame {
  readonly array: boolean;
  key: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Finds the records of a JSON document in pushed bytes without building the document: only the values at `paths`
 * (`['data', '*']` is each element of the array `data`; `[]` the whole document) are parsed, one at a time. Takes
 * documents one after the other, as `--paginate` writes them. No recursion: nesting costs nothing.
 */
export class JsonRecords {
  private readonly paths: readonly (readonly string[])[];
  private readonly handlers: JsonRecordHandlers;
  private readonly stack: Frame[] = [];
  private offset = 0;
  private line = 1;
  private started = false;
  private wide = false;
  /** Bytes of the byte order mark. */
  private mark = 0;
  private opening: Uint8Array = new Uint8Array(0);
  private broken = false;
  private expectKey = false;
  private inString = false;
  private escaped = false;
  /** Bytes of a string or scalar outside of records; null between them. */
  private scalar: number[] | null = null;
  private scalarIsKey = false;
  private record: {
    parts: Uint8Array[];
    size: number;
    depth: number;
    tooDeep: boolean;
    from: number;
    firstLine: number;
    path: string[];
  } | null = null;

  /** Bytes of a document in which no record has been found yet, where it may turn out to be the record itself. */
  private whole: { parts: Uint8Array[]; size: number; from: number; firstLine: number } | null = null;
  private readonly wholeWhenNone: boolean;

  /** `wholeWhenNone`: an object without any record at `paths` is a record itself. */
  constructor(paths: readonly (readonly string[])[], wholeWhenNone: boolean, handlers: JsonRecordHandlers) {
    this.paths = paths;
    this.wholeWhenNone = wholeWhenNone;
    this.handlers = handlers;
  }

  push(whole: Uint8Array): void {
    if (this.broken || whole.length === 0) return;
    let chunk = whole;
    let at = 0;
    if (!this.started) {
      // How the text begins is told by its first bytes, and the first chunk may be one.
      if (this.opening.length > 0) chunk = joined([this.opening, whole], this.opening.length + whole.length);
      if (chunk.length < START_BYTES) {
        this.opening = chunk.slice();
        return;
      }
      this.opening = new Uint8Array(0);
      this.started = true;
      const { wide, skip } = textStart(chunk);
      this.wide = wide;
      this.mark = skip;
      if (wide) chunk = chunk.subarray(skip);
      else at = skip;
    }
    if (!this.wide) {
      this.scan(chunk, chunk, at);
      return;
    }
    // Half a character waits for its other half.
    if (this.opening.length > 0) chunk = joined([this.opening, chunk], this.opening.length + chunk.length);
    const even = chunk.length - (chunk.length % 2);
    this.opening = chunk.slice(even);
    this.scan(narrowed(chunk, even), chunk, 0);
  }

  /** `codes` has one byte a character; `bytes` is what lies in the file, twice as long where text is two bytes wide. */
  private scan(codes: Uint8Array, bytes: Uint8Array, start: number): void {
    let at = start;
    const width = this.wide ? 2 : 1;
    // A record that spans chunks keeps the pieces; `from` is where its piece in this chunk begins.
    let from = 0;
    while (at < codes.length) {
      if (this.record) {
        const end = this.scanRecord(codes, at);
        if (end === -1) break;
        this.keep(bytes.subarray(from * width, end * width));
        this.finishRecord(this.offset + end);
        at = end;
        continue;
      }
      const code = codes[at] ?? 0;
      if (code === 10) this.line += 1;
      if (this.outside(code, at)) from = at;
      if (this.broken) return;
      if (this.whole && this.stack.length === 0) this.finishWhole(bytes, at + 1);
      at += 1;
    }
    if (this.record) this.keep(bytes.slice(Math.min(from, codes.length) * width, codes.length * width));
    if (this.whole) this.keepWhole(bytes, codes.length);
    this.offset += codes.length;
  }

  /** Place in the file of a place in the text so far. */
  private placeOf(offset: number): number {
    return this.wide ? this.mark + 2 * offset : offset;
  }

  end(): void {
    if (this.broken) return;
    if (!this.started && this.opening.length > 0) this.push(Uint8Array.of(32, 32, 32));
    if (this.broken) return;
    this.flushScalar();
    if (this.record) {
      this.giveCut();
      this.handlers.problem(this.record.firstLine, 'the file ends in the middle of this record', true);
    } else if (this.stack.length > 0 || this.inString) {
      this.handlers.problem(this.line, 'the file ends before the JSON document does', true);
    }
  }

  private giveCut(): void {
    const { record, handlers } = this;
    if (!record || !handlers.cut || record.tooDeep || record.size > MAX_RECORD_BYTES) return;
    const { path, firstLine } = record;
    const [from, to] = [this.placeOf(record.from), this.placeOf(record.from) + record.size];
    handlers.cut({ value: parse(this.textOf(record)), path, from, to, firstLine, lastLine: this.line });
  }

  private textOf({ parts, size }: { readonly parts: readonly Uint8Array[]; readonly size: number }): string {
    const all = joined(parts, size);
    return this.wide ? decodeUtf16le(all) : decodeText(all);
  }

  /** Goes on in the record at `at`; the place behind its last byte, or -1 when it goes beyond this chunk. */
  private scanRecord(chunk: Uint8Array, start: number): number {
    const record = this.record;
    if (!record) return -1;
    let { inString, escaped, line } = this;
    let depth = record.depth;
    let at = start;
    let end = -1;
    for (; at < chunk.length; at += 1) {
      const code = chunk[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) inString = false;
        else if (code === 10) line += 1;
      } else if (code === QUOTE) inString = true;
      else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
        depth += 1;
        if (depth > MAX_DEPTH) record.tooDeep = true;
      } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) {
          end = at + 1;
          break;
        }
      } else if (code === 10) line += 1;
    }
    this.inString = inString;
    this.escaped = escaped;
    this.line = line;
    record.depth = depth;
    return end;
  }

  private keep(piece: Uint8Array): void {
    const record = this.record;
    if (!record) return;
    record.size += piece.length;
    if (record.tooDeep || record.size > MAX_RECORD_BYTES) record.parts = [];
    else record.parts.push(piece);
  }

  /** Keeps what of this chunk, up to `to`, belongs to a document that may be the record itself. */
  private keepWhole(bytes: Uint8Array, to: number): void {
    const { whole } = this;
    if (!whole) return;
    const width = this.wide ? 2 : 1;
    const begun = whole.from + whole.size / width;
    const piece = bytes.slice(Math.max(0, begun - this.offset) * width, to * width);
    whole.size += piece.length;
    if (whole.size > MAX_RECORD_BYTES) this.whole = null;
    else whole.parts.push(piece);
  }

  private finishWhole(bytes: Uint8Array, to: number): void {
    this.keepWhole(bytes, to);
    const { whole } = this;
    this.whole = null;
    if (!whole) return;
    this.record = { ...whole, depth: 0, tooDeep: false, path: [] };
    this.finishRecord(this.offset + to);
  }

  /** One byte outside of records; true when a record begins with it. */
  private outside(code: number, at: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) {
        this.inString = false;
        this.scalar?.push(code);
        this.flushScalar();
        return false;
      }
      if (this.scalar && this.scalar.length < MAX_SCALAR_BYTES) this.scalar.push(code);
      return false;
    }
    switch (code) {
      case QUOTE:
        this.flushScalar();
        this.inString = true;
        this.scalar = [code];
        this.scalarIsKey = this.expectKey;
        return false;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.flushScalar();
        return this.open(code === OPEN_ARRAY, at);
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.flushScalar();
        if (this.stack.pop()?.array !== (code === CLOSE_ARRAY)) this.fail('brackets do not match');
        this.expectKey = false;
        return false;
      case 44:
        this.flushScalar();
        this.expectKey = this.stack.at(-1)?.array === false;
        return false;
      case 58:
        this.expectKey = false;
        return false;
      case 32:
      case 9:
      case 10:
      case 13:
      case 0:
        this.flushScalar();
        return false;
      default:
        if (this.stack.length === 0) {
          this.fail('text outside of the JSON document');
          return false;
        }
        this.scalar ??= [];
        if (this.scalar.length < MAX_SCALAR_BYTES) this.scalar.push(code);
        return false;
    }
  }

  private open(array: boolean, at: number): boolean {
    const path = this.path();
    // An array is a record only where no records lie inside of it.
    if (this.paths.some((wanted) => samePath(wanted, path)) && !(array && this.leadsOn(path))) {
      this.whole = null;
      this.record = {
        parts: [],
        size: 0,
        depth: 1,
        tooDeep: false,
        from: this.offset + at,
        firstLine: this.line,
        path,
      };
      return true;
    }
    if (this.stack.length >= MAX_DEPTH) {
      this.fail(`nested deeper than ${MAX_DEPTH} levels`);
      return false;
    }
    if (this.wholeWhenNone && this.stack.length === 0 && !array) {
      this.whole = { parts: [], size: 0, from: this.offset + at, firstLine: this.line };
    }
    this.stack.push({ array, key: array ? '*' : '' });
    this.expectKey = !array;
    return false;
  }

  private leadsOn(path: readonly string[]): boolean {
    if (path.length === 0) return true;
    return this.paths.some(
      (wanted) => wanted.length > path.length && samePath(wanted.slice(0, path.length), path),
    );
  }

  private path(): string[] {
    return this.stack.map((frame) => frame.key);
  }

  private flushScalar(): void {
    const bytes = this.scalar;
    this.scalar = null;
    if (!bytes || bytes.length === 0) return;
    const text = decodeUtf8(Uint8Array.from(bytes));
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Longer than kept, or no JSON: nothing outside of the records depends on it.
      return;
    }
    const top = this.stack.at(-1);
    if (this.scalarIsKey && top && !top.array) {
      if (typeof value === 'string') top.key = value;
      this.scalarIsKey = false;
      return;
    }
    this.handlers.scalar?.(this.path(), value);
  }

  private finishRecord(to: number): void {
    const record = this.record;
    if (!record) return;
    this.record = null;
    if (record.tooDeep) {
      this.handlers.problem(record.firstLine, `nested deeper than ${MAX_DEPTH} levels`, false);
      return;
    }
    if (record.size > MAX_RECORD_BYTES) {
      this.handlers.problem(record.firstLine, 'the record is larger than 64 MB', false);
      return;
    }
    try {
      const value: unknown = JSON.parse(this.textOf(record));
      this.handlers.record({
        value,
        path: record.path,
        from: this.placeOf(record.from),
        to: this.placeOf(to),
        firstLine: record.firstLine,
        lastLine: this.line,
      });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.handlers.problem(record.firstLine, 'not valid JSON', false);
    }
  }

  private fail(reason: string): void {
    this.broken = true;
    this.handlers.problem(this.line, `${reason}; what follows was not read`, false);
  }
}

function samePath(wanted: readonly string[], path: readonly string[]): boolean {
  return wanted.length === path.length && wanted.every((step, at) => step === path[at]);
}

/** One byte a character of two-byte text: what is not ASCII can only stand inside of texts, where it does not matter. */
function narrowed(bytes: Uint8Array, length: number): Uint8Array {
  const codes = new Uint8Array(length / 2);
  for (let i = 0; i < codes.length; i += 1) {
    const low = bytes[2 * i] ?? 0;
    codes[i] = bytes[2 * i + 1] === 0 && low < 128 ? low : 128;
  }
  return codes;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const only = parts[0];
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
