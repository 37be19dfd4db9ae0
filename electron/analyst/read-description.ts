import { createHash } from 'node:crypto';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { type IncidentFile, parseIncidentFile } from '../../shared/incident/incident-file.ts';
import type { FileImport } from '../../shared/incident/records.ts';
import { INCIDENT_FILE, type SourceId } from '../../shared/incident/source.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { incidentText } from './incident-text.ts';
import type { InputFile } from './input-file.ts';
import { fileBeside, ownPersonality } from './own-personality.ts';
import { unreadImport } from './unread-import.ts';
import { withoutSecrets } from './without-secrets.ts';

const MAX_INCIDENT_FILE = 1024 * 1024;

/** The `incident.yaml` of an incident, read. */
export interface Description {
  readonly input: InputFile;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly file: IncidentFile;
  /** Credentials that were redacted in it. */
  readonly redactions: number;
  /** The file of the team's own personality, which is no evidence. */
  readonly voice: InputFile | null;
  /** The personality of a file beside it, or why that cannot be used; null where it names none. */
  readonly ownPersonality: Result<Personality> | null;
}

/** `incident.yaml` of the outermost folder, else of an archive; the only file that is known by its name. */
function incidentFileOf(files: readonly InputFile[]): InputFile | null {
  const named = files.filter((file) => /(^|[/!])incident\.ya?ml$/i.test(file.name));
  return named.sort((a, b) => a.name.length - b.name.length)[0] ?? null;
}

async function bytesOf(file: InputFile): Promise<Result<Buffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_INCIDENT_FILE)
      return fail(
        'incident-file-too-large',
        `${file.name} is larger than 1 MB.`,
        'Keep the evidence in files of its own beside it.',
      );
  }
  return ok(Buffer.concat(chunks));
}

/** What describes the incident among these files; null where nothing does. */
export async function readDescription(files: readonly InputFile[]): Promise<Result<Description | null>> {
  const input = incidentFileOf(files);
  if (!input) return ok(null);
  const bytes = await bytesOf(input);
  if (!bytes.ok) return bytes;
  const text = incidentText(bytes.value, input.name);
  if (!text.ok) return text;
  const parsed = parseIncidentFile(text.value, input.name);
  if (!parsed.ok) return parsed;
  const { value: file, count } = withoutSecrets(parsed.value);
  const named = file.personalityFile;
  const voice = named === null ? null : fileBeside(input, named, files);
  return ok({
    input,
    sizeBytes: bytes.value.length,
    sha256: createHash('sha256').update(bytes.value).digest('hex'),
    file,
    redactions: count,
    voice,
    ownPersonality: named === null ? null : await ownPersonality(input, named, voice),
  });
}

/** The incident description as a source, so that what it states can be pinned and checked like any record. */
export function describedImport(description: Description, id: SourceId): FileImport {
  const { input, sizeBytes, sha256, file, redactions } = description;
  const { attempts, statements, changes } = file.places;
  const empty = unreadImport({ name: input.name, sizeBytes, reason: '' }, id);
  return {
    ...empty,
    source: {
      ...empty.source,
      sha256,
      importer: INCIDENT_FILE,
      format: 'Incident description',
      records: attempts.length + statements.length + changes.length,
      zone: file.timezone ?? 'UTC',
      zoneOrigin: file.timezone === null ? 'assumed' : 'incident',
      rejects: [],
      redactions,
    },
  };
}
