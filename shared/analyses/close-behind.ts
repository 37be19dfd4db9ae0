import { partsOf, streamOf } from './candidate-id.ts';
import type { Candidate, DataOf } from './finding.ts';
import { list } from './wording.ts';

/** A candidate is named beside the likeliest from this share of its probability on. */
const NEAR = 0.5;
const MOST_NEAR = 2;

/** The candidates that come close behind the first, likeliest first; an event of the first one's own stream is no other. */
export function closeBehind([top, ...others]: readonly Candidate[]): readonly Candidate[] {
  if (!top) return [];
  return others
    .filter((c) => !c.ruledOut && c.probability >= NEAR * top.probability)
    .filter((c) => !partsOf(top.id).includes(streamOf(c.id)))
    .slice(0, MOST_NEAR);
}

/** A candidate's name inside a sentence. */
export const namedInside = ({ kind, label }: Candidate): string =>
  kind === 'none' ? 'a cause that no file lists' : label;

/** How far a verdict goes that names no cause, in a sentence or two without a probability: for the room. Empty where it names one. */
export function undecidedSentences({ state, candidates, inseparable }: DataOf<'cause'>): readonly string[] {
  const [top] = candidates;
  if (state === 'cause' || !top) return [];
  if (state === 'none') return ['Nothing that the evidence lists explains the failures.'];
  if (state === 'inseparable') {
    const alike = new Set(inseparable.flat());
    return [`${list(candidates.filter((c) => alike.has(c.id)).map((c) => c.label))} cannot be told apart.`];
  }
  const near = closeBehind(candidates).map(namedInside);
  const behind = near.length > 0 ? [`Close behind: ${list(near)}.`] : [];
  return [`Not settled: likeliest is ${namedInside(top)}.`, ...behind];
}
