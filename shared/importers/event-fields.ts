import { type RunStatus, STREAM_KINDS, type StreamKind } from '../incident/stream.ts';
import { readDurationMs } from '../incident/timestamp.ts';
import { wordTable } from '../incident/word-table.ts';
import { CAMPAIGN, CHANNEL, RECIPIENTS, SENT } from './campaign-columns.ts';
import {
  ACTION,
  AFTER,
  BEFORE,
  DEPLOYED,
  EXTENT,
  FLAG,
  SCALED,
  SERVICE,
  SETTING,
  VERSION,
} from './change-columns.ts';
import { columnName } from './csv-head.ts';
import { KNOWN, LEVEL, NAMES, SIZE, STATUS, TITLE } from './event-columns.ts';
import { DURATION, END, START } from './event-times.ts';
import { workloadOf } from './kubernetes-object.ts';
import { ALERT, CHECK, DOWN, PAGE, UP, VENDOR } from './outage-columns.ts';
import { JOB, PROCESS, RESTARTED, RUN_END, RUN_START } from './run-columns.ts';
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

/** A column's name without what stands in brackets behind it: a zone, a unit. */
function bareName(name: string): string {
  return name.length > 80 ? name : name.replace(/(?<=\S)\s*[([][^()[\]]*[)\]]\s*$/, '');
}

const LENGTHS: readonly string[] = DURATION;

/** "312 ms" of 312 under `Duration (ms)`: the length of a run is read with the unit that its column states. */
function withUnit(column: string, name: string, value: string): string {
  if (!LENGTHS.includes(column) || !/^\d+(?:\.\d+)?$/.test(value)) return value;
  const [, unit = ''] = /[([]\s*([a-z]{1,12})\s*[)\]]\s*$/i.exec(name) ?? [];
  return readDurationMs(`1 ${unit}`) === null ? value : `${value} ${unit}`;
}

