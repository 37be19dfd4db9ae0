import { describe, expect, it } from 'vitest';
import { effectWords, NO_FIX, reliefWords } from '../../../shared/report/fix-words.ts';
import { withoutRoot, withoutStep, zoneNote } from '../../../shared/report/likeliest-words.ts';
import { printedEvidence } from '../../../shared/report/printed-evidence.ts';
import type { Report } from '../../../shared/report/report.ts';
import { fromWords, sourceWords } from '../../../shared/report/source-words.ts';

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
    [row({ fix: `4 recoveries, ${NO_FIX}`, relief_min: 31 }), 'usually 31 min', 'stopped by itself'],
  ])('%j: relief %s, %s', (fix, relief, effect) => {
    expect([reliefWords(fix), effectWords(fix, { likeliest_cause: null })]).toEqual([relief, effect]);
  });

  it('emptied what fills up, where that is the cause', () => {
    const likeliest_cause = {
      cause: 'accumulation',
      confidence_on_simulated_incidents: 0.9,
      state: 'cause' as const,
      inseparable: [],
    };
    expect(effectWords(row({ effect: 'reset-clock' }), { likeliest_cause })).toMatch(/^only emptied/);
  });
});

describe('the evidence in a report for people', () => {
  const entry = (id: string, kind: string, statement: string) => ({
    id,
    kind,
    statement,
    pins: [],
    computed_from: ['E1'],
  });
  const report = (restarts: number): Report => {
    const numbers = Array.from({ length: restarts }, (_, i) => i + 1);
    return {
      evidence: [
        ...numbers.map((n) => entry(`F${n}`, 'fix', `Restart ${n}: it came back.`)),
        entry('F90', 'cause', 'Something fills up.'),
        ...numbers.map((n) => entry(`A${n}`, 'attempt', 'restart of the pool')),
        entry('A90', 'attempt', 'more memory'),
      ],
      fix_ledger: numbers.map((n) => row({ finding: `F${n}` })),
    } as unknown as Report;
  };

  it('has many fixes, and attempts in the same words, as one line each', () => {
    expect(printedEvidence(report(12)).map(({ ids, statement }) => `${ids} ${statement}`)).toEqual([
      'F1 to F12 12 fixes or recoveries, one by one under “What the fixes did”.',
      'F90 Something fills up.',
      'A1 to A12 restart of the pool, 12 times',
      'A90 more memory',
    ]);
  });

  it('has a few of them one by one', () => {
    expect(printedEvidence(report(3))).toHaveLength(8);
  });
});

describe('a report without a root, for people who were not there', () => {
  const report = (change: Partial<Report>): Report => ({
    ...({ verification: [], open_questions: [], likeliest_cause: null } as unknown as Report),
    ...change,
  });
  const likeliest = (state: 'cause' | 'none' | 'undetermined' | 'inseparable', confidence: number) =>
    report({
      likeliest_cause: {
        cause: 'nightly-index',
        confidence_on_simulated_incidents: confidence,
        state,
        inseparable: [],
      },
    });

  it.each([
    [report({}), /^None is established by this evidence\.$/],
    [
      likeliest('cause', 0.99),
      /brings the failures is nightly-index \(over 99 %, .+what lies behind it is open/,
    ],
    [likeliest('undetermined', 0.29), /likeliest so far is nightly-index \(29 %, .+too little to act on/],
    [likeliest('inseparable', 0.5), /nightly-index is one of them/],
    [likeliest('none', 0.8), /Nothing that the evidence lists/],
  ])('%# says how far the evidence carries', (one, said) => {
    expect(withoutRoot(one)).toMatch(said);
  });

  it('says where that stands which would lead to a step', () => {
    expect(withoutStep(report({}))).toBe('None.');
    const open = report({ open_questions: [{ question: 'Why now?', bring: null, level: 3 }] });
    expect(withoutStep(open)).toMatch(/under Open questions\.$/);
  });

  it('names the zone of times that are not in UTC', () => {
    const zoned = (zone: string) => report({ provenance: { zone } as Report['provenance'] });
    expect(zoneNote(zoned('UTC'))).toBeNull();
    expect(zoneNote(zoned('America/Chicago'))).toContain('all others are America/Chicago');
  });

  it('names the files behind a finding, and what was read of each', () => {
    expect(fromWords([])).toBe('');
    expect(fromWords(['E1', 'E2', 'E3', 'E4', 'E5', 'E6'])).toBe(' (from E1, E2, E3, E4 and 2 more)');
    const source = {
      file: 'counts.csv',
      records: 12,
      span: { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' },
      rejects: 1,
      offset_s: -40,
      zone: 'UTC',
    } as Report['sources'][number];
    expect(sourceWords(source)).toBe(
      'counts.csv: 12 records, 2026-03-02T00:00:00Z to 2026-03-03T00:00:00Z, its clock set by -40 s; 1 record rejected',
    );
    expect(sourceWords({ ...source, records: 0, rejects: 0, offset_s: 0 })).toBe(
      'counts.csv: nothing was read',
    );
  });
});
