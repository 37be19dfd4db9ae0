import { describe, expect, it } from 'vitest';
import { closeUp, closeUpName, nextCloseUp } from '../../../renderer/charts/close-up.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { analysed } from '../session/session-builder.ts';

const MINUTE = 60_000;
const window = (from: number, to: number | null) => ({
  from: from * MINUTE,
  to: to === null ? null : to * MINUTE,
  peakRate: 0.4,
  uncertain: false,
});

function timeline(): Timeline {
  const body = analysed([]);
  if (body.kind !== 'analysed') throw new Error('no analysis');
  return {
    ...body.result.timeline,
    span: { from: 0, to: 3000 * MINUTE },
    now: 2900 * MINUTE,
    windows: [window(100, 104), window(1500, 1520), window(2880, null)],
    runs: [
      {
        stream: 'export',
        suspect: true,
        bars: [{ from: 1460 * MINUTE, to: 1465 * MINUTE, label: '', expected: false, status: 'ran' }],
      },
    ],
    marks: [],
  };
}

const minutes = (index: number | null, cause: string | null = null) => {
  const { from, to } = closeUp(timeline(), index, cause).span;
  return [from / MINUTE, to / MINUTE];
};

describe('one window in close-up', () => {
  it('has some quiet on both sides, never beyond the chart', () => {
    expect(minutes(0)).toEqual([90, 114]);
    expect(minutes(1)).toEqual([1470, 1550]);
    expect(minutes(2)).toEqual([2850, 2930]);
  });

  it('reaches back to the run that brought it', () => {
    expect(minutes(1, 'export')).toEqual([1450, 1550]);
  });

  it('is the whole chart where no window is meant', () => {
    expect(minutes(null)).toEqual([0, 3000]);
    expect(minutes(7)).toEqual([0, 3000]);
  });

  it('comes in turn, after the last one the whole chart again', () => {
    expect([null, 0, 1, 2].map((at) => nextCloseUp(3, at, 1))).toEqual([0, 1, 2, null]);
    expect([null, 0, 1, 2].map((at) => nextCloseUp(3, at, -1))).toEqual([2, null, 0, 1]);
  });

  it('is called by its number', () => {
    expect(closeUpName(timeline(), 1)).toBe('Window 2 of 3');
    expect(closeUpName(timeline(), null)).toBeUndefined();
  });
});
