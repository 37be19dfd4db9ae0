import { BESIDE_LADDER } from '../ladder/closing.ts';
import type { Cite, RungId } from '../ladder/rung.ts';
import { assertNever, type Failure, fail } from '../result.ts';
import { unknownCite } from './cites.ts';
import type { EventBody } from './events.ts';
import type { SessionState } from './state.ts';
import { childrenOf, findRung, isAnswered, isClosed } from './tree.ts';

/**
 * Why an event cannot follow on this state, or null when it can. The one list of invariants: commands are refused
 * by it, and an undo is refused when it would leave later entries without what they stand on.
 */
export function misfit(state: SessionState, body: EventBody): Failure | null {
  switch (body.kind) {
    case 'question-asked':
      if (findRung([...state.rungs, ...state.settled], body.rung))
        return refusal('rung-exists', `${body.rung} is taken.`, 'Ask again.');
      return body.parent === null ? null : restsOn(state, body.parent);
    case 'question-worded':
      return hasStatus(
        state,
        body.rung,
        ['open', 'parked'],
        'Only a question without an answer can be reworded.',
      );
    case 'answer-accepted':
      return (
        lostCite(state, body.cites) ??
        hasStatus(
          state,
          body.rung,
          ['open', 'parked', 'asserted', 'supported'],
          'It was refuted: ask the question again first.',
        )
      );
    case 'question-settled':
      if (body.became.as === 'in-hand' && state.inHand) return stillInHand(state.inHand.action);
      return hasStatus(state, body.rung, ['open', 'parked'], 'It was answered already.');
    case 'branch-added':
      return lostCite(state, body.cites) ?? branchMisfit(state, body.rung, body.sibling);
    case 'rung-refuted':
      return hasStatus(
        state,
        body.rung,
        ['asserted', 'supported'],
        'Only an answer that stands can be refuted.',
      );
    case 'rung-parked':
      return hasStatus(state, body.rung, ['open'], 'Only an open question can be parked.');
    case 'rung-reopened':
      return reopenMisfit(state, body.rung);
    case 'root-claimed':
      return hasStatus(
        state,
        body.rung,
        ['asserted', 'supported'],
        'Only an answer that stands can be a root.',
      );
    case 'root-withdrawn':
      return findRung(state.rungs, body.rung)?.root
        ? null
        : refusal('no-root', `${body.rung} is not taken as a root.`, 'Choose a root cause.');
    case 'attempt-logged':
      return isTaken(state, body.attempt.id);
    case 'entry-noted':
      return isTaken(state, body.noted.entry.id);
    case 'action-started':
      return state.inHand ? stillInHand(state.inHand.action) : null;
    case 'action-stopped':
      return state.inHand ? null : refusal('nothing-in-hand', 'No action is in hand.', 'Start one first.');
    case 'blind-round-started':
      return state.blind.phase === 'not-held' || state.blind.phase === 'skipped'
        ? null
        : refusal(
            'blind-held',
            'The blind round is running or was revealed.',
            'A session has one blind round.',
          );
    case 'blind-round-extended':
    case 'card-added':
    case 'revealed':
      return state.blind.phase === 'writing'
        ? null
        : refusal('no-blind-round', 'No blind round is running.', 'Start one with H.');
    case 'blind-round-skipped':
      return state.blind.phase === 'revealed' || state.blind.phase === 'skipped'
        ? refusal('blind-held', 'The blind round is over.', 'Nothing is left to skip.')
        : null;
    case 'step-added': {
      const unknown = body.prevents.find((id) => !findRung(state.rungs, id));
      return unknown === undefined ? null : unknownRung(unknown);
    }
    case 'evidence-imported': {
      const logged = state.loggedAttempts.find(({ id }) => body.facts.attempts.some((one) => one.id === id));
      return logged ? refusal('attempt-exists', `${logged.id} is taken.`, 'Log it again.') : null;
    }
    case 'source-clock-set':
    case 'source-format-set':
      return state.sources.some((source) => source.file === body.file)
        ? null
        : refusal('unknown-source', `${body.file} is not among the sources.`, 'Choose a file of the list.');
    case 'screen-switched':
      return body.view === 'ideas' && state.blind.phase !== 'revealed'
        ? refusal('no-ideas', 'No ideas were revealed.', 'Hold a blind round with H first.')
        : null;
    case 'session-opened':
    case 'brief-changed':
    case 'analysed':
    case 'personality-switched':
    case 'depth-set':
    case 'verification-added':
    case 'people-named':
    case 'dissent-noted':
    case 'live-switched':
    case 'erased':
    case 'undone':
    case 'redone':
    case 'finished':
      return null;
    default:
      return assertNever(body);
  }
}

