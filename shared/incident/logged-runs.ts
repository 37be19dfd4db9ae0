import { commandName } from './command-name.ts';
import { compareText } from './ordering.ts';
import type { EventRecord } from './records.ts';
import type { RecordRef } from './source.ts';
import type { RunStatus } from './stream.ts';
import { readDurationMs, readWritten } from './timestamp.ts';

const THING =
  '(?:cron ?|scheduled |batch )?(?:job|task|cron|batch|workflow|dag|traitement|t[âa]che|lot|auftrag|aufgabe|lauf|verarbeitung|proceso|tarea|lote|processo|tarefa|attivit[àa]|zadanie|taak)';
const NAME = String.raw`["'\x60«“\[]?(?<name>[\p{L}\p{N}][\p{L}\p{N}._:/@-]{0,78}[\p{L}\p{N}])["'\x60»”\]]?`;
/** Where a word ends in any script: what is `\b` to ASCII. */
const END = '(?![\\p{L}\\p{N}_])';
const BEGUN =
  '(?:started|starting|begins?|begun|launched|kicked off|d[ée]marr[ée]e?|lanc[ée]e?|commenc[ée]e?|gestartet|begonnen|startet|iniciad[oa]|comenzad[oa]|avviat[oa]|iniziat[oa]|rozpocz[ęe]te?|gestart)';
const OVER =
  '(?<over>finished|completed?|done|ended|succeeded|failed|aborted|cancell?ed|timed out|crashed|termin[ée]e?|fini(?:e|t)?|achev[ée]e?|[ée]chou[ée]e?|annul[ée]e?|beendet|abgeschlossen|fertig|fehlgeschlagen|abgebrochen|finalizad[oa]|terminad[oa]|completad[oa]|fallid[oa]|cancelad[oa]|terminat[oa]|completat[oa]|fallit[oa]|conclu[íi]d[oa]|zako[ńn]czone?|voltooid|mislukt)';
const LASTING =
  '(?:in|after|took|elapsed|duration|en|nach|dauer|durée|duree|después de|despues de|duración|tras|em|dopo|durata|w|czas)';

