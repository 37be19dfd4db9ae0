import type { BinCounts } from '../incident/bin-counts.ts';
import { shapeHashOf } from '../incident/drain.ts';
import { IsoBytes } from '../incident/iso-bytes.ts';
import type { KnownTemplate, LazyRecord, LogDigestBuilder } from '../incident/log-digest.ts';
import { LOG_BIN_MS } from '../incident/log-digest.ts';
import type { LogLevel } from '../incident/records.ts';
import type { RecordRef, SourceId } from '../incident/source.ts';
import { readEpoch } from '../incident/timestamp.ts';
import { FlatJson, KIND } from './flat-json.ts';
import { type FlatLayout, flatLayout } from './flat-layout.ts';
import { InternedValues } from './interned-values.ts';
import { levelOf } from './log-level.ts';
import type { Tally } from './tally.ts';
import { decodeUtf8 } from './utf8.ts';

/** Longer messages are cut by the digest, and rare enough to be read whole. */
const MAX_MESSAGE = 1_000;
const MAX_FIELD = 80;
const MAX_LAYOUTS = 32;
const RECENT = 4_096;

interface Service {
  readonly name: string;
  /** Undefined until a line of it is counted. */
  counts: BinCounts | null | undefined;
}

/** One value of a field: how it is counted; null when the field takes too many values. */
type Slot = { readonly at: number; readonly values: InternedValues<BinCounts | null>; dropped: boolean };

/** A template as it was seen last under a shape. */
interface Seen {
  readonly shape: number;
  readonly level: LogLevel;
  readonly service: string | null;
  readonly template: KnownTemplate;
  readonly pairs: boolean;
}

/** A layout with what was learnt of its values. */
interface Learnt {
  readonly keys: readonly Uint8Array[];
  readonly kinds: Uint8Array;
  /** Null for lines that have to be read whole. */
  readonly layout: FlatLayout | null;
  readonly levels: InternedValues<LogLevel | null>;
  readonly services: InternedValues<Service>;
  readonly slots: readonly Slot[];
}

/**
 * Counts JSON log lines that are like earlier ones straight from their bytes: no text, no object. The first line of each
 * shape, and every line that is not a flat object of plain values, is left to the reader that looks at everything; what
 * both make of a line is the same.
 */
export class FastLogLines implements LazyRecord {
  private readonly source: SourceId;
  private readonly digest: LogDigestBuilder;
  private readonly tally: Tally;
  private readonly flat = new FlatJson();
  private readonly iso = new IsoBytes();
  private readonly layouts: Learnt[] = [];
  private last: Learnt | null = null;
  private readonly recent: (Seen | null)[] = new Array(RECENT).fill(null);
  private generation = -1;
  /** The line that is being counted, for `message` and `ref`. */
  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private from = 0;
  private to = 0;
  private line = 0;
  private at = 0;
  private messageFrom = 0;
  private messageTo = 0;

  constructor(source: SourceId, digest: LogDigestBuilder, tally: Tally) {
    this.source = source;
    this.digest = digest;
    this.tally = tally;
  }

  /** Where the line ends when it was counted, else -1 (`TakeBytes`). */
  take(bytes: Uint8Array, from: number, limit: number, offset: number, line: number): number {
    const to = this.flat.scan(bytes, from, limit);
    if (to === -1) return -1;
    const next = bytes[to];
    if (next !== 10 && (next !== 13 || bytes[to + 1] !== 10)) return -1;
    return this.count(bytes, from, to, offset, line) ? to : -1;
  }

  private count(bytes: Uint8Array, from: number, to: number, offset: number, line: number): boolean {
    const { flat } = this;
    const learnt = this.learnt(bytes);
    const layout = learnt?.layout;
    if (!learnt || !layout) return false;
    const messageFrom = flat.from[layout.message] ?? 0;
    const messageTo = flat.to[layout.message] ?? 0;
    if (messageTo - messageFrom > MAX_MESSAGE || bytes[messageFrom] === 123) return false;
    const level = this.levelAt(learnt, layout, bytes);
    if (level === null) return false;
    let service: Service | null = null;
    if (layout.service !== -1) {
      service = learnt.services.get(bytes, flat.from[layout.service] ?? 0, flat.to[layout.service] ?? 0);
    }
    const seen = this.seen(shapeHashOf(bytes, messageFrom, messageTo), level, service?.name ?? null);
    if (!seen) return false;
    // Whether there is a "=" in a message belongs to its shape; whether it is that of "msg=" does not.
    if (seen.pairs && holdsRecord(bytes, messageFrom, messageTo)) return false;
    // From here on the line is taken, or nothing of it was counted yet.
    const at = this.timeAt(layout, bytes);
    if (Number.isNaN(at)) return false;
    this.tally.count();
    if (this.digest.repeats(this.source, at, bytes, messageFrom, messageTo)) return true;
    this.bytes = bytes;
    this.offset = offset;
    this.from = from;
    this.to = to;
    this.line = line;
    this.at = at;
    this.messageFrom = messageFrom;
    this.messageTo = messageTo;
    this.digest.count(seen.template, at, this);
    const bin = Math.floor(at / LOG_BIN_MS);
    const error = level === 'error' || level === 'fatal';
    if (service) {
      if (service.counts === undefined) service.counts = this.digest.counter('service', service.name);
      service.counts?.add(bin, error);
    }
    for (const slot of learnt.slots) {
      if (slot.dropped) continue;
      const valueFrom = flat.from[slot.at] ?? 0;
      const valueTo = flat.to[slot.at] ?? 0;
      if (valueTo - valueFrom > MAX_FIELD) continue;
      const counts = slot.values.get(bytes, valueFrom, valueTo);
      if (counts) counts.add(bin, error);
      else slot.dropped = true;
    }
    return true;
  }

