import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../../../shared/analyses/attribution/edges.ts';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import type { Series } from '../../../../shared/incident/series.ts';
import { MINUTE_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, START } from '../build-incident.ts';

const SECOND_MS = 1000;
const BIN_S = 60;
const SPAN_S = 3 * 3600;

/** Counts without chance: each second 20 requests, of which .4 fail inside a window and .001 outside. */
function counted(windowsS: readonly (readonly [number, number])[], phaseS: number): Incident {
  const plain = buildIncident({ minutes: SPAN_S / 60, windows: [[30, 40]] });
  const times: number[] = [];
  const requests: number[] = [];
  const errors: number[] = [];
  for (let from = phaseS; from + BIN_S <= SPAN_S; from += BIN_S) {
    let failing = 0;
    for (const [a, b] of windowsS) failing += Math.max(0, Math.min(b, from + BIN_S) - Math.max(a, from));
    times.push(START + from * SECOND_MS);
    requests.push(20 * BIN_S);
    errors.push(20 * (0.4 * failing + 0.001 * (BIN_S - failing)));
  }
  const as = (series: Series, values: readonly number[]): Series => ({
    ...series,
    times,
    values,
    intervalMs: MINUTE_MS,
  });
  return {
    ...plain,
    series: plain.series.map((x) => as(x, x.id === plain.roles.requests?.series ? requests : errors)),
  };
}

const WINDOW = fc.record({
  from: fc.integer({ min: 1800, max: 3600 }),
  length: fc.integer({ min: 300, max: 1200 }),
});

describe('the edges of a window', () => {
  it('are found to a fifth of a bin, wherever in the bin they fall and wherever the bins begin', () => {
    fc.assert(
      fc.property(WINDOW, fc.integer({ min: 0, max: 59 }), ({ from, length }, phaseS) => {
        const s = segment(counted([[from, from + length]], phaseS));
        const [episode] = s.episodes;
        if (!episode) throw new Error('no window was found');
        const edges = edgesOf(s, episode);
        const origin = (s.from - START) / SECOND_MS;
        expect(Math.abs(edges.onset / SECOND_MS + origin - from)).toBeLessThan(0.2 * BIN_S);
        expect(Math.abs((edges.recovery ?? 0) / SECOND_MS + origin - from - length)).toBeLessThan(
          0.2 * BIN_S,
        );
      }),
    );
  });

  it('are no closer than a bin where hardly a failure was counted', () => {
    const s = segment(counted([[1830, 2730]], 0));
    const few = { ...s, errors: s.errors.map((e) => (e === null ? null : Math.min(e, 1))) };
    const [episode] = few.episodes;
    if (!episode) throw new Error('no window was found');
    const [onset] = riskSet(few).onsets;
    expect(onset?.width).toBeGreaterThan(0.9 * s.binMs);
    expect(riskSet(s).onsets[0]?.width).toBeLessThan(0.5 * s.binMs);
  });

  it('stay where the data put them when the window is still open or the bin before has no data', () => {
    const open = segment(counted([[9000, SPAN_S]], 0));
    expect(riskSet(open).onsets[0]?.recovery).toBeNull();
    const s = segment(counted([[1830, 2730]], 0));
    const [episode] = s.episodes;
    if (!episode) throw new Error('no window was found');
    const first = (episode.from - s.from) / s.binMs;
    const blind = { ...s, rate: s.rate.map((r, i) => (i === first - 1 ? null : r)) };
    expect(riskSet(blind).onsets[0]?.seen).toBe(false);
  });
});
