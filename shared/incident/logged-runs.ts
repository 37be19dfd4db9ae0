import { commandName } from './command-name.ts';
import { compareText } from './ordering.ts';
import type { EventRecord } from './records.ts';
import type { RecordRef } from './source.ts';
import type { RunStatus } from './stream.ts';
import { readDurationMs, readWritten } from './timestamp.ts';

const THING = '(?:cron ?|scheduled |batch )?(?:job|task|cron|batch|workflow|dag)';
const NAME = String.raw`["'\x60«“\[]?(?<name>[\p{L}\p{N}][\p{L}\p{N}._:/@-]{0,78}[\p{L}\p{N}])["'\x60»”\]]?`;
const BEGUN = '(?:started|starting|begins?|begun|launched|kicked off)';
const OVER = '(?<over>finished|completed?|done|ended|succeeded|failed|aborted|cancell?ed|timed out|crashed)';

/** "job x started", "Starting job: x", a unit of systemd that starts, a command that cron runs. */
const STARTS: readonly RegExp[] = [
  String.raw`^\W{0,2}${THING}\b[\s:=-]+${NAME}[\s:,-]+(?:has |was |is |execution )*${BEGUN}\b`,
  String.raw`^\W{0,2}(?:${BEGUN}|running)\s+(?:execution of )?${THING}\b[\s:=-]+${NAME}`,
  String.raw`^Starting (?<name>[\w@.-]+)\.service\b`,
  // Celery, with the id of the task; Spring Batch.
  String.raw`^Task (?<name>[\w.-]+)\[[\w-]{6,64}\] received\b`,
  String.raw`^Job: \[\w+: \[name=(?<name>[\w.-]+)\]\] launched\b`,
].map((source) => new RegExp(source, 'iu'));
/** "job x finished in 12 s", "Finished job x", "x.service: Deactivated successfully". */
const ENDS: readonly RegExp[] = [
  String.raw`^\W{0,2}${THING}\b[\s:=-]+${NAME}[\s:,-]+(?:has |was |is |execution )*${OVER}\b`,
  String.raw`^\W{0,2}${OVER}\s+(?:execution of )?${THING}\b[\s:=-]+${NAME}`,
  String.raw`^(?<over>Finished) (?<name>[\w@.-]+)\.service\b`,
  String.raw`^(?<name>[\w@.-]+)\.service: (?<over>Deactivated|Succeeded|Failed)\b`,
  String.raw`^Task (?<name>[\w.-]+)\[[\w-]{6,64}\] (?<over>succeeded|raised|failed)\b`,
  String.raw`^Job: \[\w+: \[name=(?<name>[\w.-]+)\]\] completed\b.{0,300}\bstatus: \[(?<over>\w+)\]`,
].map((source) => new RegExp(source, 'iu'));
/** "reconcile started", "reconcile finished in 34 min" and nothing else in the line: what runs goes by its name alone. */
const BARE_START = new RegExp(`^${NAME} (?:has |was |is )*${BEGUN}[.!]?$`, 'iu');
const BARE_END = new RegExp(
  String.raw`^${NAME} (?:has |was |is )*${OVER}(?: successfully)?[\s,:(]+(?:in|after|took|elapsed|duration)\b.{1,60}$`,
  'iu',
);
/** What begins and ends with each request, or stays up. */
const NO_RUN =
  /^(?:requests?|connections?|sessions?|quer(?:y|ies)|transactions?|calls?|streams?|threads?|spans?|processing|handling|execution|server|service|application|app|worker|container|pod|process|it|task|job)$/i;
/** cron tells of each start, cronie of each end as well. */
const CRON = /^\((?:[\w.-]+)\) CMD(?<end>END)? \((?<command>.+)\)$/;
/** Airflow writes at the end of a task when it began. */
const AIRFLOW =
  /\bMarking (?:task|run) as (?<over>SUCCESS|FAILED|SKIPPED)\. dag_id=(?<dag>[\w.-]+), task_id=(?<task>[\w.-]+),.*?\bstart_date=(?<start>\d{8}T\d{6}), end_date=(?<end>\d{8}T\d{6})/;
const TOOK = /\b(?:in|after|took|elapsed|duration)\b[\s:=]*(\d[\d.,]*\s*[\p{L}µ]+)/iu;

const MOST_MARKS = 200_000;
/** Fewer runs than this show no rhythm and no rule. */
const FEWEST_RUNS = 3;

/** True when a line tells of the start or the end of a run: asked once for each shape of line. */
export function isRunLine(message: string): boolean {
  return message.length <= 400 && readMark(message) !== null;
}

interface Mark {
  readonly name: string;
  readonly what: 'start' | 'end' | 'command';
  readonly status: RunStatus | null;
  readonly tookMs: number | null;
  /** Nothing in the line but the name says that it is a run. */
  readonly bare?: true;
}

function readMark(message: string): Mark | null {
  const cron = CRON.exec(message)?.groups;
  if (cron?.command !== undefined) {
    const what = cron.end === undefined ? 'command' : 'end';
    return { name: commandName(cron.command), what, status: null, tookMs: null };
  }
  const task = AIRFLOW.exec(message)?.groups;
  if (task) return airflowMark(task);
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
    if (name !== undefined) return { name, what: 'start', status: null, tookMs: null };
  }
  return bareMark(message);
}

function bareMark(message: string): Mark | null {
  const end = BARE_END.exec(message)?.groups;
  const took = end ? TOOK.exec(message)?.[1] : undefined;
  const tookMs = took === undefined ? null : readDurationMs(took);
  const name = end && tookMs !== null ? end.name : BARE_START.exec(message)?.groups?.name;
  if (name === undefined || NO_RUN.test(name)) return null;
  return end && tookMs !== null
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
  if (/^(failed|crashed|timed|raised)/i.test(over)) return 'failed';
  return /^(abort|cancel|stopped|skipped)/i.test(over) ? 'cancelled' : 'succeeded';
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
        const runs = paired(name, marks);
        const ended = runs.filter((run) => run.end !== null).length;
        // A service that starts and stays up is no job; cron alone tells of starts only.
        const byCron = marks.every((mark) => mark.what === 'command');
        // A name alone may be that of anything: its lines must say how long each took, and one ran at a time.
        if (marks.every((mark) => mark.bare) && !oneAtATime(marks)) return [];
        return runs.length >= FEWEST_RUNS && (byCron || ended * 2 > runs.length) ? runs : [];
      });
  }
}

function oneAtATime(marks: readonly Mark[]): boolean {
  const starts = marks.filter((mark) => mark.what === 'start').length;
  const ends = marks.length - starts;
  const twice = marks.filter((mark, i) => i > 0 && mark.what === marks[i - 1]?.what).length;
  return starts === 0 || (ends * 2 > starts && twice * 10 <= marks.length);
}

function paired(
  name: string,
  marks: readonly (Mark & { readonly at: number; readonly ref: RecordRef })[],
): EventRecord[] {
  const runs: EventRecord[] = [];
  let open: number | null = null;
  for (const { what, at, status, tookMs, ref } of marks) {
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
