import { compareText } from './ordering.ts';
import type { EventRecord } from './records.ts';
import type { RecordRef } from './source.ts';
import { MINUTE_MS } from './time-range.ts';

const NAME = String.raw`(?<name>[\p{L}][\p{L}\p{N}._/@-]{0,60}[\p{L}\p{N}])`;
/** A list's bullet, Puma's star, an emoji, the thread of gunicorn or the node in front of it. */
const FRONT = String.raw`^(?:\[[^\]]{1,60}\]\s*){0,3}[^\p{L}\p{N}\[({"'/]{0,6}`;
/** Where it listens; a clock ("at 20:15") is no such place, and a number alone is one only of what listens. */
const ADDRESS = String.raw`(?:[a-z]{2,10}:\/\/\S+|\(?(?:port|ports|port\(s\))\)?:? *\d{2,5}|\[[\w:.]*\]:\d{2,5}|(?:[a-z*][\w.*-]*|\d+(?:\.\d+){3})?:\d{2,5}|\d+(?:\.\d+){3} port \d{2,5})(?![\p{L}\p{N}:.-]*[\p{L}\p{N}])`;
const PORT = String.raw`(?:${ADDRESS}|\d{4,5}(?![\p{L}\p{N}:./-]))`;
const SERVER =
  '(?:(?:web|http|https|grpc|rest|api|tcp|app|application|express|graphql) )*(?:server|service|app|application|api|backend|daemon)';
const WHO = `(?:the )?(?:(?:${NAME} )?${SERVER}|${NAME}),?:? (?:is |was |has |been |now |successfully )*`;
const OPENS =
  '(?:serving(?: http)?|running|available|started|up|ready|accepting (?:connections|requests|traffic))';
const AT = '(?: on| at| for (?:requests|connections) on)?[: ]+';

/** What a service writes once when it has come up; where the line says which one, under `name`. */
const UP: readonly RegExp[] = [
  // "cart ready, listening on 8080", "api: now listening at http://0.0.0.0:3000".
  `${FRONT}${WHO}(?:ready|up|started|running)(?:[,;:.!]| and| -)+ (?:now )?(?:listening|${OPENS})${AT}${PORT}`,
  `${FRONT}${WHO}(?:ready and |started and |up and )?(?:listening${AT}${PORT}|${OPENS} (?:on|at)[: ]+${ADDRESS})`,
  `${FRONT}(?:now )?(?:listening|listening and serving https?)${AT}${PORT}`,
  `${FRONT}(?:serving https?|ready - started server) (?:on|at)[: ]+${ADDRESS}`,
  `${FRONT}(?:starting|started|start) (?:the )?${SERVER} (?:on|at)[: ]+${PORT}`,
  // Spring, Quarkus, Nest, .NET, Tomcat, uvicorn, Phoenix.
  String.raw`^Started ${NAME} in [\d.,]+ ?(?:s|ms|seconds|milliseconds) \((?:JVM|process) running`,
  String.raw`^Started (?<name>[\w$]*(?:Application|App|Server|Service|Main)) in [\d.,]+ ?(?:s|ms|seconds|milliseconds)$`,
  String.raw`^${NAME} \S+ (?:on JVM|native) \(powered by Quarkus \S+\) started in `,
  '^Nest application successfully started',
  String.raw`^Application started\. Press Ctrl\+C to shut down`,
  '^Tomcat started on port',
  String.raw`^(?:org\.apache\.catalina\S+ )?Server startup in \[?[\d,.]+\]? ?(?:ms|milliseconds)`,
  '^Uvicorn running on ',
  `^Running ${NAME} with (?:cowboy|Bandit) `,
  // Databases, caches, brokers and proxies.
  String.raw`^(?:LOG:\s+)?database system is ready to accept connections`,
  String.raw`^[*#.\s]*(?:The server is now )?ready to accept connections(?: |$)`,
  String.raw`^(?:\S*\/)?(?:mysqld|mariadbd): ready for connections`,
  '^waiting for connections(?:$| on port )',
  String.raw`^Server startup complete; \d+ plugins started`,
  String.raw`^\[KafkaServer id=\d+\] started`,
  String.raw`^(?:\d+#\d+: )?nginx\/\d+\.\d+\.\d+(?:$| \()`,
  String.raw`^(?:AH00163: )?Apache\/\S+ .{0,120}configured -- resuming normal operations`,
].map((source) => new RegExp(source, 'iu'));
/** Who came up, in the line of another that looks after it: IIS recycles an application pool. */
const OF_ANOTHER: readonly RegExp[] = [
  String.raw`^A worker process with process id of '\d+' serving application pool '(?<name>[^']{1,80})' has requested a recycle\b`,
  "^An administrator has requested a recycle of all worker processes in application pool '(?<name>[^']{1,80})'",
  String.raw`^The worker processes serving application pool '(?<name>[^']{1,80})' are being recycled\b`,
].map((source) => new RegExp(source, 'iu'));
/** A recycle by the clock, which no failure sets off. */
const BY_CLOCK = /\b(?:allowed processing time limit|scheduled recycle time)\b/i;
/** Whose line it is, where it names nobody. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/database system is ready/i, 'PostgreSQL'],
  [/^[*#.\s]*(?:The server is now )?ready to accept connections/i, 'Redis'],
  [/mysqld:/, 'MySQL'],
  [/mariadbd:/, 'MariaDB'],
  [/plugins started/, 'RabbitMQ'],
  [/KafkaServer/, 'Kafka'],
  [/nginx\//, 'nginx'],
  [/Apache\//, 'Apache'],
];
const NO_START =
  /\b(?:not|cannot|can't|couldn't|fail\w*|errors?|unable|refused|denied|waiting for (?:port|service)|stopped|worker)\b/i;
/** What a name before "listening" is not: any server, or part of a sentence. */
const NOBODY =
  /^(?:(?:the|http|https|grpc|web|rest|tcp|udp|api|app|application|server|service|backend|daemon|node|nest|express|now|ready|it|we|is|and|healthcheck|health|probe|client|socket|port|debugger|metrics|admin|management|tomcat|netty|jetty|undertow|uvicorn|example)(?:[._-](?:server|service|listener))?)$/i;
