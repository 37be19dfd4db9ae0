import coach from '../../resources/personalities/coach.yaml?raw';
import neutral from '../../resources/personalities/default.yaml?raw';
import facilitator from '../../resources/personalities/facilitator.yaml?raw';
import investigator from '../../resources/personalities/investigator.yaml?raw';
import type { Failure } from '../result.ts';
import { type Personality, parsePersonality } from './personality.ts';

/** The four personalities that come with the product, in the order of the switch. */
export const BUNDLED_PERSONALITIES: readonly Personality[] = (
  [
    [investigator, 'investigator.yaml'],
    [coach, 'coach.yaml'],
    [facilitator, 'facilitator.yaml'],
    [neutral, 'default.yaml'],
  ] as const
).map(([text, file]) => {
  const read = parsePersonality(text, file);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
});

/** The bundled personalities and those that a user added; a file with the id of a bundled one replaces its wording. */
export function withAdded(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly personalities: readonly Personality[];
  readonly refused: readonly Failure[];
} {
  const byId = new Map(BUNDLED_PERSONALITIES.map((one) => [one.id, one]));
  const refused: Failure[] = [];
  for (const { file, text } of files) {
    const read = parsePersonality(text, file);
    if (read.ok) byId.set(read.value.id, read.value);
    else refused.push(read.error);
  }
  return { personalities: [...byId.values()], refused };
}

/** Those that a session may switch to: its own, where the incident brought one, in place of any of the same id. */
export function withOwn(own: Personality | null, others: readonly Personality[]): readonly Personality[] {
  return own === null ? others : [...others.filter((one) => one.id !== own.id), own];
}

/** The personality with this id, else the neutral one. */
export function personalityOf(
  id: string,
  among: readonly Personality[] = BUNDLED_PERSONALITIES,
): Personality {
  const found =
    among.find((one) => one.id === id) ??
    among.find((one) => one.id === 'default') ??
    BUNDLED_PERSONALITIES.at(-1);
  if (!found) throw new Error('no personality at all');
  return found;
}
