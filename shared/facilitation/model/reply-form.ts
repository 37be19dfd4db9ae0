import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import type { ModelTask } from './prompts.ts';

const line = (most: number) => z.string().min(1).max(most);
const cites = z.array(z.string().max(12)).max(8);

/** What the model has to answer, by task. Flat, a short free note first: a strict form lowers what small models can do. */
export const REPLY_FORMS = {
  question: z.strictObject({ note: line(400), question: line(300), cites, next_check: line(300) }),
  rivals: z.strictObject({
    hypotheses: z
      .array(z.strictObject({ hypothesis: line(300), check: line(300) }))
      .min(3)
      .max(6),
  }),
  account: z.strictObject({
    entries: z
      .array(
        z.strictObject({
          kind: z.enum(['attempt', 'statement', 'change', 'none']),
          /** Left out by a model that only has to choose; then the quote speaks for itself. */
          text: line(300).optional(),
          quote: line(400),
        }),
      )
      .max(12),
  }),
  summary: z.strictObject({ summary: line(500), cites }),
} as const satisfies Record<ModelTask, z.ZodType>;

export type ReplyOf<T extends ModelTask> = z.infer<(typeof REPLY_FORMS)[T]>;

/** Tokens that a reply of each task may take: enough for its form, and an end to any loop. */
export const REPLY_TOKENS: Readonly<Record<ModelTask, number>> = {
  question: 220,
  rivals: 420,
  account: 600,
  summary: 200,
};

/** Reads a reply: one JSON object of the task's form, with nothing before, behind or beside it. */
export function readReply<T extends ModelTask>(task: T, text: string): Result<ReplyOf<T>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail('outside-form', 'The reply is not one JSON object.', 'The playbook’s question stands.');
  }
  const read = REPLY_FORMS[task].safeParse(parsed);
  if (!read.success) {
    const issue = read.error.issues[0];
    return fail(
      'outside-form',
      `The reply does not keep to its form (${issue?.path.join('.') || 'object'}: ${issue?.message ?? 'not valid'}).`,
      'The playbook’s question stands.',
    );
  }
  return ok(read.data as ReplyOf<T>);
}
