import { z } from 'zod';
import { MOVES, ROOT_CATEGORIES } from './rung.ts';

/** Longest text that a command may carry at all; what a place takes is said by the session's limits. */
export const text = z.string().max(100_000);
/** An id, or the name of something. */
export const name = z.string().min(1).max(200);
/** `R1`, `R1.2`, ... */
export const rungId = z.templateLiteral(['R', z.string().regex(/^[\d.]{1,80}$/)]);
/** Who asked, worded or proposed something. */
export const author = z.enum(['playbook', 'model', 'team']);

const cites = z
  .array(z.strictObject({ id: name, revision: z.number().int().nullable() }))
  .max(100)
  .readonly();
const horizon = z.enum(['immediate', 'long-term']);

const rootClaim = z.strictObject({
  category: z.enum(ROOT_CATEGORIES),
  intervention: name.nullable(),
  action: text.nullable(),
  owner: name.nullable(),
  horizon,
});

/**
 * What can be asked of a ladder, by the facilitator or by the playbook with nobody in the room. Each shape stands here
 * once: its type follows from it, and main checks by it what a window sends.
 */
export const LADDER_COMMANDS = [
  // `move` null: what the playbook would ask next.
  z.strictObject({
    kind: z.literal('ask'),
    move: z.enum(MOVES).nullable(),
    parent: rungId.nullable(),
    question: text.nullable(),
    askedBy: author,
  }),
  z.strictObject({ kind: z.literal('word-question'), rung: rungId, question: text, askedBy: author }),
  // The status follows from the cites by the rules; a caller cannot state it.
  z.strictObject({ kind: z.literal('accept-answer'), rung: rungId, answer: text, cites, answeredBy: author }),
  z.strictObject({
    kind: z.literal('add-branch'),
    sibling: rungId,
    answer: text,
    cites,
    answeredBy: author,
    refutedBy: name.nullable(),
  }),
  z.strictObject({ kind: z.literal('refute'), rung: rungId, refutedBy: name.nullable(), reason: text }),
  z.strictObject({ kind: z.literal('park'), rung: rungId, bring: text.nullable() }),
  z.strictObject({ kind: z.literal('reopen'), rung: rungId }),
  z.strictObject({ kind: z.literal('claim-root'), rung: rungId, root: rootClaim }),
  z.strictObject({ kind: z.literal('withdraw-root'), rung: rungId }),
  z.strictObject({
    kind: z.literal('add-verification'),
    test: text,
    result: text,
    testKind: z.enum(['experiment', 'check']),
    status: z.enum(['passed', 'failed', 'pending']),
  }),
  z.strictObject({
    kind: z.literal('add-step'),
    action: text,
    horizon,
    prevents: z.array(rungId).max(50).readonly(),
    owner: name.nullable(),
  }),
] as const;

/** A command of the ladder. */
export type LadderCommand = z.output<(typeof LADDER_COMMANDS)[number]>;
