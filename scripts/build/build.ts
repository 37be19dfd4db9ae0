import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../machine/child.ts';
import { inProject } from '../machine/folders.ts';
import { Halt, say } from '../machine/halt.ts';
import { underLock } from '../machine/lock.ts';

/** What the bundles are made from. Files that the app reads at run time (samples, icons) are not. */
const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'resources',
  'package-lock.json',
  'electron.vite.config.ts',
];
const NOT_BUNDLED = new Set(['samples', 'icons']);

/** Bundles the app into out/, whatever is there. */
export function build(): Promise<void> {
  return locked(bundle);
}

/** Bundles the app into out/ unless the sources are the ones that it was bundled from last time. */
export async function buildWhenNeeded(): Promise<void> {
  if (isFresh()) return;
  await locked(async () => {
    if (isFresh()) return;
    say('Building ...');
    await bundle();
  });
}

async function bundle(): Promise<void> {
  const made = fingerprint();
  const tool = inProject('node_modules/electron-vite/bin/electron-vite.js');
  const ended = await runChild(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: inProject() });
  if (ended.code !== 0) {
    throw new Halt(
      'build-failed',
      `${ended.stdout}${ended.stderr}`.trim(),
      'The build failed: mend the sources.',
    );
  }
  writeFileSync(stamp(), made);
}

function locked(work: () => Promise<void>): Promise<void> {
  const lock = inProject('node_modules', '.cache', 'whyladder-build.lock');
  return underLock(lock, () => say('Waiting for another build ...'), work);
}

function isFresh(): boolean {
  return existsSync(stamp()) && readFileSync(stamp(), 'utf8') === fingerprint();
}

function stamp(): string {
  return inProject('out', '.sources');
}

/** Changes when a source file is added, removed, renamed or written. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) add(inProject(source));
  return hash.digest('hex');

  function add(path: string): void {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return;
    if (!found.isDirectory()) {
      hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).sort()) if (!NOT_BUNDLED.has(name)) add(join(path, name));
  }
}
