import type { Closing } from '../ladder/closing.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import type { Rung } from '../ladder/rung.ts';
import { containment, experimentOf, experimentStep, NOT_YET_SEEN } from './moves/close.ts';
import { replyFromEvidence } from './next-moves.ts';

/** The state that a closing reads: the ladder, and what is noted as missing. */
type ClosingState = LadderState & { readonly openEnds?: readonly { readonly bring: string | null }[] };

/** What the answer to a question beside the ladder becomes: the same entry with a room and without one. */
export function closingOf(state: ClosingState, rung: Rung, answer: string): Closing {
  const reply = replyFromEvidence(state, rung);
  const fromEvidence = reply.kind === 'answer' && reply.proposal.answer === answer;
  switch (rung.move) {
    case 'contain':
      return { as: 'in-hand', action: answer, prediction: containment(state) };
    case 'prevent':
      // The replay of the fixes is in every report; what the room adds to it is a check that somebody has to make.
      return fromEvidence
        ? { as: 'known' }
        : {
            as: 'check',
            check: { test: rung.question, result: answer, kind: 'check', status: 'pending' },
            step: null,
          };
    case 'stop':
      return { as: 'open-end', end: { question: rung.question, bring: answer, level: rung.level } };
    default: {
      const experiment = fromEvidence ? experimentOf(state) : null;
      return {
        as: 'check',
        check: {
          test: experiment?.test ?? answer,
          result: experiment?.prediction ?? NOT_YET_SEEN,
          kind: 'experiment',
          status: 'pending',
        },
        step: experiment ? experimentStep(state, experiment) : null,
      };
    }
  }
}

/** A question beside the ladder that nobody answered: open, unless a question that waits asks for the same already. */
export function leftOpen(state: ClosingState, rung: Rung, bring: string | null): Closing {
  const waits = [...state.rungs, ...(state.openEnds ?? [])].some(
    (other) => other !== rung && other.bring !== null && other.bring === bring,
  );
  if (waits || (rung.move === 'stop' && bring === null)) return { as: 'known' };
  return { as: 'open-end', end: { question: rung.question, bring, level: rung.level } };
}