/** What listens beside a service's own port, or in another program. */
const ASIDE = /^\W*(?:debugger|metrics|prometheus|pprof|health|admin|management|client|socket)\b/i;

/** Starts that follow each other this closely are one: workers, hosts, the several lines of one start. */
const TOGETHER_MS = MINUTE_MS;
/** A restart of all instances is over by then; what goes on longer is a line that comes all the time. */
const LONGEST_MS = 30 * MINUTE_MS;
/** What comes more often than this is a heartbeat. */
const LEAST_GAP_MS = 10 * MINUTE_MS;
const FEWEST = 2;
const MOST_MARKS = 20_000;

/** True when a line says that a service has come up: asked once for each shape of line. */
export function isStartLine(message: string): boolean {
  if (OF_ANOTHER.some((one) => one.test(message))) return true;
  return (
    message.length <= 300 &&
    !NO_START.test(message) &&
    !ASIDE.test(message) &&
    UP.some((one) => one.test(message))
  );
}

function namedIn(message: string): string | null {
  for (const pattern of UP) {
    const found = pattern.exec(message);
    if (!found) continue;
    const name = found.groups?.name;
    if (name !== undefined && !NOBODY.test(name)) return name;
    return PROGRAMS.find(([program]) => program.test(message))?.[1] ?? null;
  }
  return null;
}

interface Mark {
  readonly at: number;
  readonly ref: RecordRef;
}

/** The lines of one service. */
interface Marked {
  /** '' where neither the record nor its line names it. */
  readonly service: string;
  /** The record says whose line it is; otherwise the line's own words do. */
  readonly ofRecord: boolean;
  readonly byClock: boolean;
  readonly marks: Mark[];
}

/** Restarts that a service's own log tells of, by the lines that it writes when it has come up. */
export class LoggedStarts {
  private readonly marked = new Map<string, Marked>();
  private count = 0;

  /** Takes a line that `isStartLine` knows. */
  add(message: string, service: string | null, at: number, ref: RecordRef): void {
    if (this.count >= MOST_MARKS) return;
    this.count += 1;
    const another = OF_ANOTHER.map((one) => one.exec(message)?.groups?.name).find(
      (name) => name !== undefined,
    );
    const name = another ?? service ?? namedIn(message) ?? '';
    const byClock = another !== undefined && BY_CLOCK.test(message);
    const known = this.marked.get(`${byClock} ${name}`);
    if (known) known.marks.push({ at, ref });
    else {
      const ofRecord = another !== undefined || service !== null;
      this.marked.set(`${byClock} ${name}`, { service: name, ofRecord, byClock, marks: [{ at, ref }] });
    }
  }

  /**
   * The restarts in time order, of services that came up now and then. `since` is the first line of a service ('' for all
   * of them), epoch ms: a log that begins with a start does not tell what was before.
   */
  finish(since: (service: string) => number): EventRecord[] {
    const services = [...this.marked.values()].sort(
      (a, b) =>
        Number(a.service === '') - Number(b.service === '') ||
        compareText(a.service, b.service) ||
        Number(a.byClock) - Number(b.byClock),
    );
    const taken: Start[] = [];
    return services.flatMap((one) => {
      const starts = together(one.marks.toSorted((a, b) => a.at - b.at));
      // The lines of one start may name the program, the framework and nobody: the name that is a name is taken.
      if (!one.ofRecord && starts.every((start) => taken.some((other) => isSame(start, other)))) return [];
      taken.push(...starts);
      const gaps = starts.slice(1).map((start, i) => start.start - (starts[i]?.end ?? start.start));
      const often = gaps.filter((gap) => gap < LEAST_GAP_MS).length * 2 > gaps.length;
      if (often || starts.some((start) => start.end - start.start > LONGEST_MS)) return [];
      const again = starts.filter((start) => start.start - since(one.service) > TOGETHER_MS);
      return again.length < FEWEST ? [] : again.map((start) => eventOf(one, start));
    });
  }
}

interface Start {
  readonly start: number;
  readonly end: number;
  readonly ref: RecordRef;
}

function isSame(a: Start, b: Start): boolean {
  return a.ref.source === b.ref.source && a.start <= b.end + TOGETHER_MS && b.start <= a.end + TOGETHER_MS;
}

function together(marks: readonly Mark[]): Start[] {
  const starts: Start[] = [];
  for (const { at, ref } of marks) {
    const last = starts.at(-1);
    if (last && at - last.end <= TOGETHER_MS) starts[starts.length - 1] = { ...last, end: at };
    else starts.push({ start: at, end: at, ref });
  }
  return starts;
}

function eventOf({ service, byClock }: Marked, { start, end, ref }: Start): EventRecord {
  const name = service === '' ? '' : `${service} `;
  return {
    stream: byClock ? `${name}recycles` : `${name}restarts`,
    kind: byClock ? 'maintenance' : 'restart',
    start,
    end,
    title: byClock ? `${name}recycled` : `${name}came up`,
    status: null,
    size: null,
    sizeUnit: null,
    about: service === '' ? [] : [service],
    expected: false,
    ref,
  };
}
