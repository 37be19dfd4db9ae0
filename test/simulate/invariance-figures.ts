import { attribute } from '../../shared/analyses/attribution/attribute.ts';
import { fixLedger } from '../../shared/analyses/fixes/fix-ledger.ts';
import { backAfterAttempts } from '../../shared/analyses/fixes/ready-times.ts';
import { inOrder } from '../../shared/analyses/in-order.ts';
import { segment } from '../../shared/analyses/segment.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Series } from '../../shared/incident/series.ts';
import { generate } from './generate.ts';
import { FAMILIES, type Profile } from './truth.ts';

/** How much the verdict changes when the same incident is recorded in another way. */
export interface InvarianceFigure {
  readonly what: string;
  readonly n: number;
  /** Share of incidents whose verdict (state, and the cause where one may be acted on) is another one. */
  readonly flips: number;
  /** Share of incidents in which some candidate's probability moves by more than .05, and the largest move. */
  readonly moved: number;
  readonly largest: number;
}

/** The verdict alone: what stands for the cause, and each candidate's probability. */
export interface PlainVerdict {
  readonly cause: string;
  readonly probabilities: ReadonlyMap<string, number>;
}

/** What the engine says of the cause. */
export function plainVerdict(given: Incident): PlainVerdict {
  const incident = inOrder(given);
  const segmentation = segment(incident);
  const ready = backAfterAttempts(fixLedger(incident, segmentation, null).ready);
  const { state, candidates } = attribute(incident, segmentation, ready);
  return {
    cause: state === 'cause' ? `cause ${candidates[0]?.id ?? ''}` : state,
    probabilities: new Map(candidates.map((c) => [c.id, c.probability])),
  };
}

/** Largest change of a probability between two verdicts; a candidate that is not listed has none. */
export function largestMove(a: PlainVerdict, b: PlainVerdict): number {
  const ids = new Set([...a.probabilities.keys(), ...b.probabilities.keys()]);
  return Math.max(
    0,
    ...[...ids].map((id) => Math.abs((a.probabilities.get(id) ?? 0) - (b.probabilities.get(id) ?? 0))),
  );
}

/** Twice the requests, twice the errors. */
export function doubled(incident: Incident): Incident {
  return {
    ...incident,
    series: incident.series.map((series) =>
      series.measures === 'count'
        ? { ...series, values: series.values.map((v) => (v === null ? null : 2 * v)) }
        : series,
    ),
  };
}

/** Counts of fine bins summed into bins of `per` of them, beginning `phase` fine bins later. */
export function rebinned(incident: Incident, per: number, phase: number): Incident {
  const coarse = (series: Series): Series => {
    const times: number[] = [];
    const values: (number | null)[] = [];
    for (let i = phase; i + per <= series.times.length; i += per) {
      const part = series.values.slice(i, i + per);
      times.push(series.times[i] as number);
      values.push(part.some((v) => v === null) ? null : part.reduce<number>((sum, v) => sum + (v ?? 0), 0));
    }
    return { ...series, times, values, intervalMs: series.intervalMs * per };
  };
  return {
    ...incident,
    series: incident.series.filter((series) => series.measures === 'count').map(coarse),
  };
}

/** Both figures over `n` incidents with a cause of every family. */
export function invarianceFigures(seed: number, n: number, profile: Profile): InvarianceFigure[] {
  const pairs: [what: string, a: PlainVerdict, b: PlainVerdict][] = [];
  for (let i = 0; i < n; i++) {
    const family = FAMILIES[i % FAMILIES.length];
    if (!family) continue;
    const { incident } = generate(seed * 1_000_003 + i, family, profile);
    pairs.push(['doubled traffic', plainVerdict(incident), plainVerdict(doubled(incident))]);
    const fine = generate(seed * 1_000_003 + i, family, profile, { binS: 10 }).incident;
    const per = (incident.series[0]?.intervalMs ?? 60_000) <= 60_000 ? 6 : 30;
    const phase = 1 + (i % (per - 1));
    pairs.push([
      'bins that begin elsewhere',
      plainVerdict(rebinned(fine, per, 0)),
      plainVerdict(rebinned(fine, per, phase)),
    ]);
  }
  return [...new Set(pairs.map(([what]) => what))].map((what) => {
    const mine = pairs.filter((pair) => pair[0] === what);
    const moves = mine.map(([, a, b]) => largestMove(a, b));
    return {
      what,
      n: mine.length,
      flips: mine.filter(([, a, b]) => a.cause !== b.cause).length / mine.length,
      moved: moves.filter((move) => move > 0.05).length / mine.length,
      largest: Math.max(...moves),
    };
  });
}
