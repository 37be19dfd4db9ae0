import { z } from 'zod';
import { complain } from '../incident/yaml-complaints.ts';
import { parseGuardedYaml } from '../incident/yaml-guard.ts';
import { RULE_IDS } from '../ladder/rule.ts';
import { fail, ok, type Result } from '../result.ts';
import { FORMS, SLOTS, slotsOf } from './form.ts';

const template = z
  .string()
  .min(3)
  .max(200)
  .refine((text) => slotsOf(text).every((slot) => (SLOTS as readonly string[]).includes(slot)), {
    message: `may name only the slots ${SLOTS.join(', ')}`,
  });

/** An object with some of these keys and no other: a misspelt one must not be lost in silence. */
function optionalKeys<K extends string, V extends z.ZodType>(keys: readonly K[], value: V) {
  const shape = Object.fromEntries(keys.map((key) => [key, value.exactOptional()]));
  return z.strictObject(shape as Record<K, z.ZodExactOptional<V>>);
}

/**
 * A way of asking. It holds wording and pace alone: no threshold, no order of moves and no verdict can be written
 * here, so that every personality reaches the same ladder.
 */
export const personalitySchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,31}$/, 'takes lower-case letters, digits and hyphens, 2 to 32 of them'),
  name: z.string().min(1).max(24),
  /** One line for the switch: how it works with the room. */
  about: z.string().min(1).max(120),
  /** How it sounds: for the model that rewords questions. */
  voice: z.string().min(1).max(600),
  /** Wordings per form, the fullest first; a form that is left out is asked in the playbook's words. */
  questions: optionalKeys(FORMS, z.array(template).min(1)),
  /** What it says when a rule fires, by rule. */
  pushes_back: optionalKeys(RULE_IDS, z.string().min(3).max(160)),
  /** How long it lets the room be silent before it offers a prompt. */
  silence_s: z.number().int().min(0).max(300),
  /** What it says when the ladder ends. */
  closes: z.strictObject({
    with_roots: z.string().min(3).max(200),
    without_root: z.string().min(3).max(200),
  }),
});
export type Personality = z.infer<typeof personalitySchema>;

/** A personality is a page of YAML; a larger file is none. */
export const MOST_PERSONALITY_BYTES = 256 * 1024;

/** A file is too large to be a personality. */
export function personalityTooLarge(file: string): Result<never> {
  return fail('too-large', `${file} is larger than 256 KB.`, 'A personality is a page of YAML.');
}

/** An incident description names a personality file that is not there. */
export function personalityMissing(description: string, file: string): Result<never> {
  return fail(
    'no-personality-file',
    `${description} names the personality "${file}", and there is no such file beside it.`,
    'Put the file there, or name one of investigator, coach, facilitator, default.',
  );
}

/** Reads a personality file. `file` names it in the message, with the line at which it cannot be used. */
export function parsePersonality(text: string, file: string): Result<Personality> {
  const yaml = parseGuardedYaml(text, file);
  if (!yaml.ok) return yaml;
  const read = personalitySchema.safeParse(yaml.value.value);
  if (read.success) return ok(read.data);
  const complaints = read.error.issues
    .flatMap((issue) => complain(issue, yaml.value, personalitySchema))
    .sort((one, other) => one.line - other.line);
  const shown = complaints.slice(0, 3).map(({ line, text: said }) => `line ${line}: ${said}`);
  return fail(
    'personality-invalid',
    `${file}, ${shown.join('; ')}${complaints.length > 3 ? ' (and more)' : ''}.`,
    complaints.find(({ hint }) => hint !== '')?.hint ?? 'Compare it with one that comes with the product.',
  );
}