/** "job x started", "Starting job: x", a unit of systemd that starts, a command that cron runs. */
const STARTS: readonly RegExp[] = [
  String.raw`^\W{0,2}${THING}\b[\s:=-]+${NAME}[\s:,-]+(?:has |was |is |execution |a [ée]t[ée] |est |wurde |ist |ha sido )*${BEGUN}${END}`,
  String.raw`^\W{0,2}(?:${BEGUN}|running)\s+(?:execution of )?${THING}\b[\s:=-]+${NAME}`,
  String.raw`^Starting (?<name>[\w@.-]+)\.service\b`,
  // Redis and PostgreSQL, whose own work may stop them.
  String.raw`^[*#.\s]*(?<name>Background (?:saving|append only file rewriting|AOF rewrite)) started\b`,
  String.raw`^(?:LOG:\s+)?(?<name>checkpoint|restartpoint) starting\b`,
  // Celery, with the id of the task; Spring Batch.
  String.raw`^Task (?<name>[\w.-]+)\[[\w-]{6,64}\] received\b`,
  String.raw`^Job: \[\w+: \[name=(?<name>[\w.-]+)\]\] launched\b`,
  // JES2.
  String.raw`^\$HASP373 (?<name>[\w$#@]+) +STARTED\b`,
].map((source) => new RegExp(source, 'iu'));
/** "job x finished in 12 s", "Finished job x", "x.service: Deactivated successfully". */
const ENDS: readonly RegExp[] = [
  String.raw`^\W{0,2}${THING}\b[\s:=-]+${NAME}[\s:,-]+(?:has |was |is |execution |a [ée]t[ée] |est |wurde |ist |ha sido )*${OVER}${END}`,
  String.raw`^\W{0,2}${OVER}\s+(?:execution of )?${THING}\b[\s:=-]+${NAME}`,
  String.raw`^(?<over>Finished) (?<name>[\w@.-]+)\.service\b`,
  String.raw`^(?<name>[\w@.-]+)\.service: (?<over>Deactivated|Succeeded|Failed)\b`,
  String.raw`^[*#.\s]*(?<name>Background (?:saving|append only file rewriting|AOF rewrite)) (?<over>terminated|error)\b`,
  String.raw`^(?:LOG:\s+)?(?<name>checkpoint|restartpoint) (?<over>complete)\b`,
  String.raw`^Task (?<name>[\w.-]+)\[[\w-]{6,64}\] (?<over>succeeded|raised|failed)\b`,
  String.raw`^Job: \[\w+: \[name=(?<name>[\w.-]+)\]\] completed\b.{0,300}\bstatus: \[(?<over>\w+)\]`,
  String.raw`^\$HASP395 (?<name>[\w$#@]+) +(?<over>ENDED(?: - (?:ABEND|CANCELL?ED))?)`,
].map((source) => new RegExp(source, 'iu'));
/** "reconcile started", "reconcile finished in 34 min" and nothing else in the line: what runs goes by its name alone. */
const BARE_START = new RegExp(`^${NAME} (?:has |was |is )*${BEGUN}[.!]?$`, 'iu');
const BARE_END = new RegExp(
  String.raw`^${NAME} (?:has |was |is )*${OVER}(?: successfully)?[\s,:(]+${LASTING}${END}.{1,60}$`,
  'iu',
);
/** "reconcile finished" and nothing else, where its start has a line of its own. */
const BARE_OVER = new RegExp(`^${NAME} (?:has |was |is )*${OVER}(?: successfully)?[.!]?$`, 'iu');
/** A unit of systemd that has come up: a service that stays up, or what runs for a while. */
const UP = /^Started (?<name>[\w@.-]+)\.service\b/;
/** What begins and ends with each request, or stays up. */
const NO_RUN =
  /^(?:requests?|connections?|sessions?|quer(?:y|ies)|transactions?|calls?|streams?|threads?|spans?|processing|handling|execution|server|service|application|app|worker|container|pod|process|it|task|job)$/i;
/** What runs the jobs, and is no job itself. */
const STAYS_UP =
  /(?:scheduler|runner|executor|processor|manager|queue|server|service|system|worker|daemon)$/i;
/** cron tells of each start, cronie of each end as well. */
const CRON = /^\((?:[\w.-]+)\) CMD(?<end>END)? \((?<command>.+)\)$/;
/** Airflow writes at the end of a task when it began. */
const AIRFLOW =
  /\bMarking (?:task|run) as (?<over>SUCCESS|FAILED|SKIPPED)\. dag_id=(?<dag>[\w.-]+), task_id=(?<task>[\w.-]+),.*?\bstart_date=(?<start>\d{8}T\d{6}), end_date=(?<end>\d{8}T\d{6})/;
const TOOK = new RegExp(String.raw`(?<![\p{L}])${LASTING}${END}[\s:=]*(\d[\d.,]*\s*[\p{L}µ]+)`, 'iu');

const MOST_MARKS = 200_000;
/** Fewer runs than this show no rhythm and no rule. */
const FEWEST_RUNS = 3;

/** True when a line tells of the start or the end of a run: asked once for each shape of line. */
export function isRunLine(message: string): boolean {
  return message.length <= 400 && readMark(message) !== null;
}

/** True when a line tells of one of these runs; what only its name makes look like a run ("upstream timed out after 2 s") does not. */
export function tellsOfRun(message: string, runs: readonly EventRecord[]): boolean {
  const mark = message.length <= 400 ? readMark(message) : null;
  return mark !== null && (!mark.bare || runs.some((run) => run.stream === mark.name));
}