function refusal(code: string, message: string, hint: string): Failure {
  return fail(code, message, hint).error;
}

function stillInHand(action: string): Failure {
  return refusal('in-hand', `"${action}" is still in hand.`, 'End it first, with its result.');
}

/** What the room notes gets a number that nothing has. */
function isTaken(state: SessionState, id: string): Failure | null {
  const { attempts, statements, changes } = state.given;
  return [...attempts, ...statements, ...changes].some((one) => one.id === id)
    ? refusal('entry-exists', `${id} is taken.`, 'Note it again.')
    : null;
}

/** An answer that cites what somebody told needs that entry: it cannot be undone from under it. */
function lostCite(state: SessionState, cites: readonly Cite[]): Failure | null {
  const lost = cites.find(({ id }) => /^[SAC]\d/.test(id) && unknownCite(state, id));
  return lost ? refusal('unknown-cite', `There is no ${lost.id}.`, 'Cite something that stands.') : null;
}

function unknownRung(id: RungId): Failure {
  return refusal('unknown-rung', `There is no ${id}.`, 'Choose a rung of this ladder.');
}

/** A question can be asked below an answer that stands. */
function restsOn(state: SessionState, id: RungId): Failure | null {
  return hasStatus(
    state,
    id,
    ['asserted', 'supported'],
    'The next why needs an answer that stands above it.',
  );
}

function hasStatus(
  state: SessionState,
  id: RungId,
  allowed: readonly string[],
  hint: string,
): Failure | null {
  const rung = findRung(state.rungs, id);
  if (!rung) return unknownRung(id);
  if (isClosed(state.rungs, rung)) {
    return refusal(
      'closed',
      `${id} is closed: an answer above it was refuted.`,
      'Work on a branch that stands.',
    );
  }
  return allowed.includes(rung.status) ? null : refusal('wrong-status', `${id} is ${rung.status}.`, hint);
}

function branchMisfit(state: SessionState, id: RungId, siblingId: RungId): Failure | null {
  const sibling = findRung(state.rungs, siblingId);
  if (!sibling) return unknownRung(siblingId);
  if (BESIDE_LADDER.has(sibling.move))
    return refusal(
      'no-rival',
      'A question beside the ladder takes one answer at a time.',
      'Accept it, and note another check or step by itself.',
    );
  if (findRung(state.rungs, id)) return refusal('rung-exists', `${id} is taken.`, 'Add the branch again.');
  return sibling.parent === null ? null : restsOn(state, sibling.parent);
}

function reopenMisfit(state: SessionState, id: RungId): Failure | null {
  const wrong = hasStatus(state, id, ['parked', 'asserted', 'supported'], 'It is open, or was refuted.');
  if (wrong) return wrong;
  const rung = findRung(state.rungs, id);
  if (!rung || !isAnswered(rung)) return null;
  const below = childrenOf(state.rungs, id).map((child) => child.id);
  return below.length === 0
    ? null
    : refusal(
        'orphans',
        `${below.join(', ')} would lose the answer above.`,
        'Accept another answer in its place, refute it, or add a branch.',
      );
}