/** A row by its column names in one spelling: `startedAt` and `Started At` are `started_at`. */
export function plainRow(entries: Iterable<readonly [string, string]>): Map<string, string> {
  const row = new Map<string, string>();
  for (const [name, value] of entries) {
    const plain = columnName(bareName(name).replace(/([a-z\d])([A-Z])/g, '$1_$2'));
    if (!row.has(plain)) row.set(plain, withUnit(plain, name, value.trim()));
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
  // SQL Server Agent: hours, minutes and seconds in one number.
  if (written.name === 'run_duration' && /^\d{1,6}$/.test(written.value)) {
    const [hours, minutes, seconds] = (written.value.padStart(6, '0').match(/\d{2}/g) ?? []).map(Number);
    return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  }
  const clock = /^(?:\+0+ )?(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$/.exec(written.value);
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

/** The kind that a record states of itself: `{"kind": "flag", "name": ..., "date": ...}`, as audit logs do. */
export function statedKind(row: ReadonlyMap<string, string>): StreamKind | null {
  const stated = row.get('kind') ?? row.get('event_type') ?? row.get('type');
  const kind = STREAM_KINDS.find((one) => one === stated?.toLowerCase());
  return kind !== undefined && first(row, START) && first(row, NAMES) ? kind : null;
}

/** What was sent to many at once: a campaign and when it went out, or a channel and to how many. */
function isCampaign(row: ReadonlyMap<string, string>): boolean {
  return first(row, CAMPAIGN) && first(row, SENT)
    ? true
    : first(row, CHANNEL) !== null && first(row, RECIPIENTS) !== null;
}

/**
 * True for a row of a list of alerts that says that one is over; of a monitor's (`watched`, whose other rows say "Down") also
 * for one that says that it was begun or left to be looked at.
 */
export function isRecovery(row: ReadonlyMap<string, string>, watched: boolean): boolean {
  const said = first(row, ACTION)?.value ?? '';
  return (
    /^(?:up|ok|recovered|recovery)$/i.test(said) || (watched && /^(?:started|paused|resumed)$/i.test(said))
  );
}

/** The columns that make a table one of events; null when it is none. A table's own `stream,kind` is not looked at here. */
export function eventColumns(names: readonly string[]): StreamKind | null {
  const row = plainRow(names.map((name) => [name, 'x'] as const));
  if (!first(row, START)) return null;
  const ended = first(row, END) ?? first(row, DURATION);
  // What failed at somebody else may be why: it is not what failed here.
  if (first(row, DOWN) && first(row, VENDOR) && ended) return 'vendor';
  if (first(row, DOWN) && (first(row, UP) || first(row, DURATION))) return 'alert';
  if (first(row, JOB) && (first(row, END) || first(row, DURATION) || first(row, STATUS))) return 'job';
  if (isCampaign(row)) return 'job';
  if (first(row, RESTARTED) && (first(row, PROCESS) || first(row, SERVICE))) return 'restart';
  if (first(row, SCALED)) return 'autoscale';
  const named = row.has('name');
  if (named && row.has('severity') && (first(row, ['reported_at', 'declared_at']) || row.has('resolved_at')))
    return 'alert';
  if (named && first(row, RUN_START) && (first(row, END) || first(row, DURATION) || first(row, STATUS)))
    return 'job';
  if (named && first(row, RUN_END)) return 'job';
  if (first(row, FLAG)) return 'flag';
  if (first(row, SETTING) && first(row, BEFORE) && first(row, AFTER)) return 'config';
  // What `argocd app history` prints.
  if ([...row.keys()].sort().join() === 'date,id,revision') return 'deploy';
  // What has a level is the line of a log, and its version that of the program which wrote it.
  if (!first(row, LEVEL) && first(row, VERSION) && (first(row, SERVICE) || first(row, DEPLOYED)))
    return 'deploy';
  if (first(row, VENDOR) && ended) return 'vendor';
  return first(row, ALERT) || first(row, PAGE) ? 'alert' : null;
}

/** Columns that number, place or rank a run rather than measure its work. */
const NO_AMOUNT =
  /(^|_)(id|ids|uuid|pid|tid|port|code|exit|number|no|index|attempts?|retr(y|ies)|priority|version|rank|level|year|month|day|hour|minute|host|node|cpu|memory|errors?|failed|duration|delay|wait|queued|progress|percent|length|groups?)($|_)|(run|job|task|user|build)id$/;

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

/** What an id says to people: the last part of an ARN, a chart without its version, a job without the time of its run. */
function plainName(value: string): string {
  return value
    .replace(/^arn:.*[:/]([^:/]+)$/, '$1')
    .replace(/ #\d+$/, '')
    .replace(/-v?\d+\.\d+[\w.+-]*$/, '')
    .replace(/-\d{8,10}$/, '');
}

/** The first name of a job that is a word; a number names one run or one row of a table, and is taken only for want of it. */
function jobName(row: ReadonlyMap<string, string>): string | null {
  // Each campaign has a name of its own; what it does is the same each time.
  if (isCampaign(row)) {
    const channel = first(row, CHANNEL)?.value;
    return channel === undefined ? 'campaigns' : `${channel} campaigns`;
  }
  const named = [...JOB, ...NAMES].flatMap((name) => first(row, [name])?.value ?? []);
  return named.find((value) => !/^\d+$/.test(value)) ?? named[0] ?? null;
}

/** Restarts of one service are one stream, whichever of its processes it was. */
function processName(row: ReadonlyMap<string, string>): string | null {
  const pod = first(row, PROCESS)?.value ?? null;
  return first(row, SERVICE)?.value ?? (pod === null ? null : workloadOf(pod));
}

function nameOf(row: ReadonlyMap<string, string>, kind: StreamKind): string | null {
  if (kind === 'job') return jobName(row);
  if (kind === 'restart') return processName(row);
  if (kind === 'alert' && first(row, DOWN))
    return first(row, [...ALERT, ...SERVICE, ...CHECK])?.value ?? 'outages';
  const columns = { flag: FLAG, alert: ALERT, autoscale: SCALED, vendor: VENDOR }[kind as string] ?? SERVICE;
  const setting = kind === 'config' && first(row, BEFORE) && first(row, AFTER) ? first(row, SETTING) : null;
  const named = setting?.value ?? first(row, columns)?.value ?? null;
  return named ?? (statedKind(row) === null ? null : (first(row, NAMES)?.value ?? null));
}

/** How a run ended; the numbers are SQL Server Agent's, and the count of pods that a Kubernetes job had succeed. */
function statusOf(written: { readonly name: string; readonly value: string } | null): RunStatus | null {
  if (!written) return null;
  const { name, value } = written;
  if (name === 'run_status') {
    const known: Readonly<Record<string, RunStatus>> = wordTable({
      '0': 'failed',
      '1': 'succeeded',
      '3': 'cancelled',
      '4': 'running',
    });
    if (known[value]) return known[value];
  }
  if (name === 'succeeded' && /^\d+$/.test(value)) return Number(value) > 0 ? 'succeeded' : null;
  return runStatusOf(value);
}

/** One stream for the deployments, pages or scalings of one thing; a job and a flag go by their own name. */
function streamOf(
  kind: StreamKind,
  service: string | null,
  name: string | null,
  title: string | null,
): string | null {
  const of = (what: string) => `${service === null ? '' : `${service} `}${what}`;
  if (kind === 'deploy') return of('deployments');
  if (kind === 'alert' && name === null) return of('pages');
  if (kind === 'restart') return name === null ? null : `${name} restarts`;
  if (kind === 'vendor') return name === null ? null : `${name} status`;
  return kind === 'autoscale' && name !== null ? `${name} ${scalingOf(title)}` : name;
}

/** To take instances away is another event than to add some. */
function scalingOf(title: string | null): string {
  if (title !== null && /\b(?:terminat\w+|remov\w+|scal\w+[ -](?:in|down))\b/i.test(title))
    return 'scaled down';
  if (title !== null && /\b(?:launch\w*|add(?:ing|ed)|scal\w+[ -](?:out|up))\b/i.test(title))
    return 'scaled up';
  return 'scaling';
}

/** What was done with a flag or a deployment, and how far it holds: "rollout changed 25%", "enabled: true". */
function doneWith(row: ReadonlyMap<string, string>, kind: StreamKind): string[] {
  if (kind !== 'flag' && kind !== 'deploy') return [];
  const action = first(row, ACTION)?.value ?? null;
  const extent = kind === 'flag' ? first(row, EXTENT) : null;
  const share =
    extent !== null && /rollout|percent|weight/.test(extent.name) && /^[\d.,]+$/.test(extent.value);
  return [
    ...(action === null || /^(deploy(ment|ed)?|release[d]?)$/i.test(action) ? [] : [action]),
    ...(extent === null
      ? []
      : [
          /^(true|false|on|off)$/i.test(extent.value)
            ? `${extent.name}: ${extent.value}`
            : `${extent.value}${share ? '%' : ''}`,
        ]),
  ];
}

/** A commit is read by its first digits. */
const shortHash = (version: string): string => version.replace(/^[0-9a-f]{40}$/, (hash) => hash.slice(0, 8));

/** "pool.max from 40 to 60", where a row of settings says both. */
function changeOfValue(
  row: ReadonlyMap<string, string>,
  kind: StreamKind,
  name: string | null,
): string | null {
  const [before, after] = [first(row, BEFORE), first(row, AFTER)];
  return kind === 'config' && name !== null && before && after
    ? `${name} from ${before.value} to ${after.value}`
    : null;
}

/**
 * Reads one row of a table of `kind`; null when the time or the name is missing. `fallback` is the name that the table
 * itself has.
 */
export function eventFields(
  row: ReadonlyMap<string, string>,
  kind: StreamKind,
  fallback: string | null = null,
): EventFields | null {
  const start = first(row, START);
  if (!start) return null;
  const version = first(row, VERSION)?.value ?? null;
  // "cart@1.2.3" names both.
  const service = first(row, SERVICE)?.value ?? /^([^@\s]+)@\S+$/.exec(version ?? '')?.[1] ?? null;
  const named = nameOf(row, kind) ?? fallback;
  const given = row.get('stream');
  const stream =
    given !== undefined && given !== ''
      ? given
      : streamOf(
          kind,
          service === null ? null : plainName(service),
          named === null || kind !== 'job' ? named : plainName(named),
          first(row, TITLE)?.value ?? null,
        );
  if (stream === null) return null;
  const size = first(row, SIZE) ?? onlyAmount(row);
  const amount = size === null ? Number.NaN : Number(size.value);
  const title =
    first(row, TITLE)?.value ??
    first(row, CAMPAIGN)?.value ??
    changeOfValue(row, kind, named) ??
    (kind === 'alert' ? first(row, NAMES)?.value : undefined) ??
    [named, version === null ? null : shortHash(version), ...doneWith(row, kind)]
      .filter((part) => part !== null)
      .join(' ');
  return {
    stream,
    kind,
    start: start.value,
    end: first(row, END)?.value ?? null,
    durationMs: duration(first(row, DURATION), start.value),
    title: title === '' ? stream : title,
    status: STATUS.map((name) => statusOf(first(row, [name]))).find((status) => status !== null) ?? null,
    size: Number.isFinite(amount) ? amount : null,
    sizeUnit:
      !Number.isFinite(amount) || size === null || ['size', 'count', 'processed'].includes(size.name)
        ? null
        : size.name.replace(/_(processed|count)$/, ''),
    about: [service, version].filter((part) => part !== null),
  };
}