interface Mark {
  readonly name: string;
  readonly what: 'start' | 'end' | 'command' | 'up';
  readonly status: RunStatus | null;
  readonly tookMs: number | null;
  /** Nothing in the line but the name says that it is a run. */
  readonly bare?: true;
  /** The line calls it a job, as nobody calls what stays up. */
  readonly job?: true;
}

function readMark(message: string): Mark | null {
  const cron = CRON.exec(message)?.groups;
  if (cron?.command !== undefined) {
    const what = cron.end === undefined ? 'command' : 'end';
    return { name: commandName(cron.command), what, status: null, tookMs: null };
  }
  const task = AIRFLOW.exec(message)?.groups;
  if (task) return airflowMark(task);
  const up = UP.exec(message)?.groups?.name;
  if (up !== undefined) return { name: up, what: 'up', status: null, tookMs: null };
  for (const pattern of ENDS) {
    const found = pattern.exec(message)?.groups;
    if (!found?.name) continue;
    const took = TOOK.exec(message)?.[1];
    return {
      name: found.name,
      what: 'end',
      status: statusOf(found.over ?? ''),
      tookMs: took === undefined ? null : readDurationMs(took),
    };
  }
  for (const pattern of STARTS) {
    const name = pattern.exec(message)?.groups?.name;
    if (name === undefined) continue;
    const job = pattern === STARTS[0] && !NO_RUN.test(name) && !STAYS_UP.test(name);
    return { name, what: 'start', status: null, tookMs: null, ...(job ? { job } : {}) };
  }
  return bareMark(message);
}

function bareMark(message: string): Mark | null {
  const lasting = BARE_END.exec(message)?.groups;
  const took = lasting ? TOOK.exec(message)?.[1] : undefined;
  const tookMs = took === undefined ? null : readDurationMs(took);
  const end = tookMs === null ? BARE_OVER.exec(message)?.groups : lasting;
  const name = end?.name ?? BARE_START.exec(message)?.groups?.name;
  if (name === undefined || NO_RUN.test(name)) return null;
  return end
    ? { name, what: 'end', status: statusOf(end.over ?? ''), tookMs, bare: true }
    : { name, what: 'start', status: null, tookMs: null, bare: true };
}

function airflowMark(task: Readonly<Record<string, string>>): Mark {
  const [start, end] = [readWritten(task.start ?? ''), readWritten(task.end ?? '')];
  return {
    name: `${task.dag}.${task.task}`,
    what: 'end',
    status: statusOf(task.over ?? ''),
    tookMs: start && end && end.ms >= start.ms ? end.ms - start.ms : null,
  };
}

function statusOf(over: string): RunStatus {
  if (
    /^(failed|error|ended - abend|crashed|timed|raised|[ée]chou|fehlgeschlagen|fallid|fallit|mislukt)/i.test(
      over,
    )
  )
    return 'failed';
  return /^(abort|cancel|ended - cancel|stopped|skipped|annul|abgebrochen)/i.test(over)
    ? 'cancelled'
    : 'succeeded';
}

/** Runs that nobody exported and that the logs tell of: starts paired with ends, by the name that the lines give. */
export class LoggedRuns {
  private readonly marks: (Mark & { readonly at: number; readonly ref: RecordRef })[] = [];

  /** Takes a line that `isRunLine` knows. */
  add(message: string, at: number, ref: RecordRef): void {
    const mark = this.marks.length < MOST_MARKS ? readMark(message) : null;
    if (mark) this.marks.push({ ...mark, at, ref });
  }

