import { describe, expect, it } from 'vitest';
import {
  BACKGROUND,
  type Exposures,
  HARM,
  LagModel,
} from '../../../../shared/analyses/attribution/lag-model.ts';
import type { RiskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { logMeanExp } from '../../../../shared/analyses/statistics/log-sum.ts';
import { normalTail } from '../../../../shared/analyses/statistics/normal-tail.ts';
import { seededUniform } from '../../../../shared/analyses/statistics/prng.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';

/** Windows of ten minutes that begin within half a minute of the given minutes, in bins of a minute. */
function riskOf(minutes: readonly number[], spanMinutes: number): RiskSet {
  const seen = minutes.map((m) => m * MINUTE_MS);
  const width = 0.5 * MINUTE_MS;
  const ends = minutes.map((m) => (m + 10) * MINUTE_MS);
  const from = Float64Array.from([0, ...ends]);
  const to = Float64Array.from([...seen, spanMinutes * MINUTE_MS]);
  return {
    origin: 0,
    binMs: MINUTE_MS,
    spanMs: spanMinutes * MINUTE_MS,
    onsets: seen.map((at, i) => ({ bin: minutes[i] ?? 0, at, width, recovery: ends[i] ?? null, seen: true })),
    seen,
    seenEnd: seen.map((at) => at + width),
    from,
    to,
    healthyMs: to.reduce((sum, t, i) => sum + t - (from[i] ?? 0), 0),
    intervalMs: 60 * MINUTE_MS,
    lengthMs: 10 * MINUTE_MS,
  };
}

function exposuresAt(minutes: readonly number[]): Exposures {
  return {
    start: Float64Array.from(minutes, (m) => m * MINUTE_MS),
    until: new Float64Array(minutes.length).fill(Number.POSITIVE_INFINITY),
    weight: new Float64Array(minutes.length).fill(1),
  };
}

/** The same as the model by its definition: every exposure against every stretch and every onset. */
function byDefinition(risk: RiskSet, { start }: Exposures, lag: number, sd: number): number {
  const { seen, seenEnd, from, to, binMs, healthyMs } = risk;
  const perBin = (seen.length / (healthyMs + seen.length * binMs)) * binMs;
  const values = HARM.flatMap((q) =>
    BACKGROUND.map((multiple) => {
      const p = Math.min(0.9, multiple * perBin);
      let value = (healthyMs / binMs) * Math.log1p(-p);
      const not = new Float64Array(seen.length).fill(1);
      for (const t of start) {
        const low = Math.max(t + lag - 4 * sd, Math.min(t, t + lag) - binMs);
        const high = t + lag + 4 * sd;
        const below = (x: number): number => 1 - normalTail((x - t - lag) / sd);
        const share = (x: number): number =>
          (below(Math.min(high, Math.max(low, x))) - below(low)) / (1 - below(low));
        from.forEach((a, i) => {
          const b = to[i] ?? a;
          if (b > low && a < high) value += Math.log((1 - q * share(b)) / (1 - q * share(a)));
        });
        seen.forEach((at, j) => {
          const end = seenEnd[j] ?? at;
          if (end <= low || at >= high) return;
          const hazard = (q * (share(end) - share(at))) / (1 - q * share(at));
          not[j] = (not[j] ?? 1) * (1 - hazard);
        });
      }
      seen.forEach((at, j) => {
        const chance = p * (((seenEnd[j] ?? at) - at) / binMs);
        value += Math.log(1 - (1 - chance) * (not[j] ?? 1));
      });
      return value;
    }),
  );
  return logMeanExp(values);
}

const WINDOWS = [65, 130, 240, 305];
const RUNS = [10, 60, 70, 126, 180, 236, 300, 330, 390];

describe('how likely the onsets are, given what may have brought them', () => {
  it('is what the definition says, at every lag', () => {
    const risk = riskOf(WINDOWS, 420);
    const model = new LagModel(risk);
    for (const lag of [0, 1, 4.5, 30, -1])
      for (const sd of [0.45, 3])
        expect(model.at(exposuresAt(RUNS), lag * MINUTE_MS, sd * MINUTE_MS)).toBeCloseTo(
          byDefinition(risk, exposuresAt(RUNS), lag * MINUTE_MS, sd * MINUTE_MS),
          2,
        );
  });

  it('is the same whether a run that does not count is left out before or after its effect is worked out', () => {
    const model = new LagModel(riskOf(WINDOWS, 420));
    const effects = model.effects(exposuresAt(RUNS), 4.5 * MINUTE_MS, MINUTE_MS);
    const counted = Uint8Array.from(RUNS, (_, i) => (i % 3 === 0 ? 0 : 1));
    const left = exposuresAt(RUNS.filter((_, i) => counted[i] === 1));
    const [all, most] = model.weigh(effects, counted);
    expect(all).toBeCloseTo(model.at(left, 4.5 * MINUTE_MS, MINUTE_MS), 9);
    expect(most).toBeCloseTo(model.weigh(model.effects(left, 4.5 * MINUTE_MS, MINUTE_MS), null)[1], 9);
  });

  it('stays finite over hundreds of windows and thousands of runs that did nothing', () => {
    const uniform = seededUniform(4);
    const minutes = Array.from({ length: 400 }, (_, i) => 100 * i + Math.floor(60 * uniform()) + 5);
    const risk = riskOf(minutes, 40_100);
    const model = new LagModel(risk);
    const harmful = exposuresAt(minutes.map((m) => m - 4));
    const harmless = exposuresAt(Array.from({ length: 6000 }, (_, i) => 6.5 * i));
    for (const exposures of [harmful, harmless])
      expect(model.at(exposures, 4 * MINUTE_MS, MINUTE_MS)).toBeCloseTo(
        byDefinition(risk, exposures, 4 * MINUTE_MS, MINUTE_MS),
        0,
      );
    expect(model.at(harmful, 4 * MINUTE_MS, MINUTE_MS)).toBeGreaterThan(model.constant(1) + 400);
  });
});
