import { z } from 'zod';

/** A list as people write it: one value, several, or nothing. */
function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined || value === null ? undefined : Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );
}

/** What is left out may also be written as nothing. */
function orNothing<T extends z.ZodType>(of: T) {
  return z.preprocess((value) => value ?? undefined, of.optional());
}

const text = z.coerce.string();
const ids = listOf(text);
const numbers = listOf(z.coerce.number());

/** A list of objects in which a plain sentence stands for its first key. */
function sentencesOr<T extends z.ZodType>(key: string, of: T) {
  return orNothing(
    z.array(z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), of)),
  );
}

const rung = z.looseObject({
  level: z.unknown().optional(),
  question: z.string().catch(''),
  answer: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullish()),
  status: z.string().nullish().catch(null),
  evidence: ids,
});

/** What the structure rules read of a report: ours, or any with the same first two blocks. */
export const reportUnderCheck = z.looseObject({
  problem_statement: z.string(),
  // A person numbers rungs, or lets their order say it.
  questioning_sequence: z
    .array(z.preprocess((value) => (typeof value === 'string' ? { question: value } : value), rung))
    .transform((rungs) => {
      let last = 0;
      return rungs.map((one) => {
        const level = Number(one.level ?? Number.NaN);
        last = Number.isFinite(level) && level >= 0 ? level : last + 1;
        return { ...one, level: last };
      });
    }),
  root_causes: sentencesOr(
    'cause',
    z.looseObject({
      cause: z.string(),
      confidence: z.string().nullish().catch(null),
      evidence: listOf(text),
      category: z.string().nullish().catch(null),
      cites: ids,
    }),
  ),
  next_steps: sentencesOr(
    'action',
    z.looseObject({
      action: z.string(),
      prevents: numbers,
      owner: z.string().nullish().catch(null),
    }),
  ),
  ruled_out: sentencesOr('cause', z.looseObject({ cause: z.string() })),
  failure_windows: orNothing(z.array(z.unknown())),
  verification: sentencesOr(
    'test',
    z.looseObject({
      test: z.string().catch(''),
      result: z.string().catch(''),
      kind: z.string().nullish().catch(null),
    }),
  ),
  change_census: orNothing(z.array(z.looseObject({ kind: z.string(), state: z.string() }))),
  open_questions: orNothing(z.array(z.unknown())),
  evidence: orNothing(
    z.array(
      z.looseObject({
        id: text,
        kind: z.string().catch(''),
        statement: z.string().catch(''),
        verdict: z.string().nullish().catch(null),
        pins: z
          .array(z.looseObject({ excerpt: z.string().catch('') }))
          .nullish()
          .catch(null),
      }),
    ),
  ),
  provenance: orNothing(z.looseObject({ max_depth: z.number().optional().catch(undefined) })).catch(
    undefined,
  ),
});

/** A report as the structure rules see it. */
export type ReportUnderCheck = z.infer<typeof reportUnderCheck>;
