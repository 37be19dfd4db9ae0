import { idsFor } from '../incident/given-ids.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command } from './commands.ts';
import { type DecideContext, overruleKey } from './decide-context.ts';
import type { EventBody } from './events.ts';
import { groupCards } from './group-cards.ts';
import { optionalTextFor, textFor } from './limits.ts';
import type { SessionState } from './state.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;
type Decision = Result<EventBody[]>;

/** Shortest and longest blind round, s. */
const BLIND_SECONDS = [10, 900] as const;

/** An attempt of this moment, numbered after those that the evidence names. */
export function logAttempt(
  state: SessionState,
  command: CommandOf<'log-attempt'>,
  context: DecideContext,
): Decision {
  const action = textFor('line', command.action, 'The attempt');
  if (!action.ok) return action;
  const [id = 'A1' as const] = idsFor('A', state.given.attempts, [action.value], () => []);
  return ok([{ kind: 'attempt-logged', attempt: { id, action: action.value, at: context.now } }]);
}

export function startAction(command: CommandOf<'start-action'>): Decision {
  const action = textFor('line', command.action, 'The action');
  if (!action.ok) return action;
  const prediction = optionalTextFor('line', command.prediction, 'The prediction');
  if (!prediction.ok) return prediction;
  return ok([{ kind: 'action-started', action: action.value, prediction: prediction.value }]);
}

export function stopAction(command: CommandOf<'stop-action'>): Decision {
  const note = optionalTextFor('line', command.note, 'The note');
  return note.ok ? ok([{ kind: 'action-stopped', result: command.result, note: note.value }]) : note;
}

export function addVerification(command: CommandOf<'add-verification'>): Decision {
  const test = textFor('line', command.test, 'The test');
  if (!test.ok) return test;
  const result = optionalTextFor('line', command.result, 'The result');
  if (!result.ok) return result;
  const { testKind, status } = command;
  return ok([
    { kind: 'verification-added', test: test.value, result: result.value, test_kind: testKind, status },
  ]);
}

export function startBlindRound(command: CommandOf<'start-blind-round'>, context: DecideContext): Decision {
  const [least, most] = BLIND_SECONDS;
  if (!(command.seconds >= least && command.seconds <= most)) {
    return fail('bad-time', `A blind round takes ${least} to ${most} seconds.`, 'Choose 90 when in doubt.');
  }
  return ok([{ kind: 'blind-round-started', revealAt: context.now + Math.round(command.seconds) * 1_000 }]);
}

/** More time for cards: from the time that was set, or from now where that is over. */
export function extendBlindRound(
  state: SessionState,
  command: CommandOf<'extend-blind-round'>,
  context: DecideContext,
): Decision {
  if (state.blind.phase !== 'writing')
    return fail('no-blind-round', 'No blind round is running.', 'Start one with H.');
  const [least, most] = BLIND_SECONDS;
  if (!(command.seconds >= least && command.seconds <= most))
    return fail('bad-time', `The round can take ${least} to ${most} seconds more.`, 'Add a minute.');
  const revealAt = Math.max(context.now, state.blind.revealAt) + Math.round(command.seconds) * 1_000;
  return ok([{ kind: 'blind-round-extended', revealAt }]);
}

/** More people than this are no room that writes cards. */
const MOST_PEOPLE = 50;

/** Who is here, from roles as they are typed; an empty text takes it back. */
export function namePeople(state: SessionState, command: CommandOf<'name-people'>): Decision {
  const typed = optionalTextFor('line', command.people, 'The list of roles');
  if (!typed.ok) return typed;
  const roles: string[] = [];
  let nameless = 0;
  for (const part of typed.value.split(/[,;\n]/)) {
    const [, number, role = ''] = /^\s*(\d*)\s*(.*?)\s*$/.exec(part) ?? [];
    const count = Math.min(MOST_PEOPLE + 1, Number(number || (role === '' ? 0 : 1)));
    if (role === '') nameless += count;
    else roles.push(...Array.from({ length: count }, () => role));
  }
  const count = roles.length + nameless;
  if (count > MOST_PEOPLE)
    return fail(
      'too-many',
      `More than ${MOST_PEOPLE} people cannot write cards.`,
      'Name those who write one.',
    );
  const now = state.people ?? { count: 0, roles: [] };
  if (count === now.count && roles.join() === now.roles.join())
    return fail('no-change', 'That is who is here already.', 'Go on.');
  return ok([{ kind: 'people-named', count, roles }]);
}

export function addCard(state: SessionState, command: CommandOf<'add-card'>): Decision {
  const text = textFor('card', command.text, 'The card');
  if (!text.ok) return text;
  const cards = state.blind.phase === 'writing' ? state.blind.cards : [];
  const last = Math.max(0, ...cards.map((card) => Number(card.id.slice(1))));
  return ok([{ kind: 'card-added', card: { id: `H${last + 1}`, text: text.value } }]);
}

/** The cards come out in an order that tells nothing about who wrote first: by their words. */
export function reveal(state: SessionState): Decision {
  if (state.blind.phase !== 'writing') {
    return fail('no-blind-round', 'No blind round is running.', 'Start one with H.');
  }
  if (state.blind.cards.length === 0) {
    return fail('no-cards', 'No card is in yet.', 'Collect at least one, or skip the round.');
  }
  const cards = [...state.blind.cards].sort((a, b) => (a.text < b.text ? -1 : 1));
  const ids = [...(state.facts?.streamIds ?? []), ...(state.facts?.seriesIds ?? [])];
  return ok([{ kind: 'revealed', cards, groups: groupCards(cards, ids) }]);
}

export function noteDissent(command: CommandOf<'note-dissent'>): Decision {
  const text = textFor('line', command.text, 'The dissent');
  if (!text.ok) return text;
  const reason = optionalTextFor('line', command.reason, 'The reason');
  return reason.ok ? ok([{ kind: 'dissent-noted', text: text.value, reason: reason.value }]) : reason;
}

/** Blocks hold here and nowhere else; the room may overrule each by name, and the report says so. */
export function finish(state: SessionState, command: CommandOf<'finish'>, context: DecideContext): Decision {
  const overruled = new Set(command.overruled);
  const standing = context
    .blocks(state)
    .filter((hit) => hit.severity === 'block' && !overruled.has(overruleKey(hit)));
  const [first] = standing;
  if (first) {
    const more = standing.length > 1 ? ` (and ${standing.length - 1} more)` : '';
    return fail('blocked', `${first.where}: ${first.rule}, "${first.text}"${more}.`, first.advice);
  }
  return ok([{ kind: 'finished', overruled: [...overruled] }]);
}
