import { basename } from 'node:path';
import { assemble } from '../../shared/incident/assemble.ts';
import { ok, type Result } from '../../shared/result.ts';
import { inputFiles } from './input-files.ts';
import type { Described } from './job.ts';
import { readDescription } from './read-description.ts';
import { titleOf } from './read-incident.ts';

/** What the incident.yaml of folders, files or archives says of the incident, without its evidence; null where none does. */
export async function describeIncident(paths: readonly string[]): Promise<Result<Described | null>> {
  const { files } = await inputFiles(paths);
  const read = await readDescription(files);
  if (!read.ok) return read;
  if (read.value === null) return ok(null);
  const { file, ownPersonality } = read.value;
  const name = basename(paths[0] ?? 'incident');
  const { brief } = assemble(name, file, [], null);
  return ok({ brief, ownPersonality, title: titleOf(brief, name) });
}
