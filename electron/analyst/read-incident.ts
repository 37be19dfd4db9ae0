import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { redactSecrets } from '../../shared/importers/secrets.ts';
import { assemble, DEFAULT_PROBLEM } from '../../shared/incident/assemble.ts';
import { idsFor, NO_IDS, sourceKeys } from '../../shared/incident/given-ids.ts';
import type { Brief, Incident } from '../../shared/incident/incident.ts';
import type { IncidentFile, SourceHint } from '../../shared/incident/incident-file.ts';
import { LogDigestBuilder } from '../../shared/incident/log-digest.ts';
import type { FileImport } from '../../shared/incident/records.ts';
import type { SourceId } from '../../shared/incident/source.ts';
import { withoutWords } from '../../shared/incident/without-words.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withoutMarked } from '../../shared/session/erased-marks.ts';
import type { InputFile } from './input-file.ts';
import { inputFiles } from './input-files.ts';
import type { AnalystJob, AnalystProgress } from './job.ts';
import { describedImport, readDescription } from './read-description.ts';
import { type FileHint, lookAt, readFile, type ZoneChoice } from './read-file.ts';
import { unreadImport } from './unread-import.ts';

/** At least four times a second. */
const PROGRESS_MS = 200;

/** An incident as read, with its files for the pins. */
export interface ReadIncident {
  readonly incident: Incident;
  readonly files: readonly InputFile[];
  readonly inputHash: string;
  /** The personality of a file beside incident.yaml, or why that cannot be used; null where it names none. */
  readonly ownPersonality: Result<Personality> | null;
}

function isHintFor(hint: SourceHint, file: InputFile): boolean {
  return hint.file === file.name || hint.file === basename(file.name);
}

/** What incident.yaml says of a file, and what the team set in the session, which beats it. */
function hintFor(file: InputFile, written: readonly SourceHint[], job: AnalystJob): FileHint | null {
  const hint = written.find((one) => isHintFor(one, file)) ?? null;
  const clock = job.clocks?.find((one) => one.file === file.name);
  const format = job.formats?.find((one) => one.file === file.name);
  if (!hint && !clock && !format) return null;
  const timezone = clock?.timezone ?? null;
  return {
    file: file.name,
    importer: format?.importer ?? hint?.importer ?? null,
    timezone: timezone ?? hint?.timezone ?? null,
    zoneOrigin: timezone === null ? 'sources' : 'team',
    offsetMs: clock?.offsetMs ?? hint?.offsetMs ?? 0,
  };
}

/** Where the evidence that was read so far ends, epoch ms; measurements and events know it better than the rest. */
function endOf(imports: readonly FileImport[]): number | null {
  const ends = imports.flatMap((one) =>
    one.source.span && one.events.length + one.series.length > 0 ? [one.source.span.to] : [],
  );
  const all =
    ends.length > 0 ? ends : imports.flatMap((one) => (one.source.span ? [one.source.span.to] : []));
  return all.length === 0 ? null : Math.max(...all);
}

/** The session's own words win over the default where no incident.yaml states the problem. */
function withBrief(incident: Incident, file: IncidentFile | null, brief: Brief | null): Incident {
  return file === null && brief !== null ? { ...incident, brief } : incident;
}

/**
 * Reads folders, files and archives into one incident. A bad file among good ones is a source with rejects; a bad
 * incident.yaml, or nothing usable at all, is a failure.
 */
