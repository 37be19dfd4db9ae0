import { describe, expect, it } from 'vitest';
import { answerOf, layoutCurrent, layoutRows } from '../../../renderer/views/stage/ladder-layout.ts';
import type { LadderRow } from '../../../renderer/views/stage/ladder-rows.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';

const LONG =
  'What makes it necessary that the recalculation reads the whole catalogue of all suppliers at once, and who would notice if it read it in parts?';

function row(
  level: number,
  question: string,
  answer: string | null,
  bring = 'The change history from Monday on. Nothing else says it.',
): LadderRow {
  const rung: Rung = {
    id: `R${level}`,
    parent: null,
    level,
    move: 'own',
    question,
    playbookQuestion: question,
    why: '',
    askedIn: 'default',
    askedBy: 'team',
    answer,
    answeredBy: 'team',
    status: answer === null ? 'parked' : 'supported',
    statusReason: '',
    cites: [],
    about: [],
    bring: answer === null ? bring : null,
    checkAgain: false,
    refutedBy: null,
    root: null,
  };
  return { kind: 'rung', rung, rivals: [], closedBelow: 0 };
}

const short = (level: number) => row(level, 'What runs on that clock?', 'a job');
const long = (level: number) => row(level, LONG, LONG);
const levels = (rows: readonly LadderRow[]) =>
  rows.flatMap((one) => (one.kind === 'rung' ? [one.rung.level] : one.rungs.map((rung) => rung.level)));

describe('the layout of the ladder on the stage', () => {
  it('takes the places of the drawing when every question and answer fits on a line', () => {
    const placed = layoutRows([short(1), short(2), short(3), short(4)], layoutCurrent('Why now?', 4));
    expect(placed.map((one) => one.y)).toEqual([210, 313, 420, 532]);
  });

  it('leaves no rung out and lets no text meet the rung above, however long they are', () => {
    for (const rows of [
      [long(1)],
      [long(1), short(2)],
      [short(1), long(2), short(3)],
      [long(1), long(2), long(3), long(4)],
      [short(1), row(2, LONG, null), short(3), long(4)],
    ]) {
      for (const current of [
        null,
        layoutCurrent('Why now?', rows.length),
        layoutCurrent(LONG, rows.length),
      ]) {
        const placed = layoutRows(rows, current);
        expect(levels(placed.map((one) => one.row))).toEqual(levels(rows));
        for (const [index, one] of placed.entries())
          expect(one.y - one.height).toBeGreaterThan(placed[index - 1]?.y ?? 106);
      }
    }
  });

  it('keeps clear of the question being asked while more than one row is left to fold', () => {
    const current = layoutCurrent(LONG, 4);
    const placed = layoutRows([long(1), long(2), long(3), long(4)], current);
    const last = placed.at(-1);
    if (placed.length > 1) expect(last?.y).toBeLessThan(748 - current.height);
    expect(placed.some((one) => one.row.kind === 'folded')).toBe(true);
  });

  it('sets long folded answers as high as they go, clear of the question below', () => {
    const name = 'payments.checkout.worker_'.repeat(9);
    const rows = [1, 2, 3].map((level) => row(level, 'Why?', `${LONG} ${name}`));
    const current = layoutCurrent('What would the next window look like if we were wrong?', 3);
    const [folded, ...rest] = layoutRows(rows, current);
    expect(rest).toEqual([]);
    expect((folded?.y ?? 0) - (folded?.height ?? 0)).toBeLessThan(160);
    expect(folded?.y).toBeLessThan(748 - 24 - current.height);
  });

  it('sets a question at full size on up to three lines, and smaller when it needs more', () => {
    expect(layoutCurrent('What let it through?', 3).size).toBe(64);
    expect(layoutCurrent(LONG, 3).size).toBeLessThan(64);
    expect(layoutCurrent('why '.repeat(250), 0).size).toBe(32);
  });

  it('says of an open question what to bring, not why', () => {
    const one = row(1, LONG, null);
    expect(one.kind === 'rung' && answerOf(one.rung)).toBe('Open. Bring: The change history from Monday on.');
    const wordy = row(
      2,
      LONG,
      null,
      `${'Every change of the platform since Monday, '.repeat(6)}with its owner.`,
    );
    const [folded] = layoutRows([short(1), wordy, short(3)], layoutCurrent('why '.repeat(200), 3));
    expect(folded?.text).toBe('a job › an open question › a job');
  });
});