  /** The runs in time order, of names that ran often enough and whose ends are mostly known. */
  finish(): EventRecord[] {
    const byName = new Map<string, typeof this.marks>();
    for (const mark of this.marks.toSorted((a, b) => a.at - b.at)) {
      const known = byName.get(mark.name);
      if (known) known.push(mark);
      else byName.set(mark.name, [mark]);
    }
    return [...byName]
      .sort((a, b) => compareText(a[0], b[0]))
      .flatMap(([name, marks]) => {
        if (staysUp(marks)) return restarts(name, marks);
        const runs = paired(name, marks);
        const ended = runs.filter((run) => run.end !== null).length;
        // A service that starts and stays up is no job; of a job and of what cron runs a start alone is enough.
        const startsOnly = marks.every((mark) => mark.what === 'command' || mark.job);
        // A name alone may be that of anything: its runs must end, one before the next.
        if (marks.every((mark) => mark.bare) && !oneAtATime(marks)) return [];
        return runs.length >= FEWEST_RUNS && (startsOnly || ended * 2 > runs.length) ? runs : [];
      });
  }
}

/** A service that comes up and stays: it is up for most of the time from one start to the next. */
function staysUp(marks: readonly (Mark & { readonly at: number })[]): boolean {
  const ups = marks.filter((mark) => mark.what === 'up');
  if (ups.length === 0 || marks.some((mark) => mark.what === 'start')) return false;
  const brief = ups.filter((mark, i) => {
    const next = ups[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    const end = marks.find((one) => one.what === 'end' && one.at >= mark.at)?.at;
    return end !== undefined && end - mark.at < 0.5 * (next - mark.at);
  });
  return brief.length * 2 <= ups.length;
}

function restarts(
  name: string,
  marks: readonly (Mark & { readonly at: number; readonly ref: RecordRef })[],
): EventRecord[] {
  const ups = marks.filter((mark) => mark.what === 'up');
  if (ups.length < FEWEST_RUNS) return [];
  return ups.map(({ at, ref }) => ({
    ...runOf(`${name} restarts`, at, ref),
    kind: 'restart',
    end: at,
    title: `${name} came up`,
  }));
}

function oneAtATime(marks: readonly (Mark & { readonly at: number })[]): boolean {
  const starts = marks.filter((mark) => mark.what === 'start').length;
  if (starts === 0) return oneAtATimeByLength(marks);
  const ends = marks.length - starts;
  const twice = marks.filter((mark, i) => i > 0 && mark.what === marks[i - 1]?.what).length;
  return ends * 2 > starts && twice * 10 <= marks.length;
}

/** Where only ends are told ("upstream timed out after 2000 ms"): requests overlap, and what mostly fails is the failure itself. */
function oneAtATimeByLength(ends: readonly (Mark & { readonly at: number })[]): boolean {
  const unfinished = ends.filter((mark) => mark.status !== 'succeeded').length;
  const overlapping = ends.filter(
    (mark, i) => i > 0 && mark.at - (mark.tookMs ?? 0) < (ends[i - 1]?.at ?? 0),
  );
  return unfinished * 2 < ends.length && overlapping.length * 10 <= ends.length;
}

function paired(
  name: string,
  marks: readonly (Mark & { readonly at: number; readonly ref: RecordRef })[],
): EventRecord[] {
  const runs: EventRecord[] = [];
  let open: number | null = null;
  // Where a start is told twice, as it begins and once it is up, the first one counts.
  const told = marks.some((mark) => mark.what === 'start');
  for (const { what, at, status, tookMs, ref } of marks) {
    if (what === 'up' && told) continue;
    if (what !== 'end') {
      runs.push(runOf(name, at, ref));
      open = runs.length - 1;
      continue;
    }
    const run = open === null ? undefined : runs[open];
    if (run && open !== null) runs[open] = { ...run, end: at, status };
    else if (tookMs !== null) runs.push({ ...runOf(name, at - tookMs, ref), end: at, status });
    open = null;
  }
  return runs.sort((a, b) => a.start - b.start);
}

function runOf(name: string, start: number, ref: RecordRef): EventRecord {
  return {
    stream: name,
    kind: 'job',
    start,
    end: null,
    title: name,
    status: null,
    size: null,
    sizeUnit: null,
    about: [],
    expected: false,
    ref,
  };
}
