import { deniedKinds } from './absent-changes.ts';
import { assembleAttempts } from './attempts.ts';
import type { ChangeKind } from './change-kind.ts';
import { changeKeys, type GivenId, type GivenIds, idsFor, NO_IDS, statementKeys } from './given-ids.ts';
import type { Brief, Incident, RecordedChange, Statement } from './incident.ts';
import type { IncidentFile, WrittenPlace } from './incident-file.ts';
import { DEFAULT_DEPTH } from './incident-limits.ts';
import type { LogDigest } from './logs.ts';
import { namedIn } from './mentions.ts';
import { mergeSeries } from './merge-series.ts';
import { mergeStreams } from './merge-streams.ts';
import { mergeNoted, type NotedEntry } from './noted-entries.ts';
import { compareText, sourceNumber } from './ordering.ts';
import type { ChangeRecord, EventRecord, FileImport, NoteRecord } from './records.ts';
import { withRepeatedChanges } from './repeated-changes.ts';
import { proposeRoles } from './roles.ts';
import { calendarEvents, expectedRuns } from './schedules.ts';
import type { Series } from './series.ts';
import type { RecordRef, SourceId } from './source.ts';
import type { Stream, StreamKind } from './stream.ts';
import { withTakenBack } from './taken-back.ts';
import { type TimeRange, union } from './time-range.ts';
import { isDayAlone } from './timestamp.ts';
import { untoldStarts } from './untold-starts.ts';
import { resolveWhen } from './when.ts';
import { withZoneDoubts } from './zone-doubts.ts';

/** What the room asks when nobody has written it down. */
export const DEFAULT_PROBLEM = 'What explains the failures in this evidence?';

