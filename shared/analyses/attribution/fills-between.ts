import type { Incident } from '../../incident/incident.ts';
import { type Series, sameLabels } from '../../incident/series.ts';
import { firstIndexAt } from '../contrast/inside-outside.ts';
import { trend } from '../statistics/ranks.ts';
import type { RiskSet } from './risk.ts';

const LEAST_SAMPLES = 6;
const LEAST_CALMS = 3;
const MOST_SAMPLES = 120;
const MOST_GAUGES = 200;

/**
 * Does a recorded gauge fill (or drain) in every calm interval and start afresh after each window, as memory, a pool or a
 * disk does? 0 to 1: lower bound of the mean rank correlation with time over the calm intervals, for the best gauge, its
 * error widened for the number of gauges looked at. One that goes on from where it stood (a day's wave) does not count.
 */
export function fillsBetween(incident: Incident, risk: RiskSet): number {
  const gauges = recordedGauges(incident);
  const z = 1.645 + Math.sqrt(2 * Math.log(Math.max(1, gauges.length)));
  let best = 0;
  for (const gauge of gauges) best = Math.max(best, sawtooth(gauge, risk, z));
  return best;
}

/** Gauges with enough samples that are neither the failure nor the load, nor what these were counted from, the first of very many. */
export function recordedGauges({ series, roles }: Incident): Series[] {
  const ids = [roles.errors?.series, roles.requests?.series];
  const counted = series.filter((x) => ids.includes(x.id));
  const isOne = (x: Series) =>
    counted.some((role) => role === x || (role.metric === x.metric && sameLabels(role, x)));
  return series
    .filter((x) => x.measures === 'gauge' && x.times.length >= LEAST_CALMS * LEAST_SAMPLES && !isOne(x))
    .slice(0, MOST_GAUGES);
}

function sawtooth(gauge: Series, risk: RiskSet, z: number): number {
  const correlations: number[] = [];
  let fresh = 0;
  let turns = 0;
  let last: readonly number[] | null = null;
  for (const [j, onset] of risk.onsets.entries()) {
    // Before the first window it may be looked at from the first sample on.
    const before = j === 0 ? -2 * risk.binMs : risk.onsets[j - 1]?.recovery;
    if (before === null || before === undefined) continue;
    const values = between(gauge, risk.origin + before + 2 * risk.binMs, risk.origin + onset.at - risk.binMs);
    if (values.length < LEAST_SAMPLES) continue;
    correlations.push(trend(values));
    if (last) {
      turns++;
      const jump = third(values, 0) - third(last, 2);
      const grown = third(last, 2) - third(last, 0);
      if (jump * grown < 0 && Math.abs(jump) > 0.3 * Math.abs(grown)) fresh++;
    }
    last = values;
  }
  const n = correlations.length;
  if (n < LEAST_CALMS || fresh * 3 < turns * 2) return 0;
  const mean = correlations.reduce((a, b) => a + b, 0) / n;
  const variance = correlations.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  // Never surer than the chance spread of a rank correlation of a few samples allows.
  const error = Math.sqrt(Math.max(variance, 0.01) / n);
  return Math.max(0, Math.abs(mean) - z * error);
}

function between(gauge: Series, from: number, to: number): number[] {
  const values: number[] = [];
  const first = firstIndexAt(gauge.times, from);
  const end = firstIndexAt(gauge.times, to);
  for (let i = first; i < end; i += Math.max(1, Math.floor((end - first) / MOST_SAMPLES))) {
    const value = gauge.values[i];
    if (value !== null && value !== undefined) values.push(value);
  }
  return values;
}

/** Mean of the first (0) or last (2) third. */
function third(values: readonly number[], which: 0 | 2): number {
  const size = Math.max(1, Math.floor(values.length / 3));
  const part = which === 0 ? values.slice(0, size) : values.slice(-size);
  return part.reduce((a, b) => a + b, 0) / part.length;
}
