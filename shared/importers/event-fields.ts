import { type RunStatus, STREAM_KINDS, type StreamKind } from '../incident/stream.ts';
import { readDurationMs } from '../incident/timestamp.ts';
import { columnName } from './csv-head.ts';
import { runStatusOf } from './run-status.ts';

/** What a row of some tool's table says about one event; times are still texts. */
export interface EventFields {
  readonly stream: string;
  readonly kind: StreamKind;
  readonly start: string;
  readonly end: string | null;
  readonly durationMs: number | null;
  readonly title: string;
  readonly status: RunStatus | null;
  readonly size: number | null;
  readonly sizeUnit: string | null;
  readonly about: readonly string[];
}

const START = [
  'start',
  'started',
  'started_at',
  'start_time',
  'start_date',
  'starttime',
  'startedat',
  'deployed_at',
  'released_at',
  'published_at',
  'changed_at',
  'fired_at',
  'triggered_at',
  'begin',
  'begin_time',
  'created_at',
  'createdat',
  'created_on',
  'opened_at',
  'time',
  'timestamp',
  'at',
  'date',
  'datetime',
  'updated',
] as const;
const END = [
  'end',
  'ended',
  'ended_at',
  'end_time',
  'end_date',
  'endtime',
  'endedat',
  'finished',
  'finished_at',
  'finishedat',
  'finish_time',
  'completed_at',
  'completedat',
  'completion_time',
  'stopped_at',
  'resolved_at',
  'resolved_on',
  'closed_at',
] as const;
const DURATION = [
  'duration',
  'duration_s',
  'duration_sec',
  'duration_seconds',
  'duration_ms',
  'duration_min',
  'elapsed',
  'elapsed_ms',
  'elapsed_s',
  'runtime',
  'took',
] as const;
const STATUS = ['status', 'state', 'result', 'outcome', 'conclusion'] as const;
const SIZE = [
  'rows',
  'items',
  'records',
  'rows_processed',
  'records_processed',
  'processed',
  'row_count',
  'bytes',
  'size',
  'count',
] as const;
const JOB = [
  'job',
  'job_name',
  'jobname',
  'task',
  'task_name',
  'dag_id',
  'workflow',
  'pipeline',
  'cron',
  'cronjob',
  'schedule_name',
  'batch',
  'full_display_name',
  'command',
  'job_id',
  'jobid',
] as const;
const FLAG = ['flag', 'flag_key', 'flag_name', 'feature_flag', 'toggle', 'feature'] as const;
const ALERT = ['alert', 'alertname', 'alert_name', 'monitor', 'monitor_name'] as const;
const VERSION = [
  'version',
  'release',
  'tag',
  'tag_name',
  'sha',
  'commit',
  'revision',
  'build',
  'image',
] as const;
const SERVICE = [
  'service',
  'app',
  'application',
  'repo',
  'repository',
  'component',
  'project',
  'service_name',
  'chart',
] as const;
const TITLE = ['title', 'description', 'message', 'summary', 'note', 'run_id', 'change', 'what'] as const;

const KNOWN: ReadonlySet<string> = new Set<string>([
  ...START,
  ...END,
  ...DURATION,
  ...STATUS,
  ...SIZE,
  ...JOB,
  ...FLAG,
  ...ALERT,
  ...VERSION,
  ...SERVICE,
  ...TITLE,
]);

/** A row by its column names in one spelling: `startedAt` and `Started At` are `started_at`. */
export function plainRow(entries: Iterable<readonly [string, string]>): Map<string, string> {
  const row = new Map<string, string>();
  for (const [name, value] of entries) {
    const plain = columnName(name.replace(/([a-z\d])([A-Z])/g, '$1_$2'));
    if (!row.has(plain)) row.set(plain, value.trim());
  }
  return row;
}

function first(
  row: ReadonlyMap<string, string>,
  names: readonly string[],
): { readonly name: string; readonly value: string } | null {
  for (const name of names) {
    const value = row.get(name);
    if (value !== undefined && value !== '') return { name, value };
  }
  return null;
}

/** A number without a unit is in seconds, or in the unit of the start where that is an epoch in ms. */
function duration(
  written: { readonly name: string; readonly value: string } | null,
  start: string,
): number | null {
  if (!written) return null;
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$/.exec(written.value);
  if (clock) return ((Number(clock[1] ?? 0) * 60 + Number(clock[2])) * 60 + Number(clock[3])) * 1000;
  const number = Number(written.value);
  if (!Number.isFinite(number)) return readDurationMs(written.value);
  const unit = written.name.endsWith('_ms')
    ? 1
    : written.name.endsWith('_min')
      ? 60_000
      : written.name === 'duration' && /^\d{13}$/.test(start)
        ? 1
        : 1000;
  return number < 0 ? null : number * unit;
}

