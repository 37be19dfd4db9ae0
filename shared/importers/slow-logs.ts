import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';

const MAX_TEXT = 500;

/** One slow query or command while its lines are read. */
interface Slow {
  readonly first: Line;
  last: Line;
  time: string | null;
  seconds: number | null;
  text: string;
}

/** How a database writes its slow queries: what a line says, and whether it begins an entry. */
interface Layout {
  readonly service: string;
  readonly what: string;
  begins(line: string, open: Slow | null): boolean;
  take(entry: Slow, line: string): void;
}

const MYSQL: Layout = {
  service: 'mysql',
  what: 'slow query',
  // The time stands in front of the first query of a second only.
  begins: (line, open) => /^# Time: /.test(line) || (/^# User@Host: /.test(line) && open?.seconds != null),
  take(entry, line) {
    const time = /^# Time: (.+)$/.exec(line)?.[1];
    const stamp = /^SET timestamp=(\d+);/.exec(line)?.[1];
    const took = /^# Query_time: ([\d.]+)/.exec(line)?.[1];
    if (time !== undefined)
      entry.time = time.replace(/^(\d{2})(\d{2})(\d{2})\s+(?=\d)/, '20$1-$2-$3 ').trim();
    else if (stamp !== undefined) entry.time = stamp;
    else if (took !== undefined) entry.seconds = Number(took);
    else if (!/^(#|use |SET )/i.test(line)) entry.text = `${entry.text} ${line.trim()}`.slice(0, MAX_TEXT);
  },
};

const REDIS: Layout = {
  service: 'redis',
  what: 'slow command',
  begins: (line) => /^\s*\d+\) 1\) \(integer\) \d+\s*$/.test(line),
  take(entry, line) {
    const integer = /^\s*([23])\) \(integer\) (\d+)\s*$/.exec(line);
    const word = /^\s*(?:4\) 1\) |\d+\) )"(.*)"\s*$/.exec(line)?.[1];
    if (integer?.[1] === '2') entry.time = integer[2] ?? null;
    else if (integer?.[1] === '3') entry.seconds = Number(integer[2]) / 1e6;
    else if (word !== undefined && entry.text === '' && /^\s*4\) 1\) /.test(line)) entry.text = word;
  },
};

function slowLog(id: string, format: string, layout: Layout, sniff: (head: FileHead) => number): Importer {
  return {
    id,
    format,
    givesLogs: true,
    sniff,
    parse(context: ImportContext, sink: ImportSink): Parser {
      const tally = new Tally(context, sink);
      let open: Slow | null = null;
      let time: string | null = null;
      const finish = () => {
        if (!open) return;
        const entry = open;
        open = null;
        time = entry.time ?? time;
        const at = time === null ? null : tally.times.read(time);
        if (at === null || entry.seconds === null) {
          return tally.reject(
            entry.first.line,
            at === null ? 'no time that can be read' : 'it does not say how long it took',
          );
        }
        tally.count();
        const { first, last } = entry;
        sink.log({
          at,
          level: 'warn',
          service: layout.service,
          message: `${layout.what} (${entry.seconds} s): ${entry.text.trim()}`,
          fields: {},
          ref: tally.refAt({ from: first.from, to: last.to, firstLine: first.line, lastLine: last.line }, at),
        });
      };
      const reader = new LineReader((line) => {
        if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
        if (layout.begins(line.text, open)) {
          finish();
          open = { first: line, last: line, time: null, seconds: null, text: '' };
        }
        if (!open || line.text.trim() === '') return;
        open.last = line;
        layout.take(open, line.text);
      });
      return parserOf(reader, tally, finish);
    },
  };
}

/** MySQL's and MariaDB's slow query log. */
export const mysqlSlowLog = slowLog('mysql-slow-log', 'Slow query log (MySQL, MariaDB)', MYSQL, (head) =>
  /^# Query_time: [\d.]+/m.test(head.text) && /^# User@Host: /m.test(head.text) ? 0.95 : 0,
);

/** What `SLOWLOG GET` prints in redis-cli. */
export const redisSlowlog = slowLog('redis-slowlog', 'Slow commands (Redis)', REDIS, (head) =>
  /^\s*1\) 1\) \(integer\) \d+\s*\r?\n\s*2\) \(integer\) \d{10}\s*\r?\n\s*3\) \(integer\) \d+/.test(head.text)
    ? 0.95
    : 0,
);
