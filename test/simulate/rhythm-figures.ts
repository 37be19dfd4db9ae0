import { fixLedger } from '../../shared/analyses/fixes/fix-ledger.ts';
import { periodicity } from '../../shared/analyses/periodicity.ts';
import { segment } from '../../shared/analyses/segment.ts';
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

/** How a failing process that keeps no rhythm (or keeps one) looks from outside. All in seconds. */
interface Process {
  readonly calm: (draw: Random, from: number) => number;
  readonly length: (draw: Random) => number;
  readonly binS: number;
  /** A restart inside each window that ends it, with no effect on what comes. */
  readonly fixes: boolean;
  /** Streams that run whatever fails: their period and the length of a run. */
  readonly jobs: readonly { readonly periodS: number; readonly runS: number; readonly jitter: number }[];
}

const usual: Process = {
  calm: (draw) => 180 + draw.exponential(2200),
  length: (draw) => draw.uniform(240, 540),
  binS: 60,
  fixes: false,
  jobs: [],
};

const REGULAR: Readonly<Record<string, Process>> = {
  'regular calm, 5 % jitter': { ...usual, calm: (draw) => Math.max(300, draw.normal(2400, 120)) },
  'regular onsets, 5 % jitter, bins of 5 min': {
    ...usual,
    binS: 300,
    length: (draw) => draw.uniform(600, 1200),
    calm: (draw) => Math.max(600, draw.normal(7200, 360)),
  },
};

/** Processes without a memory, as telemetry and a team make them look. */
const NULLS: Readonly<Record<string, Process>> = {
  memoryless: usual,
  'memoryless, windows of very different length': { ...usual, length: (draw) => draw.logUniform(120, 7200) },
  'memoryless, windows longer than the calm': { ...usual, length: (draw) => draw.uniform(3000, 4200) },
  'memoryless, bins of 5 min': { ...usual, binS: 300, length: (draw) => draw.uniform(600, 1200) },
  'in bursts': {
    ...usual,
    calm: (draw) => 180 + (draw.chance(0.6) ? draw.exponential(500) : draw.exponential(9000)),
  },
  'more often by day': {
    ...usual,
    calm: (draw, from) =>
      180 + draw.exponential(2200) * (1.9 + Math.sin((2 * Math.PI * from) / 86_400) * 1.5),
  },
  'memoryless, a restart in each window': { ...usual, fixes: true },
  'memoryless, beside jobs that run most of the time': {
    ...usual,
    jobs: [
      { periodS: 1800, runS: 1500, jitter: 0.02 },
      { periodS: 2700, runS: 2300, jitter: 0.1 },
      { periodS: 3600, runS: 3300, jitter: 0 },
    ],
  },
  'memoryless, a restart in each window, beside jobs': {
    ...usual,
    fixes: true,
    jobs: [
      { periodS: 1800, runS: 1500, jitter: 0.02 },
      { periodS: 5400, runS: 5000, jitter: 0.1 },
    ],
  },
};

function history(draw: Random, windows: number, process: Process): Incident {
  const spans: { from: number; to: number }[] = [];
  let t = 3600 + draw.uniform(0, 3600);
  for (let i = 0; i < windows; i++) {
    const to = t + process.length(draw);
    spans.push({ from: t, to });
    t = to + process.calm(draw, to);
  }
  const { binS } = process;
  const spanS = Math.ceil(t / binS) * binS;
  const requests: number[] = [];
  const errors: number[] = [];
  for (let at = 0; at < spanS; at += binS) {
    const failing =
      spans.reduce((sum, w) => sum + Math.max(0, Math.min(w.to, at + binS) - Math.max(w.from, at)), 0) / binS;
    const served = draw.poisson(10 * binS);
    requests.push(served);
    errors.push(Math.min(served, draw.poisson(served * (0.4 * failing + 0.002))));
  }
  const streams = process.jobs.map((job, k) => {
    const events: { start: number; end: number; status: null }[] = [];
    for (let at = draw.uniform(0, job.periodS); at + job.runS < spanS; ) {
      events.push({ start: at, end: at + job.runS * (1 + draw.normal(0, 0.02)), status: null });
      at += job.periodS * (1 + draw.normal(0, job.jitter));
    }
    return { id: `job-${k}`, kind: 'job' as const, events };
  });
  return toIncident({
    name: 'rhythm',
    originMs: 1_700_000_000_000 + Math.floor(draw.uniform(0, 1e7)) * 1000,
    spanS,
    binS,
    columns: [
      { name: 'requests', measures: 'count', unit: null, values: requests },
      { name: 'errors', measures: 'count', unit: null, values: errors },
    ],
    streams,
    fixes: process.fixes
      ? spans.map(({ to }) => ({
          at: to - 90,
          until: to,
          kind: 'restart',
          effect: 'relief' as const,
          truth: 'none' as const,
        }))
      : [],
  });
}

/** Does the engine call any rhythm of the failures one, from whichever anchor? */
function calledPeriodic(incident: Incident): boolean {
  const segmentation = segment(incident);
  const ready = fixLedger(incident, segmentation, null).ready.map((r) => r.until);
  return periodicity(incident, segmentation, ready).some(
    ({ data }) => data.kind === 'rhythm' && data.periodic === 'yes',
  );
}

/** Power at 5 % jitter and false positives of processes without a memory (which may call `yes` at .05), by number of windows. */
export function rhythmFigures(seed: number, each = 400): RhythmFigure[] {
  return [...Object.entries(REGULAR), ...Object.entries(NULLS)].flatMap(([what, process]) =>
    [4, 5, 6, 9].map((windows): RhythmFigure => {
      let periodic = 0;
      for (let i = 0; i < each; i++)
        if (calledPeriodic(history(random(seed * 1009 + i, `${what}/${windows}`), windows, process)))
          periodic++;
      return { what, windows, n: each, periodic: periodic / each };
    }),
  );
}
