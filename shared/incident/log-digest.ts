import { BinCounts } from './bin-counts.ts';
import { CountedHashes, hashBytes, hashText } from './counted-hashes.ts';
import { Drain, type DrainGroup } from './drain.ts';
import { isRunLine, LoggedRuns } from './logged-runs.ts';
import { isStartLine, LoggedStarts } from './logged-starts.ts';
import type { LogDigest, LogDimension, LogTemplate } from './logs.ts';
import { compareText } from './ordering.ts';
import type { LogLevel, LogRecord } from './records.ts';
import type { RecordRef, SourceId } from './source.ts';
import { type TimeRange, union } from './time-range.ts';

/** Width of the bins in ms. */
export const LOG_BIN_MS = 10_000;
/** A field with more values than this is an id, not a dimension, and is dropped. */
const MAX_VALUES = 64;
const MAX_FIELDS = 60;
const MAX_TIMES = 2_000;
const MAX_SAMPLE = 500;
/** What is looked at of a message; a megabyte of payload in one line adds nothing to its shape. */
const MAX_MESSAGE = 8_192;

/** A template as a reader of bytes knows it: opaque, to be given back to `count`. */
export interface KnownTemplate {
  /** The earliest line so far. */
  readonly sample: string;
}

/** A record that is only made when it is looked at. */
export interface LazyRecord {
  message(): string;
  ref(): RecordRef;
}

interface Building extends KnownTemplate {
  readonly group: DrainGroup;
  readonly level: LogLevel | null;
  readonly service: string | null;
  count: number;
  firstAt: number;
  lastAt: number;
  readonly bins: BinCounts;
  times: number[];
  /** Latest of `times` once it is full: what comes after it is not among the earliest. */
  full: number;
  /** Lines of this shape tell of the start or the end of a run. */
  readonly run: boolean;
  /** Lines of this shape say that a service has come up. */
  readonly start: boolean;
  /** Lines of this shape carry what looks like a credential. */
  readonly secret: boolean;
  ref: RecordRef;
  sample: string;
}

/** Takes log records one by one, in a fixed order of the files, and keeps only aggregates, templates and references. */
export class LogDigestBuilder {
  private readonly drain = new Drain();
  /** By Drain group: one for each level and service. */
  private readonly templates: Building[][] = [];
  private readonly all = new BinCounts();
  private readonly runs = new LoggedRuns();
  private readonly starts = new LoggedStarts();
  private readonly fields = new Map<string, Map<string, BinCounts> | null>();
  private readonly secrets = new Map<SourceId, number>();
  private readonly spans = new Map<SourceId, { from: number; to: number }>();
  private readonly redact: (text: string) => string;
  private readonly dedupe: boolean;
  /** Records of the files before this one, and of this one so far. */
  private readonly before = new CountedHashes();
  private current = new CountedHashes();
  private source: SourceId | null = null;
  private lines = 0;

  /** `dedupe`: several files hold logs, so the same record may come twice. `redact` masks credentials. */
  constructor(options: { readonly dedupe: boolean; readonly redact: (text: string) => string }) {
    this.dedupe = options.dedupe;
    this.redact = options.redact;
  }

  /** Takes a record; false when an earlier file already gave it. */
  add(whole: LogRecord): boolean {
    const record =
      whole.message.length > MAX_MESSAGE ? { ...whole, message: whole.message.slice(0, MAX_MESSAGE) } : whole;
    if (record.ref.source !== this.source) this.startSource(record.ref.source);
    this.widen(record.at);
    if (this.dedupe) {
      const hash = hashText(record.message, Math.floor(record.at) | 0) + (Math.floor(record.at) % 1021);
      if (this.current.add(hash) <= this.before.get(hash)) return false;
    }
    this.lines += 1;
    const error = record.level === 'error' || record.level === 'fatal';
    const bin = Math.floor(record.at / LOG_BIN_MS);
    this.all.add(bin, error);
    this.addTemplate(record, bin);
    if (record.service !== null) this.counter('service', record.service)?.add(bin, error);
    for (const field in record.fields) {
      if (field !== 'service') this.counter(field, record.fields[field] ?? '')?.add(bin, error);
    }
    return true;
  }

  /**
   * The template of lines of this shape (`shapeHashOf`), level and service, when one came before; null for the first,
   * which goes through `add`. It holds until `generation` changes.
   */
  known(shape: number, level: LogLevel | null, service: string | null): KnownTemplate | null {
    const group = this.drain.known(shape);
    if (!group) return null;
    const variants = this.templates[group.index] ?? [];
    return variants.find((one) => one.level === level && one.service === service) ?? null;
  }

  /** Changes when what `known` said before no longer holds. */
  generation(): number {
    return this.drain.generation;
  }

  /** True when an earlier file gave this record already; its message in ASCII bytes. To be asked once a record. */
  repeats(source: SourceId, at: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (source !== this.source) this.startSource(source);
    this.widen(at);
    if (!this.dedupe) return false;
    const hash = hashBytes(bytes, from, to, Math.floor(at) | 0) + (Math.floor(at) % 1021);
    return this.current.add(hash) <= this.before.get(hash);
  }

  /** Counts a record of a known template that does not repeat; its fields are counted by their own counters. */
  count(template: KnownTemplate, at: number, record: LazyRecord): void {
    const known = template as Building;
    const error = known.level === 'error' || known.level === 'fatal';
    this.lines += 1;
    const bin = Math.floor(at / LOG_BIN_MS);
    this.all.add(bin, error);
    this.addTo(known, at, bin, record);
  }

