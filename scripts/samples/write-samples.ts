import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateIncident } from './generate-incident.ts';
import type { SampleOptions } from './scenario.ts';

/** The incident folders that come with the application. */
export const BUNDLED: Readonly<Record<string, SampleOptions>> = {
  checkout: { family: 'rearmed-job' },
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
