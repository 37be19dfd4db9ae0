import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BUNDLED_PERSONALITIES, withAdded } from '../../shared/facilitation/personalities.ts';
import {
  MOST_PERSONALITY_BYTES,
  type Personality,
  parsePersonality,
  personalityMissing,
  personalityTooLarge,
} from '../../shared/facilitation/personality.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';

/** What can be switched to, and why files of the folder cannot. */
export interface LoadedPersonalities {
  readonly personalities: readonly Personality[];
  readonly refused: readonly Failure[];
}

/** The text of a personality file; refused where it cannot be one. */
function textOf(path: string): Result<string> {
  const file = basename(path);
  try {
    const info = statSync(path);
    if (!info.isFile())
      return fail('no-file', `${file} is no file.`, 'Choose the YAML file of the personality.');
    if (info.size > MOST_PERSONALITY_BYTES) return personalityTooLarge(file);
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail('unreadable', `${file} cannot be read (${why}).`, 'Check the path and its permissions.');
  }
}

/** The personality of one file. */
export function readPersonality(path: string): Result<Personality> {
  const text = textOf(path);
  return text.ok ? parsePersonality(text.value, basename(path)) : text;
}

/** The personality of a file that an incident description names beside it. */
export function personalityBeside(description: string, file: string): Result<Personality> {
  const path = join(dirname(description), file);
  return existsSync(path) ? readPersonality(path) : personalityMissing(basename(description), file);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort();
  } catch {
    // No folder yet: nobody has added one.
    return [];
  }
}

/** The four that come with the app and those that a user put into a folder; a file that cannot be used is named. */
export function loadPersonalities(folder: string): LoadedPersonalities {
  const texts = filesIn(folder).map((file) => ({ file, text: textOf(join(folder, file)) }));
  const { personalities, refused } = withAdded(
    texts.flatMap(({ file, text }) => (text.ok ? [{ file, text: text.value }] : [])),
  );
  return {
    personalities,
    refused: [...texts.flatMap(({ text }) => (text.ok ? [] : [text.error])), ...refused],
  };
}

/** Copies a personality file into the user's folder; one of the same id that was there stays beside it, out of use. */
export function addPersonality(folder: string, path: string): Result<Personality> {
  const text = textOf(path);
  if (!text.ok) return text;
  const read = parsePersonality(text.value, basename(path));
  if (!read.ok) return read;
  mkdirSync(folder, { recursive: true });
  for (const file of filesIn(folder)) {
    const known = readPersonality(join(folder, file));
    if (known.ok && known.value.id === read.value.id)
      renameSync(join(folder, file), join(folder, `${file}.before-${Date.now()}`));
  }
  writeFileSync(join(folder, `${read.value.id}.yaml`), text.value, 'utf8');
  return read;
}

/** A personality by name, or the one of a file: anything that ends in .yaml or has a slash. */
export function namedPersonality(nameOrFile: string): Result<Personality> {
  const known = BUNDLED_PERSONALITIES.find((one) => one.id === nameOrFile);
  if (known) return ok(known);
  if (/\.ya?ml$/i.test(nameOrFile) || /[\\/]/.test(nameOrFile)) return readPersonality(nameOrFile);
  return fail(
    'unknown-personality',
    `There is no personality "${nameOrFile}".`,
    `Choose one of ${BUNDLED_PERSONALITIES.map((one) => one.id).join(', ')}, or name the YAML file of your own.`,
  );
}
