import { CHANGE_KINDS, type ChangeKind } from '../../incident/change-kind.ts';
import type { Incident } from '../../incident/incident.ts';
import { mentions } from '../../incident/mentions.ts';
import type { Series } from '../../incident/series.ts';
import { DAY_MS, MINUTE_MS, overlapMs, type TimeRange, union } from '../../incident/time-range.ts';
import { firstWords } from '../contrast/short-name.ts';
import type { DataOf, Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { smallest } from '../statistics/sums.ts';
import type { CauseVerdict } from '../verdict.ts';
import { count, dayClock, list, weekday } from '../wording.ts';
import type { LevelChange } from './level-changes.ts';
import { CENSUS_OF, changesOnRecord, type OnRecord } from './recorded.ts';

type Entry = DataOf<'census'>['entries'][number];

/** Changes within this time before the first window count as "before it". */
const LOOK_BACK_MS = DAY_MS;

/**
 * The nine kinds of change, each present, absent or unknown. Present and absent come from a record with coverage or
 * from a statement; silence is unknown.
 */
export function census(
  incident: Incident,
  segmentation: Segmentation,
  levels: readonly LevelChange[],
  verdict: CauseVerdict,
): Finding | null {
  const first = segmentation.episodes[0];
  if (!first) return null;
  const span = { from: first.from - LOOK_BACK_MS, to: first.from };
  const records = changesOnRecord(incident);
  const entries = CHANGE_KINDS.map((kind) =>
    entryOf(kind, incident, records, segmentation, levels, span, verdict),
  );
  const of = (state: Entry['state']): string[] =>
    entries.filter((e) => e.state === state).map((e) => e.change);
  const present = of('present');
  const absent = of('absent');
  const unknown = of('unknown');
  const parts = [
    present.length > 0 ? `changed: ${list(present)}` : 'no change is on record',
    ...(absent.length > 0 ? [`not changed: ${list(absent)}`] : []),
    ...(unknown.length > 0 ? [`unknown: ${list(unknown)}`] : []),
  ];
  const slow =
    present.length === 0 && unknown.length === 0
      ? ' Slow growth past a limit, an expiry or the calendar need no recorded change.'
      : '';
  // Without any record "no change" would be read as "nothing changed".
  const blind = unknown.length === entries.length;
  return {
    key: 'changes/census',
    title: blind
      ? 'No record of changes'
      : present.length === 0
        ? 'No change on record before it began'
        : `${count(present.length, 'kind')} of change before it began`,
    statement: blind
      ? `No file or statement covers the day before the first failure: whether anything changed (${list(unknown, 'or')}) is unknown.`
      : `In the day before the first failure, ${parts.join('; ')}.${slow}`,
    measure: present.length > 0 ? `${present.length} changed` : `${unknown.length} unknown`,
    verdict: 'supported',
    strength: null,
    cites: incident.changes.filter((c) => c.at >= span.from && c.at <= span.to).map((c) => c.id),
    pins: [],
    computedFrom: [...new Set(records.flatMap((c) => (c.source ? [c.source] : [])))],
    data: { kind: 'census', entries },
  };
}

function entryOf(
  kind: ChangeKind,
  incident: Incident,
  records: readonly OnRecord[],
  segmentation: Segmentation,
  levels: readonly LevelChange[],
  span: TimeRange,
  verdict: CauseVerdict,
): Entry {
  const zone = incident.zone;
  const until = segmentation.episodes.at(-1)?.from ?? span.to;
  const routine = routineStreams(incident);
  const all = records.filter((c) => c.kind === kind && !routine.has(c.about[0] ?? ''));
  const dayOf = ({ at, atIs }: OnRecord): string => (atIs === 'day' ? weekday(at, zone) : dayClock(at, zone));
  const onTheDay = all.filter((c) => c.at >= span.from && c.at <= span.to);
  // Status pages and clocks tell of an outage minutes after it began: what began with the failure counts, too.
  const late = kind === 'vendor' ? all.filter((c) => c.at > span.to && c.at <= span.to + LATE_MS) : [];
  const accused = [...onTheDay, ...late].find((c) => c.id === verdict.cause);
  const cleared = new Set(verdict.candidates.filter((c) => c.ruledOut).map((c) => c.id));
  const before = accused ?? onTheDay.findLast((c) => !cleared.has(c.id)) ?? onTheDay.at(-1) ?? late[0];
  if (before) {
    const others = onTheDay.length - 1;
    const more = others > 0 ? `, and ${others} more in the day before` : '';
    const judged = accused
      ? ', the likeliest cause'
      : cleared.has(before.id)
        ? ', ruled out as the cause'
        : '';
    return {
      change: kind,
      state: 'present',
      at: before.atIs === 'day' ? null : before.at,
      why: `${named(before, 90)}, ${dayOf(before)}${judged}${more}`,
    };
  }
  const measured = measuredChange(kind, incident, levels, span);
  if (measured) return measured;
  const stated = incident.changesAbsent.find((absent) => absent.kind === kind);
  if (stated) return { change: kind, state: 'absent', at: null, why: stated.why };
  const later = all.find((c) => c.at > span.to && c.at <= until);
  const after = later ? `; one came later: ${named(later, 60)}, ${dayOf(later)}` : '';
  const covering = incident.streams.filter((s) => CENSUS_OF[s.kind] === kind && covers(s.coverage, span));
  if (covering.length > 0)
    return {
      change: kind,
      state: 'absent',
      at: null,
      why: `none in ${covering.length === 1 ? 'the one record that covers' : `the ${covering.length} records that cover`} that day${after}`,
    };
  if (kind === 'traffic' && verdict.cause === 'traffic')
    return {
      change: kind,
      state: 'unknown',
      at: null,
      why: 'it is the load that each window begins under; whether that is more than before nothing says',
    };
  const quiet = measuredQuiet(kind, incident, levels, span);
  if (quiet) return { change: kind, state: 'absent', at: null, why: `${quiet}${after}` };
  return {
    change: kind,
    state: 'unknown',
    at: later?.at ?? null,
    why: `${unknownBecause(kind, incident, span)}${after}`,
  };
}

/** A status page is written when somebody has seen it. */
const LATE_MS = 15 * MINUTE_MS;
/** Scaling steps as often as this are what an autoscaler does all day. */
const ROUTINE_EVENTS = 5;

function routineStreams(incident: Incident): ReadonlySet<string> {
  return new Set(
    incident.streams
      .filter((s) => s.kind === 'autoscale' && s.events.length >= ROUTINE_EVENTS)
      .map((s) => s.id),
  );
}

/** What changed, with the name of the stream where its title does not say it. */
function named({ id, what, about }: OnRecord, most: number): string {
  const stream = id.includes('#') ? (about[0] ?? '') : '';
  const said = stream === '' || mentions(what, stream.replace(/ (deployments|status)$/, ''));
  return firstWords(said ? what : `${stream}: ${what}`, most).replace(/[\s.]+$/, '');
}

function unknownBecause(kind: ChangeKind, incident: Incident, span: TimeRange): string {
  const since = smallest(requestSeries(incident).flatMap((s) => s.times.slice(0, 1)));
  return kind === 'traffic' && since < span.to
    ? `requests are on record from ${dayClock(since, incident.zone)} on: what is usual at that hour needs two days or more`
    : 'nothing in the evidence covers it before the first failure';
}

/** Row counts, schedules and traffic change without anybody writing it down: the measurements say so. */
function measuredChange(
  kind: ChangeKind,
  incident: Incident,
  levels: readonly LevelChange[],
  span: TimeRange,
): Entry | null {
  const near = levels.filter((c) => c.interval.to >= span.from && c.interval.from <= span.to);
  const found =
    kind === 'data'
      ? near.find((c) => c.quantity === 'size')
      : kind === 'schedule'
        ? near.find((c) => c.quantity === 'rate' && isJob(incident, c.subject))
        : kind === 'traffic'
          ? near.find((c) => requestSeries(incident).some((s) => s.id === c.subject))
          : undefined;
  if (!found) return null;
  const what = kind === 'data' ? 'size of its runs' : kind === 'schedule' ? 'how often it runs' : 'requests';
  return {
    change: kind,
    state: 'present',
    at: found.at,
    why: `${found.subject}: ${what} changed about ${dayClock(found.at, incident.zone)}`,
  };
}

function measuredQuiet(
  kind: ChangeKind,
  incident: Incident,
  levels: readonly LevelChange[],
  span: TimeRange,
): string | null {
  if (kind === 'traffic') {
    const all = requestSeries(incident);
    const from = smallest(all.flatMap((s) => s.times.slice(0, 1)));
    const days = (span.to - from) / DAY_MS;
    if (days >= 2 && !levels.some((c) => all.some((s) => s.id === c.subject)))
      return `requests were as at the same hours of the ${Math.floor(days)} days before`;
  }
  if (kind === 'schedule') {
    const jobs = incident.streams.filter(
      (s) =>
        s.kind === 'job' &&
        covers(s.coverage, span) &&
        s.events.filter((e) => e.start < span.to).length >= 10,
    );
    if (jobs.length > 0 && !levels.some((c) => c.quantity === 'rate' && jobs.some((j) => j.id === c.subject)))
      return jobs.length === 1
        ? 'the one job with a run history starts as often as before'
        : `all ${jobs.length} jobs with a run history start as often as before`;
  }
  return null;
}

/** The requests, also where another export of the same metric reaches further back. */
function requestSeries(incident: Incident): Series[] {
  const role = incident.series.find((s) => s.id === incident.roles.requests?.series);
  return role ? incident.series.filter((s) => s.metric === role.metric && s.measures === role.measures) : [];
}

const isJob = (incident: Incident, id: string): boolean =>
  incident.streams.some((s) => s.id === id && s.kind === 'job');

function covers(coverage: readonly TimeRange[], span: TimeRange): boolean {
  const covered = union(coverage).reduce((sum, range) => sum + overlapMs(range, span), 0);
  return covered >= 0.9 * (span.to - span.from);
}