  message(): string {
    return decodeUtf8(this.bytes.subarray(this.messageFrom, this.messageTo));
  }

  ref(): RecordRef {
    const place = {
      from: this.offset + this.from,
      to: this.offset + this.to,
      firstLine: this.line,
      lastLine: this.line,
    };
    return this.tally.refAt(place, this.at);
  }

  private levelAt(learnt: Learnt, layout: FlatLayout, bytes: Uint8Array): LogLevel | null {
    return learnt.levels.get(bytes, this.flat.from[layout.level] ?? 0, this.flat.to[layout.level] ?? 0);
  }

  /** Epoch ms UTC of the line, counted into the span; NaN when it is no time that bytes alone tell. */
  private timeAt(layout: FlatLayout, bytes: Uint8Array): number {
    const { flat, iso } = this;
    const from = flat.from[layout.time] ?? 0;
    const to = flat.to[layout.time] ?? 0;
    if (flat.kind[layout.time] === KIND.text) {
      return iso.read(bytes, from, to) ? this.tally.times.readClock(iso.ms, iso.zoned) : Number.NaN;
    }
    let value = 0;
    for (let at = from; at < to; at += 1) {
      const digit = (bytes[at] ?? 0) - 48;
      // Fractions of seconds and signs.
      if (digit < 0 || digit > 9) return this.readNumber(Number(decodeUtf8(bytes.subarray(from, to))));
      value = value * 10 + digit;
    }
    // Nanoseconds do not fit a number exactly: the same rounding as everywhere else.
    return this.readNumber(value > 9e15 ? Number(decodeUtf8(bytes.subarray(from, to))) : value);
  }

  private readNumber(value: number): number {
    const time = readEpoch(value);
    return time ? this.tally.times.readClock(time.ms, true) : Number.NaN;
  }

  private seen(shape: number, level: LogLevel, service: string | null): Seen | null {
    const generation = this.digest.generation();
    if (generation !== this.generation) {
      this.recent.fill(null);
      this.generation = generation;
    }
    // A direct-mapped cache: what falls out of it is asked for again.
    const place = shape - Math.floor(shape / RECENT) * RECENT;
    const recent = this.recent[place];
    if (recent && recent.shape === shape && recent.level === level && recent.service === service)
      return recent;
    const template = this.digest.known(shape, level, service);
    if (!template) return null;
    const seen = { shape, level, service, template, pairs: template.sample.includes('=') };
    this.recent[place] = seen;
    return seen;
  }

  private learnt(bytes: Uint8Array): Learnt | null {
    if (this.last && this.fits(this.last, bytes)) return this.last;
    for (const learnt of this.layouts) {
      if (!this.fits(learnt, bytes)) continue;
      this.last = learnt;
      return learnt;
    }
    if (this.layouts.length >= MAX_LAYOUTS) return null;
    const learnt = this.learn(bytes);
    this.layouts.push(learnt);
    this.last = learnt;
    return learnt;
  }

  private fits(learnt: Learnt, bytes: Uint8Array): boolean {
    const { flat } = this;
    if (learnt.keys.length !== flat.count) return false;
    for (let i = 0; i < flat.count; i += 1) {
      if (flat.kind[i] !== learnt.kinds[i]) return false;
      const key = learnt.keys[i];
      const from = flat.keyFrom[i] ?? 0;
      if (key === undefined || (flat.keyTo[i] ?? 0) - from !== key.length) return false;
      for (let j = 0; j < key.length; j += 1) if (key[j] !== bytes[from + j]) return false;
    }
    return true;
  }

  private learn(bytes: Uint8Array): Learnt {
    const { flat, digest } = this;
    const keys: Uint8Array[] = [];
    for (let i = 0; i < flat.count; i += 1) keys.push(bytes.slice(flat.keyFrom[i], flat.keyTo[i]));
    const kinds = flat.kind.slice(0, flat.count);
    const layout = flatLayout(keys.map(decodeUtf8), [...kinds]);
    const numeric = layout !== null && kinds[layout.level] === KIND.number;
    return {
      keys,
      kinds,
      layout,
      levels: new InternedValues((text) => levelOf(numeric ? Number(text) : text)),
      services: new InternedValues<Service>((name) => ({ name, counts: undefined })),
      slots: (layout?.fields ?? []).map(({ at, name }) => ({
        at,
        dropped: false,
        values: new InternedValues((text) =>
          digest.counter(name, kinds[at] === KIND.number ? String(Number(text)) : text),
        ),
      })),
    };
  }
}

/** True for a message that may be a structured record itself: it says "msg=" or "message=" (`innerParts`). */
function holdsRecord(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + 3; at < to; at += 1) {
    if (bytes[at] !== 61) continue;
    if (bytes[at - 1] === 103 && bytes[at - 2] === 115 && bytes[at - 3] === 109) return true;
    if (bytes[at - 1] === 101 && bytes[at - 2] === 103 && bytes[at - 3] === 97) return true;
  }
  return false;
}
