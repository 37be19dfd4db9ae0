import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Fix } from './on-call.ts';
import { type Random, random } from './random.ts';
import { toIncident } from './record.ts';

/** What the ledger said of fixes whose effect is plain arithmetic. */
export interface FixFigure {
  readonly what: string;
  readonly fixes: number;
  readonly n: number;
  readonly right: number;
  readonly wrong: number;
}

type Process = 'timer that the fix re-arms' | 'timer on its own clock' | 'memoryless';

const BIN_S = 60;
const PERIOD_S = 2700;
const RUN_S = 900;

/** One failing process, `count` windows each ended early by a fix, then one more. */
function history(draw: Random, process: Process, count: number): Incident {
  const spans: { from: number; to: number }[] = [];
  const fixes: Fix[] = [];
  let t = 3600 + draw.uniform(0, 600);
  for (let i = 0; i <= count; i++) {
    const at = t + draw.uniform(120, 700);
    const until = at + draw.uniform(60, 180);
    const fixed = i < count;
    const to = fixed ? until : t + RUN_S;
    spans.push({ from: t, to });
    if (fixed) fixes.push({ at, until, kind: 'restart', effect: 'reset', truth: 'unclear' });
    const slip = draw.normal(0, 0.03 * PERIOD_S);
    if (process === 'timer that the fix re-arms') t = to + PERIOD_S - RUN_S + slip;
    else if (process === 'timer on its own clock') t += PERIOD_S + slip;
    else t = to + 180 + draw.exponential(PERIOD_S - RUN_S);
  }
  const spanS = Math.ceil((spans.at(-1)?.to ?? 0) / BIN_S) * BIN_S + 1200;
  const requests: number[] = [];
  const errors: number[] = [];
  for (let at = 0; at < spanS; at += BIN_S) {
    const middle = at + BIN_S / 2;
    const served = draw.poisson(900);
    const failing = spans.some(({ from, to }) => middle >= from && middle < to);
    requests.push(served);
    errors.push(Math.min(served, draw.poisson(served * (failing ? 0.3 : 0.002))));
  }
  return toIncident({
    name: 'fixes',
    originMs: 1_700_000_000_000,
    spanS,
    binS: BIN_S,
    columns: [
      { name: 'requests', measures: 'count', unit: null, values: requests },
      { name: 'errors', measures: 'count', unit: null, values: errors },
    ],
    streams: [],
    fixes,
  });
}

/** Right and wrong ledgers by process and number of fixes; "wrong" is the opposite verdict, not "unclear". */
export function fixExperiment(
  seed: number,
  analyse: (incident: Incident) => AnalysisResult,
  each = 200,
): FixFigure[] {
  const figures: FixFigure[] = [];
  for (const what of ['timer that the fix re-arms', 'timer on its own clock', 'memoryless'] as const) {
    const truth = what === 'timer that the fix re-arms' ? 'reset-clock' : 'none';
    for (const fixes of [3, 8]) {
      let right = 0;
      let wrong = 0;
      for (let i = 0; i < each; i++) {
        const { findings } = analyse(history(random(seed * 1013 + i, `${what}/${fixes}`), what, fixes));
        const ledger = findings.find(({ data }) => data.kind === 'fix-ledger');
        const said = ledger?.data.kind === 'fix-ledger' ? ledger.data.effect : 'unclear';
        if (said === truth) right++;
        else if (said === 'none' || said === 'reset-clock') wrong++;
      }
      figures.push({ what, fixes, n: each, right: right / each, wrong: wrong / each });
    }
  }
  return figures;
}
