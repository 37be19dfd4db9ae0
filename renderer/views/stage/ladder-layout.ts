import type { Rung } from '../../../shared/ladder/rung.ts';
import { bringShort } from '../../components/bring.ts';
import { fitLine, lineCount, measure } from '../../components/fit-text.ts';
import { CURRENT_Y, FEW_RUNGS_Y, leftRail, RUNG_Y, rightRail, thickness } from './geometry.ts';
import type { LadderRow } from './ladder-rows.ts';

/** Answers grow towards the question that is being asked, px. */
const ANSWER_SIZE: readonly number[] = [34, 36, 38, 40];
const SMALLEST = 32;
const QUESTION_LINE = 36;
const ANSWER_LINE = 38;
/** Between a rung and the text of the next one. */
const GAP = 12;
/** Under the title and its rule. */
const TOP = 116;
/** Without a question being asked the ladder may use the room down to the chart. */
const BOTTOM = 756;
/** Height of the strands of a folded rung, drawn above its own line. */
const STRANDS = 14;
/** Space of a node and a glyph before the text. */
const INDENT = 44;

/** How the question being asked is set: it wraps to three lines at most, then it gets smaller; never cut. */
export interface CurrentLayout {
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** A row with its place: `y` is its rung, the text stands above it. Stage px. */
export interface PlacedRow {
  readonly row: LadderRow;
  readonly y: number;
  /** Height of the text above the rung. */
  readonly height: number;
  readonly left: number;
  readonly width: number;
  /** Font size of the answer. */
  readonly size: number;
  /** What stands in a folded row; empty for a rung, which shows its own answer. */
  readonly text: string;
  /** True while the answer (or the folded text) stands on one line. */
  readonly oneLine: boolean;
}

/** Width that the marks to the right of an answer take. */
function marksWidth(rung: Rung): number {
  const chips = rung.checkAgain ? 190 : Math.min(2, citesOf(rung).length) * 84;
  return (
    (chips > 0 ? chips + 30 : 0) +
    (rung.root !== null ? 112 : 0) +
    (rung.status !== 'refuted' ? 0 : chips > 0 ? 120 : 200)
  );
}

/** What stands on a rung: its answer, or that it is open and what to bring. */
export function answerOf(rung: Rung): string {
  if (rung.answer !== null) return rung.answer;
  return rung.bring === null ? 'Left open' : `Open. Bring: ${bringShort(rung.bring)}`;
}

/** The ids that a rung shows: what it cites, or what refuted it; none where the room refuted it in its own words. */
export function citesOf(rung: Rung): readonly string[] {
  if (rung.status !== 'refuted') return rung.cites.map((cite) => cite.id);
  return rung.refutedBy === null ? [] : [rung.refutedBy];
}

function place(row: LadderRow, y: number, wanted: number): PlacedRow {
  const left = leftRail(y) + INDENT;
  let height = 84;
  for (let pass = 0; pass < 3; pass += 1) {
    // The text stands above its rung, where the rails are closer together.
    const width = rightRail(Math.max(TOP, y - height)) - left - 22;
    const set = row.kind === 'rung' ? setRung(row.rung, width, wanted) : setFolded(row.rungs, width - 16);
    if (set.height === height || pass === 2) return { row, y, left, width, ...set };
    height = set.height;
  }
  throw new Error('unreachable');
}

type Set = Pick<PlacedRow, 'height' | 'size' | 'text' | 'oneLine'>;

function setRung(rung: Rung, width: number, wanted: number): Set {
  const answer = answerOf(rung);
  const room = width - wanted - 14 - marksWidth(rung);
  const sizes = [wanted, 36, 34, SMALLEST].filter((size) => size <= wanted);
  const size = fitLine(answer, room, sizes) ?? SMALLEST;
  const lines = lineCount(answer, room, size);
  const question = lineCount(rung.question, width, SMALLEST, 430) * QUESTION_LINE;
  const height = question + (lines === 1 ? Math.round(size * 1.2) : lines * ANSWER_LINE) + 3;
  return { height, size, text: '', oneLine: lines === 1 };
}

/** The part of an answer that names it: what stands before the first colon, comma or bracket. */
function short(answer: string): string {
  return answer.split(/[:,;(]\s/)[0]?.trim() ?? answer;
}

/** Answers of folded levels on one line, else on two; the pill beside it says which levels they are. */
function setFolded(rungs: readonly Rung[], width: number): Set {
  const answers = rungs.map(answerOf);
  const room = width - 62;
  const joined = answers.join(' › ');
  const one = fitLine(joined, room, [34, SMALLEST]);
  if (one !== null)
    return {
      height: QUESTION_LINE + Math.round(one * 1.2) + STRANDS,
      size: one,
      text: joined,
      oneLine: true,
    };
  const two = { height: 2 * ANSWER_LINE + STRANDS, size: SMALLEST, oneLine: false };
  if (lineCount(joined, room, SMALLEST) <= 2) return { ...two, text: joined };
  const names = rungs.map((rung) => (rung.answer === null ? 'an open question' : short(rung.answer)));
  for (let from = 0; from < names.length - 1; from += 1) {
    const rest = names.slice(from).join(' › ');
    const text = from === 0 ? rest : `${from} before, then ${rest}`;
    if (lineCount(text, room, SMALLEST) <= 2) return { ...two, text };
  }
  const before = names.length - 1;
  const last = before > 0 ? `${before} before, then ${names.at(-1) ?? ''}` : (names.at(-1) ?? '');
  return { ...two, height: lineCount(last, room, SMALLEST) * ANSWER_LINE + STRANDS, text: last };
}

/** How the question being asked is set above its rung, with `rows` rows above it. */
export function layoutCurrent(question: string, rows: number): CurrentLayout {
  const left = leftRail(CURRENT_Y) + 54;
  const most: readonly (readonly [number, number])[] = [
    [64, rows > 3 ? 2 : 3],
    [56, rows > 3 ? 3 : 4],
    [48, 5],
    [40, 7],
    [SMALLEST, 14],
  ];
  for (const [size, lines] of most) {
    let used = 1;
    for (let pass = 0; pass < 3; pass += 1) {
      const height = used * size * 1.14;
      const width = Math.min(1430, rightRail(CURRENT_Y - 24 - height) - left - 24);
      const needed = lineCount(question, width, size, 640);
      if (needed === used && needed <= lines) return { size, width, height };
      used = needed;
    }
  }
  return { size: SMALLEST, width: 1200, height: 15 * SMALLEST * 1.14 };
}

/** The two oldest rows in one. */
function foldOldest(rows: readonly LadderRow[]): LadderRow[] {
  const [first, second, ...rest] = rows;
  if (!first || !second) return [...rows];
  const rungs = [first, second].flatMap((row) => (row.kind === 'rung' ? [row.rung] : row.rungs));
  return [{ kind: 'folded', rungs }, ...rest];
}

function pack(rows: readonly LadderRow[], spread: readonly number[]): PlacedRow[] {
  const placed: PlacedRow[] = [];
  let above = TOP;
  let gap = GAP;
  for (const [index, row] of rows.entries()) {
    const size = ANSWER_SIZE[Math.min(index, ANSWER_SIZE.length - 1)] ?? 40;
    const y = spread[index] ?? above + 100;
    let one = place(row, y, size);
    // Each place has its own width, and with it its own height: it moves down until they agree.
    for (let pass = 0; pass < 4; pass += 1) {
      // A tall text reaches further to the left than the node above it.
      const top = above + (one.height > 100 ? Math.max(gap, 28) : gap);
      const tight = Math.ceil(top + one.height + thickness(one.y) / 2);
      if (one.y - one.height >= top && one.y <= Math.max(y, tight)) break;
      one = place(row, Math.max(y, tight), size);
    }
    placed.push(one);
    above = one.y + thickness(one.y) / 2;
    // The pill of folded levels is taller than a node.
    gap = row.kind === 'folded' ? GAP + 14 : GAP;
  }
  return placed;
}

/**
 * Where the rows stand. They take the places of the drawing and move down only when a question or an answer needs
 * another line; when they would meet the question being asked, the oldest fold into one. Nothing is left out.
 */
export function layoutRows(rows: readonly LadderRow[], current: CurrentLayout | null): PlacedRow[] {
  const bottom = current === null ? BOTTOM : CURRENT_Y - 24 - current.height - 18;
  const step = Math.min(150, (BOTTOM - TOP) / Math.max(1, rows.length));
  const spreads =
    current === null
      ? [rows.map((_, index) => Math.round(TOP + (index + 1) * step - 12))]
      : rows.length < RUNG_Y.length
        ? [FEW_RUNGS_Y, RUNG_Y]
        : [RUNG_Y];
  for (const [index, spread] of spreads.entries()) {
    const placed = pack(rows, spread);
    const last = placed.at(-1);
    if (last === undefined || last.y <= bottom) return placed;
    if (rows.length < 2 && index === spreads.length - 1) return placed;
  }
  return layoutRows(foldOldest(rows), current);
}

/** Lines that a stub's text takes in its width, and that width. */
export function stubLines(text: string, x: number): { readonly lines: number; readonly width: number } {
  const width = 1856 - x;
  return { lines: measure(text, SMALLEST, 500) <= width ? 1 : lineCount(text, width, SMALLEST, 500), width };
}
