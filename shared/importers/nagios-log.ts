import type { StreamKind } from '../incident/stream.ts';
import { readEpoch } from '../incident/timestamp.ts';
import type { FileHead, Importer, ImportSink } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { type Line, LineReader } from './lines.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';
import { parserOf, Tally } from './tally.ts';
import { shapeShare } from './text-log-parser.ts';

const LINE = /^\[(\d{9,10})\] (\S.*)$/;
const SERVICE =
  /^(?:(?:CURRENT|INITIAL) SERVICE STATE|SERVICE ALERT): ([^;]{1,200});([^;]{1,200});(\w+);(HARD|SOFT);\d+;(.*)$/;
const HOST = /^(?:(?:CURRENT|INITIAL) HOST STATE|HOST ALERT): ([^;]{1,200});(\w+);(HARD|SOFT);\d+;(.*)$/;
const DOWNTIME =
  /^(?:SERVICE|HOST) DOWNTIME ALERT: ([^;]{1,200});(?:([^;]{1,200});)?(STARTED|STOPPED|CANCELLED);(.*)$/;
const BAD = /^(?:CRITICAL|UNKNOWN|DOWN|UNREACHABLE)$/;
const ROTATION = /^LOG (?:ROTATION|VERSION):/;

/** What a line says of the state of a host, a service or a downtime. */
interface Told {
  readonly stream: string;
  readonly kind: StreamKind;
  readonly begins: boolean;
  /** A soft state is tried again before anybody is told. */
  readonly hard: boolean;
  readonly title: string;
}

function told(message: string): Told | null {
  const service = SERVICE.exec(message);
  if (service) {
    const [, host = '', name = '', state = '', type, output = ''] = service;
    return stateOf(`${host} ${name}`, state, type === 'HARD', output);
  }
  const host = HOST.exec(message);
  if (host) {
    const [, name = '', state = '', type, output = ''] = host;
    return stateOf(`${name} host`, state, type === 'HARD', output);
  }
  const downtime = DOWNTIME.exec(message);
  if (!downtime) return null;
  const [, where = '', name, what, why = ''] = downtime;
  const stream = `${where}${name === undefined ? '' : ` ${name}`} downtime`;
  return {
    stream,
    kind: 'maintenance',
    begins: what === 'STARTED',
    hard: true,
    title: why.trim() === '' ? stream : why.trim(),
  };
}

function stateOf(stream: string, state: string, hard: boolean, output: string): Told {
  const title = output.trim() === '' ? `${stream} ${state}` : output.trim();
  return { stream, kind: 'alert', begins: BAD.test(state), hard, title };
}

interface Open {
  readonly told: Told;
  readonly at: number;
  readonly line: Line;
  readonly hard: boolean;
}

/** Alerts and downtimes from the lines with which they begin and end. */
class States {
  private readonly tally: Tally;
  private readonly sink: ImportSink;
  private readonly open = new Map<string, Open>();
  private readonly streams = new Map<string, StreamKind>();

  constructor(tally: Tally, sink: ImportSink) {
    this.tally = tally;
    this.sink = sink;
  }

  add(one: Told, at: number, line: Line): void {
    this.streams.set(one.stream, one.kind);
    const before = this.open.get(one.stream);
    if (one.begins) {
      const open = before ?? { told: one, at, line, hard: false };
      this.open.set(one.stream, { ...open, hard: open.hard || one.hard });
    } else if (before) {
      this.open.delete(one.stream);
      this.emit(before, at, line);
    }
  }

  finish(): void {
    for (const open of this.open.values()) this.emit(open, null, open.line);
    coverStreams(this.streams, this.sink, this.tally.times.span());
  }

  /** What was never more than soft was over before it counted. */
  private emit(
    { told: { stream, kind, title }, at, line, hard }: Open,
    end: number | null,
    last: Line,
  ): void {
    if (!hard) return;
    const ref = this.tally.ref(linePlace(kind === 'alert' ? line : last), { from: at, to: (end ?? at) + 1 });
    this.sink.event(plainEvent({ stream, kind, start: at, end, title, ref }));
  }
}

/**
 * The log of Nagios, Icinga and their kin: `[epoch] SERVICE ALERT: host;service;state;HARD or SOFT;attempt;output`. A service
 * that is critical or unknown, or a host that is down, is an alert until it is well or only warns; what else the log says
 * stays a line of a log.
 */
export const nagiosLog: Importer = {
  id: 'nagios-log',
  format: 'Alerts and downtimes (log of Nagios, Icinga)',
  givesLogs: true,
  sniff(head: FileHead) {
    const any = head.text.split(/\r?\n/, 2_000).some((line) => told(LINE.exec(line)?.[2] ?? '') !== null);
    if (!any) return 0;
    return (
      0.96 *
      shapeShare(head, (text) => {
        const [, seconds, message = ''] = LINE.exec(text) ?? [];
        const time = seconds === undefined ? null : readEpoch(Number(seconds));
        return time && { time, level: null, service: null, message, fields: {} };
      })
    );
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const states = new States(tally, sink);
    const reader = new LineReader((line) => {
      if (line.text.trim() === '') return;
      const [, seconds, message = ''] = LINE.exec(line.text) ?? [];
      const at = seconds === undefined ? null : tally.times.readTime(readEpoch(Number(seconds)));
      if (at === null) return tally.reject(line.line, 'no [time in epoch seconds] at the front of the line');
      tally.count();
      const one = told(message);
      if (one) states.add(one, at, line);
      else if (!ROTATION.test(message)) {
        const ref = tally.refAt(linePlace(line), at);
        sink.log({ at, level: null, service: null, message, fields: {}, ref });
      }
    });
    return parserOf(reader, tally, () => states.finish());
  },
};
