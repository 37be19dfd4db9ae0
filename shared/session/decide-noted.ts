import { redactSecrets } from '../importers/secrets.ts';
import { actionKind } from '../incident/attempts.ts';
import { CHANGE_KINDS } from '../incident/change-kind.ts';
import { type GivenId, idsFor } from '../incident/given-ids.ts';
import type { NotedEntry } from '../incident/noted-entries.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command, EntryDraft } from './commands.ts';
import type { EventBody } from './events.ts';
import { optionalTextFor, textFor } from './limits.ts';
import type { SessionState } from './state.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

/** Longest relief that is taken as told, ms: a week. */
const LONGEST_RELIEF_MS = 7 * 86_400_000;
/** Epoch ms that a date of an incident can have: 1970 to 2100. */
const LAST_TIME = Date.UTC(2100, 0, 1);

const clean = (text: string): string => redactSecrets(text).text;
const isTime = (at: number): boolean => Number.isFinite(at) && at >= 0 && at < LAST_TIME;

/** An entry of an account under the next free number of its list. Secrets are left out before it is stored. */
export function noteEntry(state: SessionState, command: CommandOf<'note-entry'>): Result<EventBody[]> {
  const toldBy = textFor('line', command.toldBy, 'Who told it');
  if (!toldBy.ok)
    return fail('no-teller', 'Nobody is named who told it.', 'Write the role, never a name: "on-call".');
  const quote = optionalTextFor('answer', clean(command.quote), 'The quote');
  if (!quote.ok) return quote;
  const noted = entryOf(state, command.draft, toldBy.value, quote.value);
  if (!noted.ok) return noted;
  return ok([{ kind: 'entry-noted', noted: noted.value, proposedBy: command.proposedBy }]);
}

function entryOf(state: SessionState, draft: EntryDraft, toldBy: string, quote: string): Result<NotedEntry> {
  const { given } = state;
  if (draft.kind === 'statement') {
    const said = textFor('line', clean(draft.said), 'The statement');
    if (!said.ok) return said;
    const id = freeId('S', given.statements);
    return ok({
      kind: 'statement',
      toldBy,
      quote,
      entry: { id, said: said.value, byRole: toldBy, about: unique(draft.about), ref: null },
    });
  }
  if (draft.kind === 'attempt') {
    const action = textFor('line', clean(draft.action), 'The attempt');
    if (!action.ok) return action;
    const { at, workedForMs } = draft;
    if (at !== null && !isTime(at)) return badTime();
    if (workedForMs !== null && !(workedForMs > 0 && workedForMs <= LONGEST_RELIEF_MS))
      return fail('bad-relief', 'How long it held cannot be so.', 'Write minutes, up to a week.');
    const id = freeId('A', given.attempts);
    const entry = {
      id,
      action: action.value,
      at,
      until: null,
      kind: actionKind(action.value),
      statedReliefMs: workedForMs,
      atOrigin: at === null ? ('unknown' as const) : ('stated' as const),
      ref: null,
    };
    return ok({ kind: 'attempt', toldBy, quote, entry });
  }
  const what = textFor('line', clean(draft.what), 'The change');
  if (!what.ok) return what;
  if (!isTime(draft.at)) return badTime();
  if (!CHANGE_KINDS.includes(draft.change))
    return fail('bad-kind', 'There is no such kind of change.', `One of: ${CHANGE_KINDS.join(', ')}.`);
  const id = freeId('C', given.changes, state.facts?.streamIds);
  const entry = {
    id,
    kind: draft.change,
    what: what.value,
    at: draft.at,
    about: unique(draft.about),
    knownTo: [],
    notKnownTo: unique(draft.notKnownTo),
    ref: null,
  };
  return ok({ kind: 'change', toldBy, quote, entry });
}

/** The next number that nothing ever had. */
function freeId<P extends string>(
  prefix: P,
  given: readonly GivenId[],
  taken?: readonly string[],
): `${P}${number}` {
  const [id] = idsFor(prefix, given, [null], () => [], taken);
  return id ?? (`${prefix}1` as `${P}${number}`);
}

function badTime(): Result<never> {
  return fail('bad-time', 'That is no time.', 'Write it as 14:05, or as a date with a time.');
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
}
