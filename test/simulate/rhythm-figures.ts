import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { type Random, random } from './random.ts';
import { toIncident } from './record.ts';

/** How often failures of a known rhythm are called periodic. */
export interface RhythmFigure {
  readonly what: string;
  readonly windows: number;
  readonly n: number;
  readonly periodic: number;
}

const BIN_S = 60;

/** A plain outage history: windows of varied length with the given calm between them, and nothing else. */
function history(draw: Random, windows: number, calm: () => number): Incident {
  const spans: { from: number; to: number }[] = [];
  let t = 3600;
  for (let i = 0; i < windows; i++) {
    const to = t + draw.uniform(240, 540);
    spans.push({ from: t, to });
    t = to + calm();
  }
  const spanS = Math.ceil(t / BIN_S) * BIN_S;
  const requests: number[] = [];
  const errors: number[] = [];
  for (let at = 0; at < spanS; at += BIN_S) {
    const middle = at + BIN_S / 2;
    const failing = spans.some(({ from, to }) => middle >= from && middle < to);
    const served = draw.poisson(600);
    requests.push(served);
    errors.push(Math.min(served, draw.poisson(served * (failing ? 0.4 : 0.002))));
  }
  return toIncident({
    name: 'rhythm',
    originMs: 1_700_000_000_000,
    spanS,
    binS: BIN_S,
    columns: [
      { name: 'requests', measures: 'count', unit: null, values: requests },
      { name: 'errors', measures: 'count', unit: null, values: errors },
    ],
    streams: [],
    fixes: [],
  });
}

/** Power at 5 % jitter and false positives under a memoryless process (which may call `yes` at .05), by number of windows. */
export function rhythmFigures(
  seed: number,
  analyse: (incident: Incident) => AnalysisResult,
  each = 100,
): RhythmFigure[] {
  const figures: RhythmFigure[] = [];
  for (const [what, calm] of [
    ['regular calm, 5 % jitter', (draw: Random) => Math.max(300, draw.normal(2400, 120))],
    ['memoryless', (draw: Random) => 180 + draw.exponential(2200)],
  ] as const) {
    for (const windows of [4, 5, 6, 9]) {
      let periodic = 0;
      for (let i = 0; i < each; i++) {
        const draw = random(seed * 1009 + i, `${what}/${windows}`);
        if (analyse(history(draw, windows, () => calm(draw))).intervals.periodic === 'yes') periodic++;
      }
      figures.push({ what, windows, n: each, periodic: periodic / each });
    }
  }
  return figures;
}
