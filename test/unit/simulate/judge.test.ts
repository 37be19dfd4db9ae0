import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { bands, figuresOf, macroTop1 } from '../../simulate/figures.ts';
import { generateMany } from '../../simulate/generate.ts';
import { judgeOne } from '../../simulate/judge.ts';
import { throughFiles } from '../../simulate/through-files.ts';
import { matchedWindows, type VerdictRow } from '../../simulate/verdict-row.ts';

/** A slow machine is no failure. */
const SLOW_MACHINE_MS = 300_000;

const ROW: VerdictRow = {
  incident: 'x',
  family: 'random',
  truth: 'none',
  windows: 4,
  top: 'none',
  probability: 0.8,
  correct: true,
  onTruth: 0.8,
  state: 'none',
  ruledOut: 2,
  ruledOutWrongly: [],
  refutable: 2,
  refuted: 1,
  refutableMissed: ['y'],
  seen: 4,
  matched: 4,
  fixes: null,
  eachFix: { n: 0, right: 0, wrong: 0 },
  periodic: 'no',
  periodicP: null,
  elapsedMs: 10,
  baselines: {},
};

describe('the judge', () => {
  it('matches each window once, by an overlap above one half', () => {
    const episode = (from: number, to: number | null) => ({ from, to, peakRate: 1, uncertain: false });
    const truth = [
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ];
    expect(matchedWindows(truth, [episode(1, 10), episode(2, 10), episode(22, null)], 30)).toBe(2);
    expect(matchedWindows(truth, [episode(6, 10), episode(0, 30)], 30)).toBe(0);
  });

  it('counts an accusation of the innocent, and never `none`, as false', () => {
    const wrong: VerdictRow = { ...ROW, top: 'y', correct: false, probability: 0.6 };
    const silent: VerdictRow = { ...ROW, truth: 'y', family: 'periodic-job', correct: false };
    const figures = figuresOf([ROW, wrong, silent, ROW]);
    expect(figures.false50.value).toBe(0.25);
    expect(figures.false70.value).toBe(0);
    expect(figures.accused50).toEqual({ value: 0, of: 1 });
    expect(figures.ruleOutRecall.value).toBe(0.5);
    expect(macroTop1([ROW, wrong, silent, ROW])).toBeCloseTo((2 / 3 + 0) / 2);
  });

  it('knows a well calibrated engine from a boastful one', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ ...ROW, probability: 0.75, correct: i % 4 !== 0 }));
    expect(figuresOf(rows).ece).toBeCloseTo(0);
    expect(figuresOf(rows.map((row) => ({ ...row, probability: 0.95 }))).ece).toBeCloseTo(0.2);
    expect(bands(rows).find(({ n }) => n > 0)?.right).toBeCloseTo(0.75);
  });

  it(
    'judges the engine on one incident of each family',
    () => {
      const rows = [...generateMany(77, 13, 'std')].map((simulated) => judgeOne(simulated, analyse));
      expect(rows).toHaveLength(13);
      for (const { probability } of rows) {
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThanOrEqual(1);
      }
      expect(figuresOf(rows).segmentationF1).toBeGreaterThan(0.7);
    },
    SLOW_MACHINE_MS,
  );
});

describe('the whole path', () => {
  it(
    'reads back from files what was simulated',
    async () => {
      for (const simulated of generateMany(6, 4, 'hard')) {
        const { incident } = await throughFiles(simulated);
        const was = simulated.incident;
        const counts = (series: typeof was.series) =>
          Object.fromEntries(series.map(({ id, times, values }) => [id, { times, values }]));
        expect(counts(incident.series)).toEqual(counts(was.series));
        const bare = (streams: typeof was.streams) =>
          Object.fromEntries(
            streams.map(({ id, kind, events }) => [
              id,
              { kind, events: events.map(({ start, end }) => [start, end]) },
            ]),
          );
        expect(bare(incident.streams)).toEqual(bare(was.streams));
        expect(incident.attempts.map(({ at, until }) => [at, until])).toEqual(
          was.attempts.map(({ at, until }) => [at, until]),
        );
      }
    },
    SLOW_MACHINE_MS,
  );
});
