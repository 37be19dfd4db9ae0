import type { Rung, RungId } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { isClosed } from '../../../shared/session/tree.ts';

/** A rung of the main path with its rivals, or several old ones folded into one row. */
export type LadderRow =
  | {
      readonly kind: 'rung';
      readonly rung: Rung;
      readonly rivals: readonly Rung[];
      readonly closedBelow: number;
    }
  | { readonly kind: 'folded'; readonly rungs: readonly Rung[] };

function byId(rungs: readonly Rung[], id: RungId | null): Rung | null {
  return id === null ? null : (rungs.find((rung) => rung.id === id) ?? null);
}

/** From level 1 down to the rung that is being asked, or to the deepest that stands. */
export function mainPath(state: SessionState): Rung[] {
  let end = byId(state.rungs, state.current);
  if (!end) {
    const standing = state.rungs.filter(
      (rung) =>
        (rung.answer !== null || rung.status === 'parked') &&
        rung.status !== 'refuted' &&
        !isClosed(state.rungs, rung),
    );
    end = standing.reduce<Rung | null>((deepest, rung) => {
      if (!deepest || rung.level > deepest.level) return rung;
      // Of two answers at one level the supported one is the path; the other is its rival.
      const weaker = rung.status !== 'supported' && deepest.status === 'supported';
      return rung.level === deepest.level && !weaker ? rung : deepest;
    }, null);
    // Where everything was refuted, the first answer that fell still shows what was asked.
    end ??= state.rungs.find((rung) => rung.status === 'refuted') ?? null;
  }
  const path: Rung[] = [];
  for (let rung = end; rung; rung = byId(state.rungs, rung.parent)) path.unshift(rung);
  return path;
}

/** The main path with the answers that stand beside it under another question, such as a tested favourite. */
export function standingPath(state: SessionState): Rung[] {
  const path = mainPath(state);
  return path.flatMap((rung) => [
    ...state.rungs.filter(
      (other) =>
        other.parent === rung.parent &&
        other.question !== rung.question &&
        other.status !== 'refuted' &&
        other.status !== 'open' &&
        !path.includes(other) &&
        state.rungs.indexOf(other) < state.rungs.indexOf(rung) &&
        !state.rungs.some(
          (elder) =>
            elder.question === other.question &&
            elder.parent === other.parent &&
            state.rungs.indexOf(elder) < state.rungs.indexOf(other),
        ),
    ),
    rung,
  ]);
}

/** Refuted answers below the deepest that stands, while nothing is asked in their place: they fell in sight of the room. */
export function fallenBelow(state: SessionState): Rung[] {
  const last = standingPath(state).at(-1);
  if (!last || last.status === 'refuted') return [];
  const fallen = state.rungs.filter(
    (rung) => rung.parent === last.id && rung.status === 'refuted' && rung.answer !== null,
  );
  // Other answers to the same question stand with the first as its rivals.
  return fallen.filter((rung, index) => fallen.findIndex((one) => one.question === rung.question) === index);
}

/**
 * Rivals of a rung: other answers to its question, and refuted answers beside it to a question of which nothing stands.
 * What the problem itself is has no such rivals.
 */
export function rivalsOf(state: SessionState, rung: Rung): Rung[] {
  const beside = state.rungs.filter((other) => other.parent === rung.parent && other.id !== rung.id);
  const stands = (question: string) =>
    beside.some((one) => one.question === question && one.status !== 'refuted');
  return beside.filter(
    (other) =>
      other.answer !== null &&
      (other.question === rung.question ||
        (other.status === 'refuted' && rung.move !== 'frame' && !stands(other.question))),
  );
}

/** The rungs below `rung`, which fall with it when it is refuted, each before its own. */
export function closedWith(state: SessionState, rung: Rung): Rung[] {
  if (rung.status !== 'refuted') return [];
  const below = (of: Rung): Rung[] =>
    state.rungs.filter((other) => other.parent === of.id).flatMap((child) => [child, ...below(child)]);
  return below(rung);
}

/** The rows above the current question: at most four, five when nothing is asked; older ones fold into one. */
export function ladderRows(state: SessionState): LadderRow[] {
  const current = byId(state.rungs, state.current);
  const done = standingPath(state).filter((rung) => rung.id !== current?.id);
  // A refuted answer to the question that is asked again stays in view, above it.
  const refuted = current
    ? rivalsOf(state, current)
        .filter((rung) => closedWith(state, rung).length > 0)
        .slice(-1)
    : fallenBelow(state).slice(-1);
  const rows: LadderRow[] = [...done, ...refuted].map((rung) => ({
    kind: 'rung',
    rung,
    rivals: rivalsOf(state, rung).filter((rival) => rival.id !== current?.id && !refuted.includes(rival)),
    closedBelow: closedWith(state, rung).length,
  }));
  if (rows.length <= (current ? 4 : 5)) return rows;
  const folded = rows
    .slice(0, rows.length - 3)
    .flatMap((row) => (row.kind === 'rung' ? [row.rung] : row.rungs));
  return [{ kind: 'folded', rungs: folded }, ...rows.slice(-3)];
}
