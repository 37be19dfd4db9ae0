import { ancestorsOf } from '../ladder/ladder-state.ts';
import type { Rung, RungId } from '../ladder/rung.ts';

/** The rung with this id, or null. */
export function findRung(rungs: readonly Rung[], id: RungId): Rung | null {
  return rungs.find((rung) => rung.id === id) ?? null;
}

/** True when a refuted rung above closes this one. */
export function isClosed(rungs: readonly Rung[], rung: Rung): boolean {
  return ancestorsOf({ rungs }, rung.parent).some((above) => above.status === 'refuted');
}

/** True when the rung carries an answer on which others may rest. */
export function isAnswered(rung: Rung): boolean {
  return rung.status === 'asserted' || rung.status === 'supported';
}

/** The rungs asked directly below `id`. */
export function childrenOf(rungs: readonly Rung[], id: RungId | null): Rung[] {
  return rungs.filter((rung) => rung.parent === id);
}

/** The rung being asked: the last open one that no refuted rung closes. */
export function currentOf(rungs: readonly Rung[]): RungId | null {
  return rungs.findLast((rung) => rung.status === 'open' && !isClosed(rungs, rung))?.id ?? null;
}

/** The next free id below `parent`: `R1`, `R2` at level 1, `R1.1`, `R1.2` beneath `R1`. */
export function nextRungId(rungs: readonly Rung[], parent: RungId | null): RungId {
  const taken = childrenOf(rungs, parent).map((rung) => Number(rung.id.slice(1).split('.').at(-1)));
  const next = Math.max(0, ...taken) + 1;
  return parent === null ? `R${next}` : `${parent}.${next}`;
}

/** The list with `rung` put after the last of its elder siblings and what hangs below them, else at the end. */
export function insertSibling(rungs: readonly Rung[], rung: Rung, sibling: RungId): Rung[] {
  const family = new Set<RungId>(
    rungs
      .filter((each) => each.parent === rung.parent && each.question === rung.question)
      .map((each) => each.id),
  );
  family.add(sibling);
  const last = rungs.findLastIndex((each) => family.has(each.id));
  return last < 0 ? [...rungs, rung] : [...rungs.slice(0, last + 1), rung, ...rungs.slice(last + 1)];
}
