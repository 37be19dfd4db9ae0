import { z } from 'zod';
import { CHANGE_KINDS } from '../incident/incident.ts';
import { MOVES, ROOT_CATEGORIES } from '../ladder/rung.ts';
import type { FacilitatorApi, ScreenApi } from './contract.ts';

const text = z.string().max(100_000);
const name = z.string().min(1).max(200);
const token = z.string().min(1).max(100);
const author = z.enum(['playbook', 'model', 'team']);
const rung = z.templateLiteral(['R', z.string().regex(/^[\d.]{1,80}$/)]);
const cites = z.array(z.strictObject({ id: name, revision: z.number().int().nullable() })).max(100);
const horizon = z.enum(['immediate', 'long-term']);
const format = z.enum(['yaml', 'json', 'markdown', 'text']);
const theme = z.enum(['system', 'light', 'dark']);

const root = z.strictObject({
  category: z.enum(ROOT_CATEGORIES),
  intervention: name.nullable(),
  action: text.nullable(),
  owner: name.nullable(),
  horizon,
});

const brief = z.strictObject({
  problem: text.min(1),
  context: text,
  impact: text.nullable(),
  teamHypothesis: z.strictObject({ text, about: z.array(name).max(200) }).nullable(),
  personality: name,
  outputFormat: format,
  maxDepth: z.number().int().min(3).max(15),
});

const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change-brief'), brief }),
  z.strictObject({ kind: z.literal('switch-personality'), personality: name }),
  z.strictObject({ kind: z.literal('set-depth'), maxDepth: z.number().int() }),
  z.strictObject({
    kind: z.literal('ask'),
    move: z.enum(MOVES).nullable(),
    parent: rung.nullable(),
    question: text.nullable(),
    askedBy: author,
  }),
  z.strictObject({ kind: z.literal('word-question'), rung, question: text, askedBy: author }),
  z.strictObject({ kind: z.literal('accept-answer'), rung, answer: text, cites, answeredBy: author }),
  z.strictObject({
    kind: z.literal('add-branch'),
    sibling: rung,
    answer: text,
    cites,
    answeredBy: author,
    refutedBy: name.nullable(),
  }),
  z.strictObject({ kind: z.literal('refute'), rung, refutedBy: name.nullable(), reason: text }),
  z.strictObject({ kind: z.literal('park'), rung, bring: text.nullable() }),
  z.strictObject({ kind: z.literal('reopen'), rung }),
  z.strictObject({ kind: z.literal('claim-root'), rung, root }),
  z.strictObject({ kind: z.literal('withdraw-root'), rung }),
  z.strictObject({ kind: z.literal('log-attempt'), action: text }),
  z.strictObject({
    kind: z.literal('note-entry'),
    draft: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('attempt'),
        action: text,
        at: z.number().nullable(),
        workedForMs: z.number().nullable(),
      }),
      z.strictObject({ kind: z.literal('statement'), said: text, about: z.array(name).max(20) }),
      z.strictObject({
        kind: z.literal('change'),
        change: z.enum(CHANGE_KINDS),
        what: text,
        at: z.number(),
        about: z.array(name).max(20),
        notKnownTo: z.array(name).max(20),
      }),
    ]),
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
  z.strictObject({
    kind: z.literal('add-verification'),
    test: text,
    result: text,
    testKind: z.enum(['experiment', 'check']),
    status: z.enum(['passed', 'failed', 'pending']),
  }),
  z.strictObject({ kind: z.literal('start-blind-round'), seconds: z.number() }),
  z.strictObject({ kind: z.literal('add-card'), text }),
  z.strictObject({ kind: z.literal('skip-blind-round') }),
  z.strictObject({ kind: z.literal('reveal') }),
  z.strictObject({ kind: z.literal('note-dissent'), text, reason: text }),
  z.strictObject({
    kind: z.literal('add-step'),
    action: text,
    horizon,
    prevents: z.array(rung).max(50),
    owner: name.nullable(),
  }),
  z.strictObject({
    kind: z.literal('switch-screen'),
    view: z.enum(['ladder', 'chart', 'ideas', 'summary', 'blank']),
  }),
  z.strictObject({ kind: z.literal('switch-live'), live: z.boolean() }),
  z.strictObject({ kind: z.literal('undo'), seq: z.number().int().optional() }),
  z.strictObject({ kind: z.literal('redo') }),
  z.strictObject({ kind: z.literal('finish'), overruled: z.array(name).max(200) }),
]);

/** What each request of the facilitator's window must carry. */
export const FACILITATOR_REQUESTS: Readonly<Record<keyof FacilitatorApi, z.ZodType<readonly unknown[]>>> = {
  'library:list': z.tuple([]),
  'library:search': z.tuple([z.string().max(500)]),
  'library:samples': z.tuple([]),
  'library:remove': z.tuple([name]),
  'session:open': z.tuple([name]),
  'session:create': z.tuple([
    z.union([
      z.strictObject({ sample: name }),
      z.strictObject({ brief, title: text.min(1) }),
      z.strictObject({ token }),
    ]),
  ]),
  'session:command': z.tuple([z.strictObject({ session: name, seen: z.number().int().min(0), command })]),
  'session:events': z.tuple([name, z.number().int().min(0)]),
  'session:erase': z.tuple([name, z.string().max(4_000)]),
  'session:close': z.tuple([]),
  'session:export-file': z.tuple([name]),
  'session:import-file': z.tuple([]),
  'evidence:choose': z.tuple([z.enum(['folder', 'files'])]),
  'evidence:paste': z.tuple([z.string().max(1024 * 1024)]),
  'evidence:add': z.tuple([name, token]),
  'evidence:cancel': z.tuple([name]),
  'guidance:get': z.tuple([name]),
  'report:view': z.tuple([name, format]),
  'report:save': z.tuple([name, z.union([format, z.literal('pdf')])]),
  'screen:toggle': z.tuple([z.boolean()]),
  'model:status': z.tuple([]),
  'model:switch': z.tuple([z.boolean()]),
  'model:choose': z.tuple([name, z.boolean()]),
  'model:remove': z.tuple([name]),
  'model:find-server': z.tuple([]),
  'model:side-load': z.tuple([]),
  'model:cancel-side-load': z.tuple([]),
  'model:suggest': z.tuple([name, name]),
  'model:cancel': z.tuple([]),
  'model:taken': z.tuple([]),
  'model:rivals': z.tuple([name]),
  'model:account': z.tuple([name, z.string().max(20_000)]),
  'model:summary': z.tuple([name]),
  'model:log': z.tuple([]),
  'model:exchanges': z.tuple([]),
  'settings:get': z.tuple([]),
  'settings:set': z.tuple([
    z.strictObject({
      theme: theme.optional(),
      screenTheme: theme.optional(),
      personality: name.optional(),
      lastSession: name.nullable().optional(),
    }),
  ]),
};

/** The screen's two: both read. */
export const SCREEN_REQUESTS: Readonly<Record<keyof ScreenApi, z.ZodType<readonly unknown[]>>> = {
  'screen:events': z.tuple([z.number().int().min(0)]),
  'settings:get': z.tuple([]),
};
