import type { LogDigest } from '../../incident/logs.ts';
import { overlapMs } from '../../incident/time-range.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { twoSided } from '../statistics/normal-tail.ts';
import { textOrder } from '../statistics/text-order.ts';
import type { Comparison } from './inside-outside.ts';

/** Lines and errors of one value of a field, inside the windows. */
export interface ValueCount {
  readonly value: string;
  readonly errors: number;
  readonly lines: number;
}

/** One field of the logs: which of its values fail inside the windows, and which do not. */
export interface DimensionContrast {
  readonly field: string;
  readonly is: readonly ValueCount[];
  readonly isNot: readonly ValueCount[];
  /** After Benjamini-Hochberg over all values of all fields: the smallest of the field. */
  readonly p: number;
}

const LEAST_LINES = 20;
const MOST_VALUES = 12;

/**
 * IS / IS NOT (Kepner and Tregoe): values of a field that fail far more than the rest of it inside the windows, and
 * those with lines enough that hardly fail. Log-odds with Haldane's half, widened by how much windows differ.
 */
export function dimensionContrasts(logs: LogDigest, comparison: Comparison): DimensionContrast[] {
  const inside = binsInside(logs, comparison);
  const byField = new Map<string, (ValueCount & { outErrors: number; outLines: number })[]>();
  for (const dimension of logs.dimensions) {
    let errors = 0;
    let lines = 0;
    let outErrors = 0;
    let outLines = 0;
    for (const [bin, n, failed] of dimension.bins) {
      if (inside.has(bin)) {
        lines += n;
        errors += failed;
      } else {
        outLines += n;
        outErrors += failed;
      }
    }
    const counts = { value: dimension.value, errors, lines, outErrors, outLines };
    byField.set(dimension.field, [...(byField.get(dimension.field) ?? []), counts]);
  }
  const tested: { field: string; entry: ValueCount; odds: number; p: number }[] = [];
  for (const [field, values] of byField) {
    const lines = values.reduce((sum, v) => sum + v.lines, 0);
    const errors = values.reduce((sum, v) => sum + v.errors, 0);
    if (values.length < 2 || errors < 10 || saysErrorItself(values)) continue;
    for (const value of values) {
      if (value.lines < LEAST_LINES) continue;
      const rest = { errors: errors - value.errors, lines: lines - value.lines };
      if (rest.lines < LEAST_LINES) continue;
      const odds = logOdds(value.errors, value.lines) - logOdds(rest.errors, rest.lines);
      // Errors come in bursts: count them as a quarter of as many independent ones.
      const spread = 2 * Math.sqrt(spreadOf(value.errors, value.lines) + spreadOf(rest.errors, rest.lines));
      tested.push({ field, entry: value, odds, p: twoSided(odds / spread) });
    }
  }
  const adjusted = benjaminiHochberg(tested.map((t) => t.p));
  const found = new Map<string, { is: ValueCount[]; isNot: ValueCount[]; p: number }>();
  tested.forEach(({ field, entry, odds }, i) => {
    const p = adjusted[i] ?? 1;
    const here = found.get(field) ?? { is: [], isNot: [], p: 1 };
    const count = { value: entry.value, errors: entry.errors, lines: entry.lines };
    if (p < 0.01 && odds > Math.log(2)) here.is.push(count);
    if (p < 0.01 && odds < -Math.log(4)) here.isNot.push(count);
    if (p < 0.01) here.p = Math.min(here.p, p);
    found.set(field, here);
  });
  return [...found]
    .filter(([, f]) => f.is.length > 0 || f.isNot.length > 0)
    .map(([field, f]) => ({
      field,
      is: f.is.sort((a, b) => b.errors - a.errors).slice(0, MOST_VALUES),
      isNot: f.isNot.sort((a, b) => b.lines - a.lines).slice(0, MOST_VALUES),
      p: f.p,
    }))
    .sort((a, b) => a.p - b.p || textOrder(a.field, b.field));
}

function binsInside(logs: LogDigest, comparison: Comparison): Set<number> {
  const inside = new Set<number>();
  for (const window of comparison.windows) {
    const first = Math.floor((window.from - logs.from) / logs.binMs);
    const last = Math.floor((window.to - 1 - logs.from) / logs.binMs);
    for (let bin = first; bin <= last; bin += 1) {
      const from = logs.from + bin * logs.binMs;
      if (overlapMs(window, { from, to: from + logs.binMs }) * 2 >= logs.binMs) inside.add(bin);
    }
  }
  return inside;
}

/** A field that only repeats the level (a status, an exception's name) tells nothing: its values are all or nothing. */
function saysErrorItself(values: readonly (ValueCount & { outErrors: number; outLines: number })[]): boolean {
  let mixed = 0;
  let lines = 0;
  for (const v of values) {
    const all = v.lines + v.outLines;
    const failed = v.errors + v.outErrors;
    lines += all;
    if (failed > 0.02 * all && failed < 0.98 * all) mixed += all;
  }
  const pure = values.some(
    (v) => v.errors >= LEAST_LINES && v.errors + v.outErrors >= 0.98 * (v.lines + v.outLines),
  );
  return pure && mixed < 0.3 * lines;
}

const logOdds = (errors: number, lines: number): number => Math.log((errors + 0.5) / (lines - errors + 0.5));
const spreadOf = (errors: number, lines: number): number => 1 / (errors + 0.5) + 1 / (lines - errors + 0.5);
