import type { ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { LineReader } from './lines.ts';
import { plainLogLine } from './plain-log.ts';
import { SeriesSet } from './series-set.ts';
import { parserOf, Tally } from './tally.ts';

const KILO = 1024;
const UNITS: Readonly<Record<string, number>> = { B: 1, K: KILO, M: KILO ** 2, G: KILO ** 3 };

/** What one collection did: how long it stopped the program, what was left, and how large the heap was. */
interface Collection {
  readonly full: boolean;
  readonly pauseMs: number;
  readonly heapAfter: number;
  readonly heapSize: number;
}

/** `GC(12) Pause Young (Normal) 24M->4M(256M) 3.5ms`: the unified log of Java 9 and newer (JEP 158, JEP 271). */
const UNIFIED =
  /GC\(\d+\) (Pause [^[\]]{1,120}?) \d+[BKMG]->(\d+)([BKMG])\((\d+)([BKMG])\) (\d+(?:[.,]\d+)?)ms\s*$/;
/** `[Full GC (Ergonomics) [...] 65536K->10756K(251392K), ..., 0.0103 secs]`: Java 8. */
const OLD = /\[(Full GC|GC)\b/;
const OLD_HEAP = /(?:^|[\s\]])\d+[BKMG]->(\d+)([BKMG])\((\d+)([BKMG])\)/;
const OLD_PAUSE = /(\d+[.,]\d+) secs\]/;

function bytes(figure: string | undefined, unit: string | undefined): number {
  return Number(figure) * (UNITS[unit ?? ''] ?? 1);
}

function collectionOf(text: string): Collection | null {
  const line = text.slice(0, 2_000);
  const unified = UNIFIED.exec(line);
  if (unified) {
    const [, what = '', after, afterUnit, size, sizeUnit, pause = ''] = unified;
    return {
      full: what.startsWith('Pause Full'),
      pauseMs: Number(pause.replace(',', '.')),
      heapAfter: bytes(after, afterUnit),
      heapSize: bytes(size, sizeUnit),
    };
  }
  const old = OLD.exec(line);
  // Each generation stands in brackets of its own; what is left says of the whole heap.
  const heap = OLD_HEAP.exec(line.replace(/\[\w{1,30}: [^\]]{0,200}\]/g, ''));
  const pause = OLD_PAUSE.exec(line)?.[1];
  if (!old || !heap || pause === undefined) return null;
  return {
    full: old[1] === 'Full GC',
    pauseMs: Number(pause.replace(',', '.')) * 1000,
    heapAfter: bytes(heap[1], heap[2]),
    heapSize: bytes(heap[3], heap[4]),
  };
}

/** The garbage collector's log of a Java program: its lines as a log, its pauses and the heap that is left as series. */
export const gcLog: Importer = {
  id: 'gc-log',
  format: 'Garbage collection log (Java)',
  givesLogs: true,
  sniff(head) {
    const lines = head.text.split(/\r?\n/, 400);
    const timed = lines.filter((line) => collectionOf(line) !== null && plainLogLine(line) !== null);
    return timed.length >= 2 ? 0.9 : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const set = new SeriesSet();
    const gauge = (metric: string, unit: string, at: number, value: number) =>
      set.add({ metric, labels: {}, unit, measures: 'gauge' }, at, value);
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      if (line.text.trim() === '') return;
      const read = plainLogLine(line.text);
      const at = read === null ? null : tally.times.readTime(read.time);
      // The header of a Java 8 log, and what a collection says over several lines.
      if (!read || at === null) return;
      tally.count();
      const { service, message, fields } = read;
      const place = { from: line.from, to: line.to, firstLine: line.line, lastLine: line.line };
      const collection = collectionOf(line.text);
      const level = collection?.full ? 'warn' : (read.level ?? 'info');
      sink.log({ at, level, service, message, fields, ref: tally.refAt(place, at) });
      if (!collection) return;
      gauge('gc pause', 'ms', at, collection.pauseMs);
      gauge('heap after gc', 'bytes', at, collection.heapAfter);
      gauge('heap size', 'bytes', at, collection.heapSize);
    });
    return parserOf(reader, tally, () => {
      for (const one of set.finish(context.source)) sink.series(one);
    });
  },
};
