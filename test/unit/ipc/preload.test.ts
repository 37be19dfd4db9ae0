import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Every module of ours that a file brings along when it runs, and the packages; types are gone by then. */
function brought(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, isType, from] of text.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)'/gm)) {
    if (isType || from === undefined) continue;
    if (from.startsWith('.')) brought(join(dirname(file), from), seen);
    else seen.add(from);
  }
  return seen;
}

it('the preload brings the names of the channels along and no schema: it runs in every window before the page', () => {
  const all = [...brought(join(ROOT, 'electron/preload.ts'))].map((file) =>
    relative(ROOT, resolve(ROOT, file)),
  );
  expect(all.sort()).toEqual(['electron', 'electron/preload.ts', 'shared/ipc/channels.ts']);
});