/** Fields that name the thing where the record says of itself what kind of thing it is. */
const RUN_START = ['start', 'started', 'started_at', 'start_time', 'start_date'] as const;
const NAMES = ['stream', 'name', 'key', 'target', 'title'] as const;

/** The kind that a record states of itself: `{"kind": "flag", "name": ..., "date": ...}`, as audit logs do. */
export function statedKind(row: ReadonlyMap<string, string>): StreamKind | null {
  const stated = row.get('kind') ?? row.get('event_type') ?? row.get('type');
  const kind = STREAM_KINDS.find((one) => one === stated?.toLowerCase());
  return kind !== undefined && first(row, START) && first(row, NAMES) ? kind : null;
}

/** The columns that make a table one of events; null when it is none. A table's own `stream,kind` is not looked at here. */
export function eventColumns(names: readonly string[]): StreamKind | null {
  const row = plainRow(names.map((name) => [name, 'x'] as const));
  if (!first(row, START)) return null;
  if (first(row, JOB) && (first(row, END) || first(row, DURATION) || first(row, STATUS))) return 'job';
  // A run has a name, a start of its own and an end; what is only created has no run.
  if (
    row.has('name') &&
    RUN_START.some((name) => row.has(name)) &&
    (first(row, END) || first(row, DURATION) || first(row, STATUS))
  )
    return 'job';
  if (first(row, FLAG)) return 'flag';
  if (
    first(row, VERSION) &&
    (first(row, SERVICE) || row.has('deployed_at') || row.has('released_at') || row.has('published_at'))
  )
    return 'deploy';
  if (first(row, ALERT) || row.has('incident_number')) return 'alert';
  return null;
}

/** Columns that number, place or rank a run rather than measure its work. */
const NO_AMOUNT =
  /(^|_)(id|ids|uuid|pid|tid|port|code|exit|number|no|index|attempts?|retr(y|ies)|priority|version|rank|level|year|month|day|hour|minute|host|node|cpu|memory|errors?|failed)($|_)/;

/** The one figure that a row has beside what is known: gigabytes, files, tenants. Null when there are several. */
function onlyAmount(
  row: ReadonlyMap<string, string>,
): { readonly name: string; readonly value: string } | null {
  const found = [...row].filter(
    ([name, value]) =>
      /^\d+(\.\d+)?$/.test(value) &&
      !KNOWN.has(name) &&
      !NO_AMOUNT.test(name) &&
      !/(^|_)(at|time|date|ts)$/.test(name),
  );
  const only = found.length === 1 ? found[0] : undefined;
  return only ? { name: only[0], value: only[1] } : null;
}

/** Reads one row of a table of `kind`; null when the time or the name is missing. */
export function eventFields(row: ReadonlyMap<string, string>, kind: StreamKind): EventFields | null {
  const start = first(row, START);
  if (!start) return null;
  const service = first(row, SERVICE)?.value ?? null;
  const version = first(row, VERSION)?.value ?? null;
  const named =
    first(row, kind === 'job' ? JOB : kind === 'flag' ? FLAG : kind === 'alert' ? ALERT : SERVICE)?.value ??
    (statedKind(row) === null && kind !== 'job' ? null : (first(row, NAMES)?.value ?? null));
  const given = row.get('stream');
  const stream =
    given !== undefined && given !== ''
      ? given
      : kind === 'deploy'
        ? `${service === null ? '' : `${service} `}deployments`
        : kind === 'alert' && named === null
          ? `${service === null ? '' : `${service} `}pages`
          : // A build's number tells runs apart, not jobs.
            (named?.replace(/ #\d+$/, '') ?? null);
  if (stream === null) return null;
  const size = first(row, SIZE) ?? onlyAmount(row);
  const amount = size === null ? Number.NaN : Number(size.value);
  const title = first(row, TITLE)?.value ?? [named, version].filter((part) => part !== null).join(' ');
  return {
    stream,
    kind,
    start: start.value,
    end: first(row, END)?.value ?? null,
    durationMs: duration(first(row, DURATION), start.value),
    title: title === '' ? stream : title,
    status: runStatusOf(first(row, STATUS)?.value ?? null),
    size: Number.isFinite(amount) ? amount : null,
    sizeUnit:
      !Number.isFinite(amount) || size === null || ['size', 'count', 'processed'].includes(size.name)
        ? null
        : size.name.replace(/_(processed|count)$/, ''),
    about: [service, version].filter((part) => part !== null),
  };
}
