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

/** Restarts that a service's own log tells of, by the lines that it writes when it has come up. */
export class LoggedStarts {
  /** By service; '' where neither the record nor its line names one. */
  private readonly marks = new Map<string, Mark[]>();
  private count = 0;

  /** Takes a line that `isStartLine` knows. */
  add(message: string, service: string | null, at: number, ref: RecordRef): void {
    if (this.count >= MOST_MARKS) return;
    this.count += 1;
    const name = service ?? namedIn(message) ?? '';
    const known = this.marks.get(name);
    if (known) known.push({ at, ref });
    else this.marks.set(name, [{ at, ref }]);
  }

  /**
   * The restarts in time order, of services that came up now and then. `since` is the first line of a service ('' for all
   * of them), epoch ms: a log that begins with a start does not tell what was before.
   */
  finish(since: (service: string) => number): EventRecord[] {
    const services = [...this.marks].map(([service, marks]) => ({
      service,
      starts: together(marks.toSorted((a, b) => a.at - b.at)),
    }));
    // The lines of one start may name the program, the framework and nobody: the name that is a name is taken.
    services.sort(
      (a, b) => Number(a.service === '') - Number(b.service === '') || compareText(a.service, b.service),
    );
    const taken: Start[] = [];
    return services.flatMap(({ service, starts }) => {
      if (starts.every((one) => taken.some((other) => isSame(one, other)))) return [];
      taken.push(...starts);
      const gaps = starts.slice(1).map((one, i) => one.start - (starts[i]?.end ?? one.start));
      const often = gaps.filter((gap) => gap < LEAST_GAP_MS).length * 2 > gaps.length;
      if (often || starts.some((one) => one.end - one.start > LONGEST_MS)) return [];
      const again = starts.filter((one) => one.start - since(service) > TOGETHER_MS);
      return again.length < FEWEST ? [] : again.map((one) => restart(service, one));
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

function restart(service: string, { start, end, ref }: Start): EventRecord {
  return {
    stream: service === '' ? 'restarts' : `${service} restarts`,
    kind: 'restart',
    start,
    end,
    title: service === '' ? 'came up' : `${service} came up`,
    status: null,
    size: null,
    sizeUnit: null,
    about: service === '' ? [] : [service],
    expected: false,
    ref,
  };
}
