import type { LadderState } from '../ladder/ladder-state.ts';
import type { Author, Cite, Move, RootClaim, Rung, RungId } from '../ladder/rung.ts';
import { culpritOf } from './case.ts';
import { moveOf } from './form.ts';
import { experimentOf } from './moves/close.ts';
import { nextMoves, replyFromEvidence } from './next-moves.ts';
import { formOf } from './playbook-text.ts';
import { listed } from './wording.ts';

/** What the playbook does with nobody in the room; each is a command of the session. */
export type FacilitationStep =
  | {
      readonly kind: 'ask';
      readonly move: Move;
      readonly parent: RungId | null;
      readonly question: null;
      readonly askedBy: Author;
    }
  | {
      readonly kind: 'accept-answer';
      readonly rung: RungId;
      readonly answer: string;
      readonly cites: readonly Cite[];
      readonly answeredBy: Author;
    }
  | {
      readonly kind: 'add-branch';
      readonly sibling: RungId;
      readonly answer: string;
      readonly cites: readonly Cite[];
      readonly answeredBy: Author;
      readonly refutedBy: string | null;
    }
  | { readonly kind: 'park'; readonly rung: RungId; readonly bring: string | null }
  | { readonly kind: 'claim-root'; readonly rung: RungId; readonly root: RootClaim }
  | {
      readonly kind: 'add-verification';
      readonly test: string;
      readonly result: string;
      readonly testKind: 'experiment' | 'check';
      readonly status: 'pending';
    }
  | {
      readonly kind: 'add-step';
      readonly action: string;
      readonly horizon: 'immediate' | 'long-term';
      readonly prevents: readonly RungId[];
      readonly owner: string | null;
    };

/** Moves that need a room, or that end in `verification` and `open_questions` rather than in a rung. */
const NOT_ALONE: ReadonlySet<Move> = new Set(['contain', 'test', 'prevent', 'stop', 'own']);

/**
 * The playbook's next step with nobody in the room, or null when findings and statements carry no further. It
 * answers only what the evidence answers; where that ends, the question stays open and says what to bring.
 */
export function autoFacilitate(state: LadderState): FacilitationStep | null {
  const open = state.rungs.findLast((rung) => rung.status === 'open' && rung.answer === null);
  if (open) return answer(state, open);
  for (const rung of state.rungs) {
    const pending = afterAnswer(state, rung);
    if (pending) return pending;
  }
  const next = nextMoves(state).find((proposal) => !NOT_ALONE.has(moveOf(proposal.form)));
  if (next)
    return { kind: 'ask', move: moveOf(next.form), parent: next.parent, question: null, askedBy: 'playbook' };
  return closing(state);
}

function answer(state: LadderState, rung: Rung): FacilitationStep {
  const reply = replyFromEvidence(state, rung);
  if (reply.kind === 'missing') return { kind: 'park', rung: rung.id, bring: reply.bring };
  const { answer: text, cites } = reply.proposal;
  return { kind: 'accept-answer', rung: rung.id, answer: text, cites, answeredBy: 'playbook' };
}

/** What an answered question still lacks: its rivals, its claim as a root. */
function afterAnswer(state: LadderState, rung: Rung): FacilitationStep | null {
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

/** After the last question: the experiment that could still prove it wrong, and the step that makes it. */
function closing(state: LadderState): FacilitationStep | null {
  const roots = state.rungs.filter((rung) => rung.root !== null && rung.status !== 'refuted');
  const experiment = experimentOf(state);
  const culprit = culpritOf(state);
  const related =
    roots.length > 0 || culprit.kind !== 'unknown' || (culprit.cause?.data.inseparable.length ?? 0) > 0;
  if (!experiment || !related || state.rungs.length === 0) return null;
  if (!state.verifications.some((one) => one.test === experiment.test)) {
    return {
      kind: 'add-verification',
      test: experiment.test,
      result: experiment.prediction,
      testKind: 'experiment',
      status: 'pending',
    };
  }
  if (
    culprit.kind === 'stream' &&
    roots.length > 0 &&
    !state.steps.some((step) => step.action === experiment.test)
  ) {
    const owners = (state.facts?.teams ?? [])
      .filter((team) => team.owns.includes(culprit.id))
      .map((team) => team.name);
    return {
      kind: 'add-step',
      action: experiment.test,
      horizon: 'immediate',
      prevents: [],
      owner: owners.length > 0 ? listed(owners) : null,
    };
  }
  return null;
}