/** A line of the context such as "Team hypothesis: database issue". */
function hypothesisIn(context: string): Brief['teamHypothesis'] {
  const line =
    /^\s*[-*]?\s*(?:team(?:'s)?|our|working|current|leading)\s+(?:hypothesis|theory|guess|suspicion|suspects?)\s*(?:is|:|=|-)\s*(.+)$/im.exec(
      context,
    );
  const text = line?.[1]?.trim();
  return text ? { text, about: [] } : null;
}

function briefOf(file: IncidentFile | null): Brief {
  return {
    problem: file?.problem ?? DEFAULT_PROBLEM,
    context: file?.context ?? '',
    impact: file?.impact ?? null,
    teamHypothesis: file?.teamHypothesis ?? hypothesisIn(file?.context ?? ''),
    personality: file?.personality ?? 'default',
    outputFormat: file?.outputFormat ?? 'yaml',
    maxDepth: file?.maxDepth ?? DEFAULT_DEPTH,
  };
}

/** The last time of anything that was observed; plans and schedules reach beyond it and do not count. */
function endOfEvidence(imports: readonly FileImport[], logs: LogDigest | null): number {
  let end = Number.NEGATIVE_INFINITY;
  const see = (at: number) => {
    if (at > end) end = at;
  };
  for (const file of imports) {
    for (const series of file.series)
      see((series.times.at(-1) ?? end) + (series.measures === 'count' ? series.intervalMs : 0));
    for (const event of file.events) if (!event.expected) see(event.end ?? event.start);
    for (const note of file.notes) see(note.at);
  }
  for (const range of logs?.coverage ?? []) see(range.to);
  if (end !== Number.NEGATIVE_INFINITY) return end;
  for (const file of imports) if (file.source.span) see(file.source.span.to);
  return end === Number.NEGATIVE_INFINITY ? 0 : end;
}

/** The first time of anything that was measured, logged or recorded. */
function startOfEvidence(imports: readonly FileImport[], logs: LogDigest | null, now: number): number {
  let start = now;
  const see = (at: number | undefined) => {
    if (at !== undefined && at < start) start = at;
  };
  for (const file of imports) {
    for (const series of file.series) see(series.times[0]);
    for (const event of file.events) if (!event.expected) see(event.start);
  }
  for (const range of logs?.coverage ?? []) see(range.from);
  return start;
}

function withExpectedRuns(imports: readonly FileImport[], evidence: TimeRange): FileImport[] {
  return withRepeatedChanges(imports, evidence).map((file) => {
    const expected = expectedRuns(file, evidence);
    const planned = file.events.some((event) => event.planned !== undefined);
    if (expected.length === 0 && !planned) return file;
    return { ...file, events: [...calendarEvents(file.events, evidence), ...expected] };
  });
}

/** Kinds whose exports are lists of rare things: silence after the last entry is silence, not an export that ended. */
const RARE: readonly StreamKind[] = [
  'deploy',
  'config',
  'flag',
  'data',
  'maintenance',
  'vendor',
  'certificate',
];

/**
 * A list of deployments was taken while the incident was looked at: unless it was cut, it is complete up to now,
 * also when its last entry is days old.
 */
function reachingNow(streams: readonly Stream[], imports: readonly FileImport[], now: number): Stream[] {
  const cut = new Set(imports.filter((file) => file.source.gaps.length > 0).map((file) => file.source.id));
  return streams.map((stream) => {
    const last = stream.coverage.at(-1);
    if (!last || last.to >= now || !RARE.includes(stream.kind) || stream.sources.some((id) => cut.has(id)))
      return stream;
    return { ...stream, coverage: union([...stream.coverage, { from: last.from, to: now }]) };
  });
}

/** Runs and restarts that only the logs tell of: a run history of the same name, wherever it comes from, outdoes them. */
function loggedRuns(imports: readonly FileImport[], logged: readonly EventRecord[]): FileImport[] {
  const recorded = new Set(
    imports.flatMap((file) => file.events.filter((event) => !event.expected).map((event) => event.stream)),
  );
  const runs = logged.filter((run) => !recorded.has(run.stream));
  const kinds = new Map(runs.map((run) => [run.stream, run.kind]));
  return imports.flatMap((file) => {
    const own = runs.filter((run) => run.ref?.source === file.source.id);
    if (own.length === 0 || !file.source.span) return [];
    const range = file.source.span;
    return [
      {
        ...file,
        series: [],
        events: own,
        notes: [],
        changes: [],
        roles: [],
        schedules: [],
        streamCoverage: [...kinds].map(([stream, kind]) => ({ stream, kind, range })),
      },
    ];
  });
}

function notesOf(imports: readonly FileImport[]): NoteRecord[] {
  const byContent = new Map<string, NoteRecord>();
  for (const file of imports) {
    for (const note of file.notes) {
      const key = `${note.at}|${note.text}`;
      if (!byContent.has(key)) byContent.set(key, note);
    }
  }
  return [...byContent.values()].sort((a, b) => a.at - b.at || compareText(a.text, b.text));
}

function changesOf(
  stated: readonly ChangeRecord[],
  imports: readonly FileImport[],
  given: readonly GivenId[],
  clean: (text: string) => string,
  taken: readonly string[],
): RecordedChange[] {
  const sorted = (names: readonly string[]) => [...new Set(names)].sort(compareText);
  const byContent = new Map<string, ChangeRecord>();
  for (const change of [...imports.flatMap((file) => file.changes), ...stated]) {
    const key = `${change.kind}|${Math.floor(change.at / 60_000)}|${change.what.toLowerCase()}`;
    const known = byContent.get(key);
    byContent.set(key, {
      ...(known ?? change),
      about: sorted([...(known?.about ?? []), ...change.about]),
      knownTo: sorted([...(known?.knownTo ?? []), ...change.knownTo]),
      notKnownTo: sorted([...(known?.notKnownTo ?? []), ...change.notKnownTo]),
      ref: known?.ref ?? change.ref,
    });
  }
  const ordered = [...byContent.values()].sort(
    (a, b) => a.at - b.at || compareText(a.what, b.what) || compareText(a.kind, b.kind),
  );
  const ids = idsFor('C', given, ordered, (one) => changeKeys(one).map(clean), taken);
  return ordered.map((change, i) => ({ id: ids[i] ?? `C${i + 1}`, ...change }));
}

/** Absence by statement only: silence says nothing, and a recorded change outdoes the sentence that denies it. */
function absentOf(
  file: IncidentFile | null,
  statements: readonly Statement[],
): { kind: ChangeKind; why: string }[] {
  const absent = new Map<ChangeKind, string>();
  for (const one of file?.noChanges ?? []) if (!absent.has(one.kind)) absent.set(one.kind, one.why);
  for (const statement of statements) {
    for (const kind of deniedKinds(statement.said)) {
      if (!absent.has(kind)) absent.set(kind, `${statement.id} (${statement.byRole}): "${statement.said}"`);
    }
  }
  return [...absent].map(([kind, why]) => ({ kind, why })).sort((a, b) => compareText(a.kind, b.kind));
}

function replaceDerived(series: readonly Series[], derived: readonly Series[]): Series[] {
  const byId = new Map(series.map((one) => [one.id, one]));
  for (const one of derived) byId.set(one.id, one);
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

/**
 * Puts together what the files gave and what the team wrote. Pure, and independent of the order of `imports`:
 * everything is sorted by content, only sources are numbered by their files' names. `fileSource` is the id of
 * `incident.yaml` itself, so that what it states can be pinned like any record. `given` holds the ids of earlier readings:
 * what had one keeps it, also where words of it were erased since, which `clean` does. `noted` is what the room added.
 */
export function assemble(
  name: string,
  file: IncidentFile | null,
  imports: readonly FileImport[],
  logs: LogDigest | null,
  fileSource: SourceId | null = null,
  given: GivenIds = NO_IDS,
  noted: readonly NotedEntry[] = [],
  clean: (text: string) => string = (text) => text,
): Incident {
  const placed = (place: WrittenPlace | null | undefined): RecordRef | null =>
    fileSource === null || !place
      ? null
      : { source: fileSource, bytes: place.bytes, lines: place.lines, time: null };
  const files = [...imports].sort((a, b) => sourceNumber(a.source.id) - sourceNumber(b.source.id));
  const zone = file?.timezone ?? 'UTC';
  const end = endOfEvidence(files, logs);
  const now = file?.now === null || file?.now === undefined ? end : (resolveWhen(file.now, zone, end) ?? end);
  const evidence = { from: startOfEvidence(files, logs, now), to: now };
  const scheduled = withExpectedRuns(files, evidence);
  const warnings: string[] = [];
  const resolve = (text: string): number | null => {
    const at = resolveWhen(text, zone, now);
    if (at === null) warnings.push(`"${text}" could not be read as a time`);
    return at;
  };
  const merged = mergeSeries(files);
  const proposal = proposeRoles(
    merged,
    files.flatMap((one) => one.roles),
    file,
  );
  const notes = notesOf(files);
  const attempts = assembleAttempts(
    file?.attempts ?? [],
    notes,
    logs,
    resolve,
    (i) => placed(file?.places.attempts[i]),
    given.attempts,
    clean,
  );
  const said = file?.statements ?? [];
  const statementIds = idsFor('S', given.statements, said, (one) => statementKeys(one).map(clean));
  const logged = [...(logs?.runs ?? []), ...untoldStarts(scheduled, logs, attempts)];
  const streams = reachingNow(
    mergeStreams([...scheduled, ...loggedRuns(scheduled, logged)]).map(withTakenBack),
    files,
    now,
  );
  // Who names a job or a metric in full speaks of it, also where `about` was not filled in.
  const streamIds = streams.map((one) => one.id);
  const ids = [...new Set([...streamIds, ...merged.map((one) => one.metric)])];
  const statements = said.map(
    (one, i): Statement => ({
      id: statementIds[i] ?? `S${i + 1}`,
      said: one.said,
      byRole: one.byRole,
      about: one.about.length > 0 ? one.about : namedIn(one.said, ids),
      ref: placed(file?.places.statements[i]),
    }),
  );
  const stated = (file?.changes ?? []).flatMap((change, i): ChangeRecord[] => {
    const at = resolve(change.at);
    if (at === null) return [];
    const day = isDayAlone(change.at) ? { atIs: 'day' as const } : {};
    return [{ ...change, at, ...day, ref: placed(file?.places.changes[i]) }];
  });
  const window = windowOf(file, resolve, warnings);
  const told = mergeNoted(
    { attempts, statements, changes: changesOf(stated, scheduled, given.changes, clean, streamIds) },
    noted,
    now,
  );
  return {
    name,
    brief: briefOf(file),
    zone,
    zoneAssumed: file?.timezone === null || file === null,
    now,
    window,
    sources: withZoneDoubts(files.map((one) => one.source)),
    series: replaceDerived(merged, proposal.derived),
    roles: proposal.roles,
    streams,
    logs,
    ...told,
    changesAbsent: absentOf(file, told.statements),
    teams: [...(file?.teams ?? [])].sort((a, b) => compareText(a.name, b.name)),
    notes,
    warnings: [...warnings, ...proposal.warnings],
  };
}

function windowOf(
  file: IncidentFile | null,
  resolve: (text: string) => number | null,
  warnings: string[],
): TimeRange | null {
  if (!file?.window) return null;
  const from = resolve(file.window.from);
  const to = resolve(file.window.to);
  if (from === null || to === null) return null;
  if (to <= from) {
    warnings.push('window: "to" lies before "from"; the window is ignored');
    return null;
  }
  return { from, to };
}
