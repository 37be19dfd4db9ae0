import { parse } from 'yaml';
import { z } from 'zod';
import playbookYaml from '../../resources/playbook/questions.yaml?raw';
import type { Rung } from '../ladder/rung.ts';
import { cameFrom, FORMS, type Form, moveOf, SLOTS, slotsOf } from './form.ts';

const template = z
  .string()
  .min(3)
  .refine((text) => slotsOf(text).every((slot) => (SLOTS as readonly string[]).includes(slot)), {
    message: `may name only the slots ${SLOTS.join(', ')}`,
  });

const formText = z.strictObject({
  /** Wordings, the fullest first: the first whose slots are filled and that fits is asked. */
  questions: z.array(template).min(1),
  why: template,
  prompts: z.array(template).max(3),
});

const schema = z.strictObject({ forms: z.record(z.enum(FORMS), formText) });

/** The playbook's own wording of one form. */
export type FormText = z.infer<typeof formText>;

/** The playbook's neutral wording of every form; personalities replace the questions alone. */
export const PLAYBOOK: Readonly<Record<Form, FormText>> = schema.parse(parse(playbookYaml)).forms;

/** Which form a rung was asked in, read from the reason that was stored with it; the move's first form when it was worded by hand. */
export function formOf(rung: Pick<Rung, 'move' | 'why'>): Form | null {
  const forms = FORMS.filter((form) => moveOf(form) === rung.move);
  return forms.find((form) => cameFrom(PLAYBOOK[form].why, rung.why)) ?? forms[0] ?? null;
}
