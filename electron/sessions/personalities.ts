import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAdded } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import type { Failure } from '../../shared/result.ts';

/** The four that come with the app and those that a user put into a folder; a file that cannot be used is named. */
export function loadPersonalities(folder: string): {
  readonly personalities: readonly Personality[];
  readonly refused: readonly Failure[];
} {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/i.test(name))
        .sort()
    : [];
  return withAdded(names.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));
}
