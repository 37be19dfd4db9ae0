import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import type { BaselineName } from './baselines/all.ts';
import type { Simulated, Truth } from './truth.ts';

/** How one verdict compares with what is known of the incident. */
export interface VerdictRow {
  readonly incident: string;
  readonly family: string;
  readonly truth: string;
  readonly windows: number;
  readonly top: string;
  readonly probability: number;
  readonly correct: boolean;
  /** Probability given to the ids that are right. */
  readonly onTruth: number;
  readonly state: AnalysisResult['state'];
  readonly ruledOut: number;
  readonly ruledOutWrongly: readonly string[];
  readonly refutable: number;
  readonly refuted: number;
  readonly refutableMissed: readonly string[];
  readonly seen: number;
  readonly matched: number;
  readonly fixes: {
    readonly n: number;
    readonly truth: 'reset-clock' | 'none';
    readonly said: string;
  } | null;
  readonly eachFix: { readonly right: number; readonly wrong: number; readonly n: number };
  readonly periodic: AnalysisResult['intervals']['periodic'];
  readonly periodicP: number | null;
  /** Processor time, ms. */
  readonly elapsedMs: number;
  readonly baselines: Partial<
    Record<BaselineName, { readonly id: string; readonly correct: boolean; readonly score: number }>
  >;
}

/** Number of true windows matched one to one by found ones at an overlap (intersection over union) above one half. */
export function matchedWindows(
  truth: Truth['windows'],
  found: AnalysisResult['episodes'],
  end: number,
): number {
  const free = found.map(({ from, to }) => ({ from, to: to ?? end }));
  let matched = 0;
  for (const window of truth) {
    const at = free.findIndex(({ from, to }) => {
      const both = Math.min(to, window.to) - Math.max(from, window.from);
      return both > 0.5 * (Math.max(to, window.to) - Math.min(from, window.from));
    });
    if (at >= 0) {
      free.splice(at, 1);
      matched++;
    }
  }
  return matched;
}

function fixes(truth: Truth, result: AnalysisResult): VerdictRow['fixes'] {
  const effects = new Set(truth.fixes.map(({ effect }) => effect));
  const [only] = effects;
  if (effects.size !== 1 || !only || only === 'unclear') return null;
  const ledger = result.findings.find(({ data }) => data.kind === 'fix-ledger');
  const said = ledger?.data.kind === 'fix-ledger' ? ledger.data.effect : 'unclear';
  return { n: truth.fixes.length, truth: only, said };
}

/** Compares one result with the truth. */
export function rowOf(
  { incident, truth }: Simulated,
  result: AnalysisResult,
  elapsedMs: number,
  baselines: VerdictRow['baselines'],
): VerdictRow {
  const top = result.candidates.reduce((a, b) => (b.probability > a.probability ? b : a));
  const ruledOut = result.candidates.filter((candidate) => candidate.ruledOut).map(({ id }) => id);
  const refutable = new Set(truth.refutable);
  const each = result.fixes.map(({ id, effect }) => {
    const real = truth.fixes.find((fix) => fix.id === id)?.effect ?? 'unclear';
    return real === 'unclear'
      ? 'skip'
      : effect === real
        ? 'right'
        : effect === 'unclear'
          ? 'unclear'
          : 'wrong';
  });
  return {
    incident: incident.name,
    family: truth.family,
    truth: truth.cause,
    windows: truth.windows.length,
    top: top.id,
    probability: top.probability,
    correct: truth.accepts.includes(top.id),
    onTruth: result.candidates.reduce(
      (sum, { id, probability }) => sum + (truth.accepts.includes(id) ? probability : 0),
      0,
    ),
    state: result.state,
    ruledOut: ruledOut.length,
    ruledOutWrongly: ruledOut.filter((id) => truth.accepts.includes(id)),
    refutable: refutable.size,
    refuted: ruledOut.filter((id) => refutable.has(id)).length,
    refutableMissed: truth.refutable.filter((id) => !ruledOut.includes(id)),
    seen: result.episodes.length,
    matched: matchedWindows(truth.windows, result.episodes, incident.now),
    fixes: fixes(truth, result),
    eachFix: {
      n: each.filter((x) => x !== 'skip').length,
      right: each.filter((x) => x === 'right').length,
      wrong: each.filter((x) => x === 'wrong').length,
    },
    periodic: result.intervals.periodic,
    periodicP: result.intervals.p,
    elapsedMs,
    baselines,
  };
}
