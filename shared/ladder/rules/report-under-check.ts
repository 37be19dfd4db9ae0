import { z } from 'zod';

const strings = z.array(z.string()).catch([]);

/** What the structure rules read of a report: ours, or any with the same first two blocks. */
export const reportUnderCheck = z.looseObject({
  problem_statement: z.string(),
  questioning_sequence: z.array(
    z.looseObject({
      level: z.coerce.number().catch(0),
      question: z.string().catch(''),
      answer: z.string().nullish(),
      status: z.string().nullish(),
      evidence: strings.optional(),
    }),
  ),
  root_causes: z
    .array(
      z.looseObject({
        cause: z.string(),
        confidence: z.string().nullish(),
        evidence: z.union([z.string(), z.array(z.string())]).nullish(),
        category: z.string().nullish(),
        cites: strings.optional(),
      }),
    )
    .optional(),
  next_steps: z
    .array(
      z.looseObject({
        action: z.string(),
        prevents: z.array(z.number()).optional(),
        owner: z.string().nullish(),
      }),
    )
    .optional(),
  ruled_out: z.array(z.looseObject({ cause: z.string() })).optional(),
  failure_windows: z.array(z.looseObject({})).optional(),
  verification: z
    .array(
      z.looseObject({ test: z.string().catch(''), result: z.string().catch(''), kind: z.string().nullish() }),
    )
    .optional(),
  change_census: z.array(z.looseObject({ kind: z.string(), state: z.string() })).optional(),
  open_questions: z.array(z.looseObject({})).optional(),
  evidence: z
    .array(
      z.looseObject({
        id: z.string(),
        kind: z.string().catch(''),
        statement: z.string().catch(''),
        pins: z
          .array(z.looseObject({ excerpt: z.string().catch('') }))
          .optional()
          .catch(undefined),
      }),
    )
    .optional(),
});

/** A report as the structure rules see it. */
export type ReportUnderCheck = z.infer<typeof reportUnderCheck>;
