import { BASELINE_NAMES, type BaselineName } from './baselines/all.ts';
import type { VerdictRow } from './verdict-row.ts';

/** A share with what it was counted from. */
export interface Share {
  readonly value: number;
  readonly of: number;
}

/** The figures of a group of incidents. */
export interface Figures {
  readonly incidents: number;
  readonly top1: Share;
  readonly false50: Share;
  readonly false70: Share;
  readonly accused50: Share;
  readonly ruleOutPrecision: Share;
  readonly ruleOutRecall: Share;
  readonly segmentationF1: number;
  readonly ece: number;
  readonly brier: number;
  readonly meanMs: number;
  readonly p95Ms: number;
}

/** One band of confidence: what was said and what was true. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly said: number;
  readonly right: number;
}

function share(hits: number, of: number): Share {
  return { value: of > 0 ? hits / of : Number.NaN, of };
}

function count<T>(items: readonly T[], test: (item: T) => boolean): number {
  let n = 0;
  for (const item of items) if (test(item)) n++;
  return n;
}

function sum(rows: readonly VerdictRow[], of: (row: VerdictRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** Ten bands of equal width over the confidence of the likeliest cause. */
export function bands(rows: readonly VerdictRow[], width = 0.1): Band[] {
  const steps = Math.round(1 / width);
  return Array.from({ length: steps }, (_, i) => {
    const inside = rows.filter(
      ({ probability }) => Math.min(steps - 1, Math.floor(probability * steps)) === i,
    );
    return {
      from: i / steps,
      to: (i + 1) / steps,
      n: inside.length,
      said: sum(inside, ({ probability }) => probability) / inside.length,
      right: count(inside, ({ correct }) => correct) / inside.length,
    };
  });
}

/**
 * An accusation names something other than `none`. False accusations are counted among all incidents; `accused50` among
 * those that have a cause. Expected calibration error after Naeini et al. (2015), Brier score of "the likeliest is right".
 */
export function figuresOf(rows: readonly VerdictRow[]): Figures {
  const n = rows.length;
  const falseAt = (limit: number): Share =>
    share(
      count(rows, (row) => !row.correct && row.top !== 'none' && row.probability >= limit),
      n,
    );
  const caused = rows.filter(({ truth }) => truth !== 'none');
  const ruled = sum(rows, ({ ruledOut }) => ruledOut);
  const refutable = sum(rows, (row) => row.refutable);
  const matched = sum(rows, (row) => row.matched);
  const times = rows.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  return {
    incidents: n,
    top1: share(
      count(rows, ({ correct }) => correct),
      n,
    ),
    false50: falseAt(0.5),
    false70: falseAt(0.7),
    accused50: share(
      count(caused, (row) => row.top !== 'none' && row.probability >= 0.5),
      caused.length,
    ),
    ruleOutPrecision: share(ruled - sum(rows, ({ ruledOutWrongly }) => ruledOutWrongly.length), ruled),
    ruleOutRecall: share(
      sum(rows, ({ refuted }) => refuted),
      refutable,
    ),
    segmentationF1:
      (2 * matched) /
      Math.max(
        1,
        sum(rows, ({ seen, windows }) => seen + windows),
      ),
    ece: bands(rows).reduce(
      (total, band) => total + (band.n > 0 ? (band.n / n) * Math.abs(band.said - band.right) : 0),
      0,
    ),
    brier: sum(rows, ({ probability, correct }) => (probability - (correct ? 1 : 0)) ** 2) / n,
    meanMs: sum(rows, ({ elapsedMs }) => elapsedMs) / n,
    p95Ms: times[Math.floor(0.95 * (n - 1))] ?? Number.NaN,
  };
}

/** Mean over families of the share that is right: each family counts alike. */
export function macroTop1(
  rows: readonly VerdictRow[],
  correct: (row: VerdictRow) => boolean = (row) => row.correct,
): number {
  const families = [...new Set(rows.map(({ family }) => family))];
  const shares = families.map((family) => {
    const inside = rows.filter((row) => row.family === family);
    return count(inside, correct) / inside.length;
  });
  return shares.reduce((a, b) => a + b, 0) / shares.length;
}

/** Macro top-1 and false accusations of each baseline on the same rows. */
export function baselineFigures(
  rows: readonly VerdictRow[],
): Record<BaselineName, { readonly top1: number; readonly falsely: number }> {
  const figures = {} as Record<BaselineName, { top1: number; falsely: number }>;
  for (const name of BASELINE_NAMES) {
    figures[name] = {
      top1: macroTop1(rows, (row) => row.baselines[name]?.correct ?? false),
      falsely:
        count(
          rows,
          ({ baselines }) => !baselines[name]?.correct && (baselines[name]?.id ?? 'none') !== 'none',
        ) / rows.length,
    };
  }
  return figures;
}

/** Fix ledgers whose fixes all did the same: right, wrong (the opposite was said) and unclear, by number of fixes. */
export function fixFigures(
  rows: readonly VerdictRow[],
): { n: string; of: number; right: number; wrong: number }[] {
  const groups: [string, number, number][] = [
    ['1-2', 1, 2],
    ['3', 3, 3],
    ['4-5', 4, 5],
    ['6-7', 6, 7],
    ['8+', 8, 99],
  ];
  return groups.map(([n, least, most]) => {
    const inside = rows.flatMap(({ fixes }) => (fixes && fixes.n >= least && fixes.n <= most ? [fixes] : []));
    const definite = (said: string): boolean => said === 'reset-clock' || said === 'none';
    return {
      n,
      of: inside.length,
      right: count(inside, ({ said, truth }) => said === truth) / inside.length,
      wrong: count(inside, ({ said, truth }) => definite(said) && said !== truth) / inside.length,
    };
  });
}
