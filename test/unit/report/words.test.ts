import { describe, expect, it } from 'vitest';
import { effectWords, NO_FIX, reliefWords } from '../../../shared/report/fix-words.ts';
import type { Report } from '../../../shared/report/report.ts';

type Fix = Report['fix_ledger'][number];

const row = (change: Partial<Fix>): Fix => ({
  fix: 'Restarted the service',
  at: '2026-11-20T11:11:00Z',
  ready: null,
  relief_min: null,
  stated_relief_min: null,
  effect: 'unclear',
  ended_window: 'unknown',
  finding: 'F1',
  ...change,
});

describe('a fix in a report for people', () => {
  it.each([
    [
      row({ relief_min: 25, effect: 'reset-clock', ended_window: 'ended' }),
      '25 min',
      'only restarted a clock',
    ],
    [row({ relief_min: 695, effect: 'none', ended_window: 'ended' }), '11 h 35 min', 'made no difference'],
    [row({ effect: 'none', ended_window: 'no' }), 'none', 'the failure went on'],
    [row({ ended_window: 'ended' }), 'still quiet', 'cannot be told'],
    [row({}), 'not known', 'cannot be told'],
    [row({ fix: NO_FIX }), 'still quiet', 'stopped by itself'],
    [row({ fix: `4 recoveries, ${NO_FIX}`, relief_min: 31 }), '31 min', 'stopped by itself'],
  ])('%j: relief %s, %s', (fix, relief, effect) => {
    expect([reliefWords(fix), effectWords(fix)]).toEqual([relief, effect]);
  });
});