  /** The counter of one value of a field ("service" too); null when the field takes too many values to tell apart. */
  counter(field: string, value: string): BinCounts | null {
    let values = this.fields.get(field);
    if (values === null) return null;
    if (values === undefined) {
      if (this.fields.size >= MAX_FIELDS * 4) return null;
      values = new Map();
      this.fields.set(field, values);
    }
    let counts = values.get(value);
    if (!counts) {
      if (values.size >= MAX_VALUES) {
        this.fields.set(field, null);
        return null;
      }
      counts = new BinCounts();
      values.set(value, counts);
    }
    return counts;
  }

  /** Lines of a source in which something that looks like a credential is masked wherever they are shown. */
  redactedLines(source: SourceId): number {
    return this.secrets.get(source) ?? 0;
  }

  /** The digest, or null when no record came. */
  finish(): LogDigest | null {
    if (this.lines === 0) return null;
    const first = this.all.first();
    return {
      from: first * LOG_BIN_MS,
      binMs: LOG_BIN_MS,
      lines: this.lines,
      bins: this.all.sorted(first),
      templates: this.finishTemplates(first),
      dimensions: this.finishDimensions(first),
      runs: this.runs.finish(),
      starts: this.starts.finish((service) => this.firstAt(service)),
      coverage: union([...this.spans.values()].map(({ from, to }): TimeRange => ({ from, to: to + 1 }))),
      sources: [...this.spans.keys()].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    };
  }

  /** The first line of a service; of all of them where no record names it. */
  private firstAt(service: string): number {
    const all = this.templates.flat();
    const own = all.filter((one) => one.service === service);
    return (own.length > 0 ? own : all).reduce(
      (first, one) => Math.min(first, one.firstAt),
      Number.POSITIVE_INFINITY,
    );
  }

  private countSecret(source: SourceId): void {
    this.secrets.set(source, (this.secrets.get(source) ?? 0) + 1);
  }

  private startSource(source: SourceId): void {
    if (this.dedupe) {
      this.current.forEach((hash, count) => {
        this.before.raise(hash, count);
      });
      this.current = new CountedHashes();
    }
    this.source = source;
    if (!this.spans.has(source))
      this.spans.set(source, { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY });
  }

  private widen(at: number): void {
    const span = this.source === null ? undefined : this.spans.get(this.source);
    if (!span) return;
    if (at < span.from) span.from = at;
    if (at > span.to) span.to = at;
  }

  private addTemplate(record: LogRecord, bin: number): void {
    const group = this.drain.group(record.message);
    let variants = this.templates[group.index];
    if (!variants) {
      variants = [];
      this.templates[group.index] = variants;
    }
    const known = variants.find((one) => one.level === record.level && one.service === record.service);
    if (known) {
      this.addTo(known, record.at, bin, { message: () => record.message, ref: () => record.ref });
      return;
    }
    const secret = this.redact(record.message) !== record.message;
    if (secret) this.countSecret(record.ref.source);
    const run = isRunLine(record.message);
    if (run) this.runs.add(record.message, record.at, record.ref);
    const start = isStartLine(record.message);
    if (start) this.starts.add(record.message, record.service, record.at, record.ref);
    const bins = new BinCounts();
    bins.add(bin, false);
    variants.push({
      group,
      level: record.level,
      service: record.service,
      count: 1,
      firstAt: record.at,
      lastAt: record.at,
      bins,
      times: [record.at],
      full: Number.POSITIVE_INFINITY,
      run,
      start,
      secret,
      ref: record.ref,
      sample: record.message,
    });
  }

  private addTo(known: Building, at: number, bin: number, record: LazyRecord): void {
    if (known.secret && this.source !== null) this.countSecret(this.source);
    if (known.run) this.runs.add(record.message(), at, record.ref());
    if (known.start) this.starts.add(record.message(), known.service, at, record.ref());
    known.count += 1;
    known.bins.add(bin, false);
    if (at < known.firstAt) {
      known.firstAt = at;
      known.ref = record.ref();
      known.sample = record.message();
    }
    if (at > known.lastAt) known.lastAt = at;
    if (at >= known.full) return;
    known.times.push(at);
    // Files may run backwards: the earliest are kept, trimmed only now and then.
    if (known.times.length >= 2 * MAX_TIMES) {
      known.times.sort((a, b) => a - b);
      known.times.length = MAX_TIMES;
      known.full = known.times[MAX_TIMES - 1] ?? known.full;
    }
  }

  private finishTemplates(first: number): LogTemplate[] {
    const order = this.templates
      .flat()
      .sort(
        (a, b) =>
          a.firstAt - b.firstAt ||
          compareText(a.group.words.join(' '), b.group.words.join(' ')) ||
          compareText(a.level ?? '', b.level ?? '') ||
          compareText(a.service ?? '', b.service ?? ''),
      );
    return order.map((template, index) => ({
      id: `T${index + 1}`,
      text: this.redact(template.group.words.join(' ')),
      level: template.level,
      service: template.service,
      count: template.count,
      firstAt: template.firstAt,
      lastAt: template.lastAt,
      bins: template.bins.sorted(first).map(([bin, lines]) => [bin, lines] as const),
      times: template.times.sort((a, b) => a - b).slice(0, MAX_TIMES),
      ref: template.ref,
      sample: this.redact(template.sample).slice(0, MAX_SAMPLE),
    }));
  }

  private finishDimensions(first: number): LogDimension[] {
    const dimensions: LogDimension[] = [];
    const fields = [...this.fields].sort((a, b) => compareText(a[0], b[0]));
    let kept = 0;
    for (const [field, values] of fields) {
      // One value everywhere tells nothing apart.
      if (values === null || values.size < 2 || kept >= MAX_FIELDS) continue;
      kept += 1;
      for (const [value, counts] of [...values].sort((a, b) => compareText(a[0], b[0]))) {
        dimensions.push({ field, value: this.redact(value), bins: counts.sorted(first) });
      }
    }
    return dimensions;
  }
}
