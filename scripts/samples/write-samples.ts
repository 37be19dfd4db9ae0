import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateIncident } from './generate-incident.ts';
import type { SampleOptions } from './scenario.ts';

/** The incident folders that come with the application. */
export const BUNDLED: Readonly<Record<string, SampleOptions>> = {
  checkout: { family: 'rearmed-job' },
  traffic: {
    family: 'traffic',
    seed: 41,
    resource: 'rides',
    format: 'prometheus',
    zone: 'Europe/Madrid',
    firstRunAt: Date.UTC(2026, 9, 17, 11, 5),
    noise: 24,
    windows: 5,
  },
  unexplained: {
    family: 'unexplained',
    seed: 97,
    resource: 'claims',
    zone: 'Europe/Zurich',
    firstRunAt: Date.UTC(2026, 8, 8, 8, 35),
    noise: 24,
    windows: 6,
    attemptsAs: 'objects',
  },
};

/** Where the bundled incident folders are. */
export const SAMPLES_DIR = fileURLToPath(new URL('../../resources/samples/', import.meta.url));

function write(): void {
  for (const [folder, options] of Object.entries(BUNDLED)) {
    const target = join(SAMPLES_DIR, folder);
    const files = generateIncident(options);
    mkdirSync(target, { recursive: true });
    for (const old of readdirSync(target)) if (!files.has(old)) rmSync(join(target, old));
    let bytes = 0;
    for (const [name, text] of files) {
      writeFileSync(join(target, name), text);
      bytes += Buffer.byteLength(text);
    }
    process.stdout.write(`${folder}: ${files.size} files, ${(bytes / 1e6).toFixed(2)} MB\n`);
  }
}

if (import.meta.main) write();
