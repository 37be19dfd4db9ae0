import { MAX_DEPTH, MIN_DEPTH } from '../incident/incident-limits.ts';
import { assertNever, fail, ok, type Result } from '../result.ts';
import { applyBody } from './apply.ts';
import { askedAgain } from './asked-again.ts';
import type { Command, CommandEnvelope } from './commands.ts';
import type { DecideContext } from './decide-context.ts';
import {
  acceptAnswer,
  addBranch,
  addStep,
  ask,
  claimRoot,
  park,
  refute,
  reopen,
  wordQuestion,
} from './decide-ladder.ts';
import { noteEntry } from './decide-noted.ts';
import {
  addCard,
  addVerification,
  extendBlindRound,
  finish,
  logAttempt,
  namePeople,
  noteDissent,
  reveal,
  startAction,
  startBlindRound,
  stopAction,
} from './decide-room.ts';
import { setSourceClock, setSourceFormat } from './decide-source.ts';
import type { EventBody, EventKind, ScreenEvent, SessionEvent } from './events.ts';
import { misfit } from './fits.ts';
import { optionalTextFor, textFor } from './limits.ts';
import type { SessionLog } from './session-log.ts';
import type { SessionState } from './state.ts';
import { decideRedo, decideUndo } from './undo.ts';

/** Entries that may come in between without making a command stale: they change nothing that its sender wrote on. */
const QUIET: ReadonlySet<EventKind> = new Set<EventKind>([
  'evidence-imported',
  'analysed',
  'screen-switched',
  'live-switched',
  'erased',
]);

/** Commands that a finished session still takes. */
const AFTER_FINISH: ReadonlySet<Command['kind']> = new Set<Command['kind']>(['switch-screen', 'switch-live']);

/** The entries that a command becomes, or why it is refused. Pure: the clock and the rules come in the context. */
export function decide(
  log: SessionLog<SessionEvent>,
  envelope: CommandEnvelope,
  context: DecideContext,
): Result<EventBody[]> {
  const { command } = envelope;
  if (envelope.session !== log.session) {
    return fail('other-session', 'The command is for another session.', 'Open that session first.');
  }
  if (log.state.seq === 0) return fail('no-session', 'The session is empty.', 'Open it first.');
  if (isStale(log.events, envelope.seen)) {
    return fail(
      'stale',
      'The session has moved on since this was written.',
      'Look at the ladder and try again.',
    );
  }
  if (log.state.finished && !AFTER_FINISH.has(command.kind)) {
    return fail('finished', 'The session is finished.', 'Start a new session to go on.');
  }
  const decision = decideBodies(log, command, context);
  if (!decision.ok) return decision;
  let state = log.state;
  for (const body of decision.value) {
    const error = misfit(state, body);
    if (error) return { ok: false, error };
    state = applyBody(state, body, context.now);
  }
  return decision;
}

function isStale(events: readonly ScreenEvent[], seen: number): boolean {
  return events.slice(seen).some((event) => !('body' in event && QUIET.has(event.body.kind)));
}

function decideBodies(
  log: SessionLog<SessionEvent>,
  command: Command,
  context: DecideContext,
): Result<EventBody[]> {
  const { state } = log;
  switch (command.kind) {
    case 'change-brief':
      return changeBrief(command);
    case 'set-source-clock':
      return setSourceClock(state, command);
    case 'set-source-format':
      return setSourceFormat(state, command);
    case 'switch-personality':
      return switchPersonality(state, command.personality, context);
    case 'set-depth':
      return setDepth(state, command.maxDepth);
    case 'ask':
      return ask(state, command, context);
    case 'word-question':
      return wordQuestion(state, command);
    case 'accept-answer':
      return acceptAnswer(state, command, context);
    case 'add-branch':
      return addBranch(state, command, context);
    case 'refute':
      return refute(state, command);
    case 'park':
      return park(state, command);
    case 'reopen':
      return reopen(state, command);
    case 'claim-root':
      return claimRoot(command);
    case 'withdraw-root':
      return ok([{ kind: 'root-withdrawn', rung: command.rung }]);
    case 'log-attempt':
      return logAttempt(state, command, context);
    case 'note-entry':
      return noteEntry(state, command);
    case 'start-action':
      return startAction(command);
    case 'stop-action':
      return stopAction(command);
    case 'add-verification':
      return addVerification(command);
    case 'start-blind-round':
      return startBlindRound(command, context);
    case 'extend-blind-round':
      return extendBlindRound(state, command, context);
    case 'name-people':
      return namePeople(state, command);
    case 'add-card':
      return addCard(state, command);
    case 'skip-blind-round':
      return ok([{ kind: 'blind-round-skipped' }]);
    case 'reveal':
      return reveal(state);
    case 'note-dissent':
      return noteDissent(command);
    case 'add-step':
      return addStep(command);
    case 'switch-screen':
      return ok([
        {
          kind: 'screen-switched',
          view: command.view,
          ...(command.window === undefined ? {} : { window: command.window }),
        },
      ]);
    case 'switch-live':
      return ok([{ kind: 'live-switched', live: command.live }]);
    case 'undo':
      return decideUndo(log, command.seq ?? null);
    case 'redo':
      return decideRedo(log);
    case 'finish':
      return finish(state, command, context);
    default:
      return assertNever(command);
  }
}

function changeBrief(command: Extract<Command, { kind: 'change-brief' }>): Result<EventBody[]> {
  const problem = textFor('problem', command.brief.problem, 'The problem');
  if (!problem.ok) return problem;
  const context = optionalTextFor('context', command.brief.context, 'The context');
  if (!context.ok) return context;
  return ok([
    { kind: 'brief-changed', brief: { ...command.brief, problem: problem.value, context: context.value } },
  ]);
}

function switchPersonality(
  state: SessionState,
  personality: string,
  context: DecideContext,
): Result<EventBody[]> {
  if (!context.personalities.includes(personality)) {
    return fail(
      'unknown-personality',
      `There is no personality "${personality}".`,
      `Choose one of: ${context.personalities.join(', ')}.`,
    );
  }
  if (personality === state.personality) return fail('no-change', `It is ${personality} already.`, 'Go on.');
  const switched: EventBody = { kind: 'personality-switched', personality };
  const open = state.rungs.find((rung) => rung.id === state.current);
  // A wording that the team chose stays; the playbook's own changes its voice at once.
  if (open?.askedBy !== 'playbook' || open.question !== open.playbookQuestion) return ok([switched]);
  const question = askedAgain(state, open, (before) => context.questions(before, personality))?.question;
  if (question === undefined || question === open.question) return ok([switched]);
  return ok([
    switched,
    {
      kind: 'question-worded',
      rung: open.id,
      question,
      playbookQuestion: question,
      askedBy: 'playbook',
      askedIn: personality,
    },
  ]);
}

function setDepth(state: SessionState, maxDepth: number): Result<EventBody[]> {
  if (!Number.isInteger(maxDepth) || maxDepth < MIN_DEPTH || maxDepth > MAX_DEPTH) {
    return fail(
      'bad-depth',
      `The depth is a whole number from ${MIN_DEPTH} to ${MAX_DEPTH}, not ${maxDepth}.`,
      'The usual depth is 7.',
    );
  }
  if (maxDepth === state.maxDepth) return fail('no-change', `The depth is ${maxDepth} already.`, 'Go on.');
  return ok([{ kind: 'depth-set', maxDepth }]);
}
