import type { LadderCommand } from '../ladder/ladder-command.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import type { Move, Rung } from '../ladder/rung.ts';
import { moveOf } from './form.ts';
import { nextMoves, replyFromEvidence } from './next-moves.ts';
import { formOf } from './playbook-text.ts';

/** Moves that need a room: they decide what is done now, weigh what the report lists anyway, or name who brings what. */
const NOT_ALONE: ReadonlySet<Move> = new Set(['contain', 'prevent', 'stop', 'own']);

/**
 * The playbook's next step with nobody in the room, or null when findings and statements carry no further. It
 * answers only what the evidence answers; where that ends, the question stays open and says what to bring.
 */
export function autoFacilitate(state: LadderState): LadderCommand | null {
  const open = state.rungs.findLast((rung) => rung.status === 'open' && rung.answer === null);
  if (open) return answer(state, open);
  for (const rung of state.rungs) {
    const pending = afterAnswer(state, rung);
    if (pending) return pending;
  }
  const next = nextMoves(state).find((proposal) => !NOT_ALONE.has(moveOf(proposal.form)));
  return next
    ? { kind: 'ask', move: moveOf(next.form), parent: next.parent, question: null, askedBy: 'playbook' }
    : null;
}

function answer(state: LadderState, rung: Rung): LadderCommand {
  const reply = replyFromEvidence(state, rung);
  if (reply.kind === 'missing') return { kind: 'park', rung: rung.id, bring: reply.bring };
  const { answer: text, cites } = reply.proposal;
  return { kind: 'accept-answer', rung: rung.id, answer: text, cites, answeredBy: 'playbook' };
}

/** What a question that the evidence answered still lacks: its rivals, its claim as a root. Null: it is whole. */
export function afterAnswer(state: LadderState, rung: Rung): LadderCommand | null {
  if (rung.answer === null || rung.answeredBy !== 'playbook' || isBranch(state, rung)) return null;
  if (formOf(rung) === null || NOT_ALONE.has(rung.move)) return null;
  const reply = replyFromEvidence(state, rung);
  if (reply.kind === 'missing' || reply.proposal.answer !== rung.answer) return null;
  const beside = state.rungs.filter((one) => one.parent === rung.parent);
  const rival = reply.proposal.rivals.find((one) => !beside.some((sibling) => sibling.answer === one.answer));
  if (rival) {
    return {
      kind: 'add-branch',
      sibling: rung.id,
      answer: rival.answer,
      cites: rival.cites,
      answeredBy: 'playbook',
      refutedBy: rival.refutedBy,
    };
  }
  if (reply.proposal.root && rung.root === null && rung.status === 'supported') {
    return { kind: 'claim-root', rung: rung.id, root: reply.proposal.root };
  }
  return null;
}

/** A rival answer shares its question with an elder rung. */
function isBranch(state: LadderState, rung: Rung): boolean {
  return state.rungs.some(
    (one) =>
      one.id !== rung.id &&
      one.parent === rung.parent &&
      one.question === rung.question &&
      state.rungs.indexOf(one) < state.rungs.indexOf(rung),
  );
}
