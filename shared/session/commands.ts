import { z } from 'zod';
import { CHANGE_KINDS } from '../incident/change-kind.ts';
import { author, LADDER_COMMANDS, name, text } from '../ladder/ladder-command.ts';
import { SCREEN_VIEWS } from './events.ts';

/** The formats of a report. */
export const reportFormat = z.enum(['yaml', 'json', 'markdown', 'text']);

/** What the team brought in words. */
export const brief = z.strictObject({
  problem: text.min(1),
  context: text,
  impact: text.nullable(),
  teamHypothesis: z.strictObject({ text, about: z.array(name).max(200).readonly() }).nullable(),
  personality: name,
  outputFormat: reportFormat,
  maxDepth: z.number().int().min(3).max(15),
});

const names = z.array(name).max(20).readonly();

/** An entry of an account as the facilitator confirms it. Times in epoch ms UTC, null where none was told. */
const entryDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attempt'),
    action: text,
    at: z.number().nullable(),
    // Relief as it was told ("held 20 minutes"), ms.
    workedForMs: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('statement'), said: text, about: names }),
  z.strictObject({
    kind: z.literal('change'),
    change: z.enum(CHANGE_KINDS),
    what: text,
    at: z.number(),
    about: names,
    // Teams that were not told.
    notKnownTo: names,
  }),
]);

/** An entry of an account as the facilitator confirms it. */
export type EntryDraft = z.output<typeof entryDraft>;

/**
 * What a facilitator (or the command line) asks for. Main checks it against the state and answers with events or a typed
 * refusal. The shape stands here once: windows know it as a type, main checks by it what they send.
 */
const command = z.discriminatedUnion('kind', [
  ...LADDER_COMMANDS,
  z.strictObject({ kind: z.literal('change-brief'), brief }),
  // Null: as the file and incident.yaml say.
  z.strictObject({
    kind: z.literal('set-source-clock'),
    source: name,
    timezone: name.nullable(),
    offsetMs: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('set-source-format'), source: name, importer: name.nullable() }),
  z.strictObject({ kind: z.literal('switch-personality'), personality: name }),
  z.strictObject({ kind: z.literal('set-depth'), maxDepth: z.number().int() }),
  z.strictObject({ kind: z.literal('log-attempt'), action: text }),
  // `toldBy` is a role; `quote` the words of the account that say so.
  z.strictObject({
    kind: z.literal('note-entry'),
    draft: entryDraft,
    toldBy: name,
    quote: text,
    proposedBy: author,
  }),
  z.strictObject({ kind: z.literal('start-action'), action: text, prediction: text }),
  z.strictObject({
    kind: z.literal('stop-action'),
    result: z.enum(['passed', 'failed', 'stopped']),
    note: text,
  }),
  z.strictObject({ kind: z.literal('start-blind-round'), seconds: z.number() }),
  z.strictObject({ kind: z.literal('extend-blind-round'), seconds: z.number() }),
  // Roles as they were typed, or a number: "on-call, database, 2 support", "7".
  z.strictObject({ kind: z.literal('name-people'), people: text }),
  z.strictObject({ kind: z.literal('add-card'), text }),
  z.strictObject({ kind: z.literal('skip-blind-round') }),
  z.strictObject({ kind: z.literal('reveal') }),
  z.strictObject({ kind: z.literal('note-dissent'), text, reason: text }),
  // `window`: the failure window (by index) that the charts show in close-up, null for all; as it is without it.
  z.strictObject({
    kind: z.literal('switch-screen'),
    view: z.enum(SCREEN_VIEWS),
    window: z.number().int().min(0).nullable().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('switch-live'), live: z.boolean() }),
  // The last entry that can be undone, or the one named by `seq`.
  z.strictObject({ kind: z.literal('undo'), seq: z.number().int().exactOptional() }),
  z.strictObject({ kind: z.literal('redo') }),
  z.strictObject({ kind: z.literal('finish'), overruled: z.array(name).max(200).readonly() }),
]);

/** What a facilitator (or the command line) asks for. */
export type Command = z.output<typeof command>;

/** A command with the seq that its sender has seen: a stale one is refused with `stale`. */
export const commandEnvelope = z.strictObject({ session: name, seen: z.number().int().min(0), command });

/** A command on its way to main. */
export type CommandEnvelope = z.output<typeof commandEnvelope>;
