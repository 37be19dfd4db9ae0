import { z } from 'zod';
import { lineAt, parseGuardedYaml } from '../incident/yaml-guard.ts';
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

/**
 * A way of asking. It holds wording and pace alone: no threshold, no order of moves and no verdict can be written
 * here, so that every personality reaches the same ladder.
 */
export const personalitySchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,31}$/, 'lower-case letters, digits and hyphens, 2 to 32 characters'),
  name: z.string().min(1).max(24),
  /** One line for the switch: how it works with the room. */
  about: z.string().min(1).max(120),
  /** How it sounds: for the model that rewords questions. */
  voice: z.string().min(1).max(600),
  /** Wordings per form, the fullest first; a form that is left out is asked in the playbook's words. */
  questions: z.partialRecord(z.enum(FORMS), z.array(template).min(1)),
  /** What it says when a rule fires, by rule. */
  pushes_back: z.partialRecord(z.enum(RULE_IDS), z.string().min(3).max(160)),
  /** How long it lets the room be silent before it offers a prompt. */
  silence_s: z.number().int().min(0).max(300),
  /** What it says when the ladder ends. */
  closes: z.strictObject({
    with_roots: z.string().min(3).max(200),
    without_root: z.string().min(3).max(200),
  }),
});
export type Personality = z.infer<typeof personalitySchema>;

/** Reads a personality file. `file` names it in the message, with the line at which it cannot be used. */
export function parsePersonality(text: string, file: string): Result<Personality> {
  const yaml = parseGuardedYaml(text, file);
  if (!yaml.ok) return yaml;
  const read = personalitySchema.safeParse(yaml.value.value);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknown];
  return fail(
    'personality-invalid',
    `${file}, line ${lineAt(yaml.value, path)}: ${path.join('.') || 'the file'}: ${issue?.message ?? 'not a personality'}`,
    'Compare it with one of the four that come with the product.',
  );
}
