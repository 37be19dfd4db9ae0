import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIncidentFile } from '../../shared/incident/incident-file.ts';

/** A bundled incident folder, with its problem for the welcome view. */
export interface BundledSample {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly about: string;
}

/** The sample incidents that came with the app: every folder with an incident.yaml. */
export function bundledSamples(folder: string): BundledSample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'incident.yaml')))
    .map((entry) => {
      const path = join(folder, entry.name);
      const parsed = parseIncidentFile(readFileSync(join(path, 'incident.yaml'), 'utf8'));
      const files = readdirSync(path).length - 1;
      return {
        id: entry.name,
        folder: path,
        title: entry.name.charAt(0).toUpperCase() + entry.name.slice(1),
        about: parsed.ok
          ? `${parsed.value.problem.replace(/\s+/g, ' ').trim()}. ${files} files.`
          : `${files} files.`,
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