export async function readIncident(
  job: AnalystJob,
  onProgress: (progress: AnalystProgress) => void,
): Promise<Result<ReadIncident>> {
  const { files: all, refused } = await inputFiles(job.paths);
  const name = basename(job.paths[0] ?? 'incident') || 'incident';
  const description = await readDescription(all);
  if (!description.ok) return description;
  const described = description.value;
  const file = described?.file ?? null;
  const files = all.filter((one) => one !== described?.input && one !== described?.voice);
  if (files.length === 0 && described === null) {
    const why = refused[0] ? `${refused[0].name}: ${refused[0].reason}` : `${name} holds no file.`;
    return fail(
      'nothing-usable',
      `There is nothing to read: ${why}`,
      'Give a folder with an incident.yaml and the exports beside it, or export files.',
    );
  }
  const given = job.given ?? NO_IDS;
  const listed = [...files, ...refused, ...(described ? [described.input] : [])].map((one) => ({
    file: one.name,
  }));
  const ids = idsFor('E', given.sources, listed, sourceKeys);
  const idOf = (index: number): SourceId => ids[index] ?? `E${index + 1}`;
  const zone: ZoneChoice = file?.timezone
    ? { zone: file.timezone, origin: 'incident' }
    : { zone: 'UTC', origin: 'assumed' };
  const redact = (text: string) => redactSecrets(text).text;
  const hints = files.map((one) => hintFor(one, file?.sources ?? [], job));
  const known = await Promise.all(files.map((one, index) => lookAt(one, hints[index] ?? null)));
  // Two files of logs may hold the same lines; with one there is nothing to compare.
  const dedupe = known.filter((one) => one?.givesLogs).length > 1;
  const logs = new LogDigestBuilder({ dedupe, redact });
  const imports: FileImport[] = [];
  const bytes = files.reduce((sum, one) => sum + one.sizeBytes, 0);
  const hash = createHash('sha256');
  let bytesDone = 0;
  let records = 0;
  let toldAt = 0;
  const tell = (at: string, filesDone: number, now: number) => {
    const time = performance.now();
    if (time - toldAt < PROGRESS_MS && filesDone < files.length && now > 0) return;
    toldAt = time;
    onProgress({
      phase: 'reading',
      file: at,
      filesDone,
      files: files.length,
      bytesDone: Math.min(bytes, bytesDone + now),
      bytes,
      records,
    });
  };
  // Larger files first, whatever their names; what has no year comes last, when the others have said which it is.
  const order = files
    .map((one, index) => ({ one, index, last: known[index]?.lacksYear ? 1 : 0 }))
    .sort((a, b) => a.last - b.last || b.one.sizeBytes - a.one.sizeBytes || a.index - b.index);
  for (const [done, { one, index }] of order.entries()) {
    tell(one.name, done, 0);
    if (job.unreadable.includes(one.name)) {
      imports.push(
        unreadImport(
          {
            name: one.name,
            sizeBytes: one.sizeBytes,
            reason: 'reading it ended the analyst: the file is unreadable here',
          },
          idOf(index),
        ),
      );
      continue;
    }
    const read = await readFile(
      one,
      idOf(index),
      hints[index] ?? null,
      zone,
      endOf(imports) ?? one.modified ?? null,
      logs,
      (now) => {
        tell(one.name, done, now);
        return true;
      },
    );
    if (!read) continue;
    bytesDone += one.sizeBytes;
    records += read.import.source.records;
    hash.update(
      `${read.import.source.sha256} ${read.import.source.importer} ${read.import.source.zone} ${read.import.source.offsetMs}\n`,
    );
    imports.push(read.import);
  }
  for (const [index, one] of refused.entries()) imports.push(unreadImport(one, idOf(files.length + index)));
  const fileSource = described ? idOf(files.length + refused.length) : null;
  if (described && fileSource !== null) imports.push(describedImport(described, fileSource));
  if (described === null && imports.every((one) => one.source.records === 0)) {
    const first = (imports.find((one) => one.source.rejects.length > 0) ?? imports[0])?.source;
    return fail(
      'nothing-usable',
      `Nothing in ${name} could be read${first ? `: ${first.file}, ${first.rejects[0]?.reason ?? first.format}` : '.'}`,
      'Give a folder with an incident.yaml and the exports beside it, or export files.',
    );
  }
  const clean = withoutErased(job);
  const assembled = assemble(name, file, imports, logs.finish(), fileSource, given, job.noted ?? [], clean);
  const briefed = withBrief(assembled, file, job.brief);
  const incident = job.erased?.length ? withoutWords(briefed, clean) : briefed;
  const unknown = (file?.sources ?? []).filter((hint) => !files.some((one) => isHintFor(hint, one)));
  hash.update(JSON.stringify(file));
  if (job.noted && job.noted.length > 0) hash.update(JSON.stringify(job.noted));
  const warnings = [
    ...unknown.map((hint) => `sources: there is no file "${hint.file}"`),
    ...(incident.warnings ?? []),
  ];
  return ok({
    incident: { ...incident, warnings },
    files: all,
    inputHash: hash.digest('hex'),
    ownPersonality: described?.ownPersonality ?? null,
  });
}

/** How a text reads without the words that were erased in the session. */
export function withoutErased({ erased = [] }: Pick<AnalystJob, 'erased'>): (text: string) => string {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  return (text) => (erased.length === 0 ? text : withoutMarked(text, erased, sha256));
}

/** A title for lists: the problem, one line, cut at a word. */
export function titleOf(brief: Brief, name: string): string {
  const text = (brief.problem === DEFAULT_PROBLEM ? name : brief.problem).replace(/\s+/g, ' ').trim();
  if (text.length <= 80) return text;
  return `${text.slice(0, 80).replace(/\s+\S*$/, '')} ...`;
}
