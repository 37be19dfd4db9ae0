import { partsOf } from '../analyses/candidate-id.ts';
import type { FindingKind } from '../analyses/finding.ts';
import { type LadderState, liveFindings, standingRungs } from '../ladder/ladder-state.ts';
import type { Move, Rung } from '../ladder/rung.ts';
import type { Form } from './form.ts';
import { formOf } from './playbook-text.ts';

/** The deepest standing rung of a move that the evidence supports, or that at least stands. */
export function standing(state: LadderState, move: Move): Rung | null {
  const rungs = standingRungs(state).filter((rung) => rung.move === move);
  return rungs.findLast((rung) => rung.status === 'supported') ?? rungs.at(-1) ?? null;
}

/** Has this been asked: a rung of the form that is open, parked, standing or settled. A refuted one may be asked again. */
export function asked(state: LadderState, form: Form): boolean {
  return [...state.rungs, ...state.settled].some(
    (rung) => rung.status !== 'refuted' && formOf(rung) === form,
  );
}

/** The rung of a form that waits for evidence, or null. */
export function parked(state: LadderState, form: Form): Rung | null {
  return state.rungs.find((rung) => rung.status === 'parked' && formOf(rung) === form) ?? null;
}

/** Does a rung cite a live, supported finding of one of these kinds? */
export function citesOf(state: LadderState, rung: Rung, kinds: readonly FindingKind[]): boolean {
  return liveFindings(state).some(
    ({ id, verdict, data }) =>
      verdict === 'supported' && kinds.includes(data.kind) && rung.cites.some((cite) => cite.id === id),
  );
}

/** The deepest standing rung that cites a live finding of one of these kinds. */
export function rungCiting(state: LadderState, kinds: readonly FindingKind[]): Rung | null {
  return standingRungs(state).findLast((rung) => citesOf(state, rung, kinds)) ?? null;
}

/** The first standing rung that names a candidate: it is about it and cites how it meets the windows. */
export function rungNaming(state: LadderState, candidate: string): Rung | null {
  const ids = new Set(
    liveFindings(state)
      .filter(
        (finding) =>
          finding.verdict === 'supported' &&
          (finding.data.kind === 'trigger' || finding.data.kind === 'cause'),
      )
      .map((finding) => finding.id as string),
  );
  const streams = partsOf(candidate);
  return (
    standingRungs(state).find(
      (rung) =>
        rung.about.some((id) => partsOf(id).some((part) => streams.includes(part))) &&
        (rung.move === 'clock' || rung.move === 'own' || rung.move === 'challenge') &&
        rung.cites.some((cite) => ids.has(cite.id)),
    ) ?? null
  );
}

/** One below a parent. */
export function below(parent: Rung | null): number {
  return parent === null ? 1 : parent.level + 1;
}

/** Does a rung say that the failures follow this candidate: it cites a supported finding of it, not a rule-out. */
export function follows(state: LadderState, rung: Rung, candidate: string): boolean {
  const ids = new Set(rung.cites.map((cite) => cite.id));
  return liveFindings(state).some(
    ({ id, verdict, data }) =>
      ids.has(id) &&
      verdict === 'supported' &&
      ((data.kind === 'trigger' && data.candidate === candidate) ||
        (data.kind === 'cause' && data.cause === candidate)),
  );
}
