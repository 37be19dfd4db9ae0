import type { Incident } from '../incident/incident.ts';
import type { Stream, StreamEvent } from '../incident/stream.ts';
import { shortName } from './contrast/short-name.ts';
import type { Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { seededUniform, shuffle } from './statistics/prng.ts';
import { median } from './statistics/quantile.ts';
import { spearman } from './statistics/ranks.ts';
import { largest, smallest } from './statistics/sums.ts';
import { count, eventOf, figure, withArticle } from './wording.ts';

const DRAWS = 2000;
const LEAST_RUNS = 6;

/** Does a stream's size drive how long it runs, and its run length how much fails until the next run? */
export function doseFindings(
  incident: Incident,
  segmentation: Segmentation,
  suspects: readonly string[],
): Finding[] {
  return suspects.flatMap((id) => {
    const stream = incident.streams.find((s) => s.id === id);
    // That more fails while an outage lasts longer is what an outage is.
    if (!stream || stream.kind === 'dependency' || stream.kind === 'vendor') return [];
    return [
      finding(
        stream,
        segmentation,
        'size',
        'duration',
        sizeAndLength(stream),
        parted(harmBySize(stream, segmentation)),
      ),
      finding(stream, segmentation, 'duration', 'error-rate', lengthAndHarm(stream, segmentation)),
      // Where runs have no end, what they have to do is all the dose there is.
      ...(stream.events.some((e) => e.end !== null) ? [] : [bySize(stream, segmentation)]),
    ].filter((f) => f !== null);
  });
}

/** Runs before the first window that show what was usual then. */
const LEAST_BEFORE = 3;
/** So much longer than usual is a long run. */
const LONG = 1.2;

/**
 * How surely more of it does more harm: the standard score of Spearman's rank correlation (rho times the root of n - 1) of
 * each run's dose with the share of requests that failed until the next run. The dose is the size, which was fixed before the
 * run, where most runs have one; else the length, but only where runs had grown long before the first window (`firstOnset`,
 * epoch ms), for a failure can lengthen a run. 0 where neither can be said.
 */
export function doseScore(stream: Stream, s: Segmentation, firstOnset: number): number {
  const runs = harmOfRuns(stream, s);
  const sized = runs.filter(({ run }) => run.size !== null && run.size > 0);
  const bySize = sized.length * 5 >= runs.length * 4;
  if (!bySize && !grewBefore(runs, firstOnset)) return 0;
  const pairs = bySize
    ? sized.map(({ run, harm }) => [run.size ?? 0, harm] as const)
    : runs.map(({ lengthMs, harm }) => [lengthMs, harm] as const);
  if (pairs.length < LEAST_RUNS) return 0;
  const rho = spearman(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  );
  return Number.isFinite(rho) ? rho * Math.sqrt(pairs.length - 1) : 0;
}

/** Had runs grown long before anything failed? */
function grewBefore(runs: readonly RunHarm[], firstOnset: number): boolean {
  const before = runs.filter(({ run }) => run.end !== null && run.end <= firstOnset).map((r) => r.lengthMs);
  if (before.length < LEAST_BEFORE) return false;
  const usual = median(runs.map((r) => r.lengthMs));
  return Math.max(...before) >= LONG * usual || (before.at(-1) ?? 0) >= LONG * median(before);
}

type Pairs = readonly (readonly [x: number, y: number])[];

/** Of whole runs: work done against time taken. */
export function sizeAndLength(stream: Stream): Pairs {
  return stream.events.flatMap((e) =>
    e.size !== null &&
    e.size > 0 &&
    e.end !== null &&
    e.end > e.start &&
    !e.expected &&
    (e.status === 'succeeded' || e.status === null)
      ? [[e.size, e.end - e.start] as const]
      : [],
  );
}

/** A whole run, its length and the share of requests that failed from its start to the next start. */
interface RunHarm {
  readonly run: StreamEvent;
  readonly lengthMs: number;
  readonly harm: number;
}

/** Of whole runs, in time order; those cut short are no shorter doses. */
function harmOfRuns(stream: Stream, s: Segmentation): RunHarm[] {
  const runs = stream.events.filter((e) => !e.expected && e.end !== null);
  return runs.flatMap((run, i): RunHarm[] => {
    if (run.end === null || run.status === 'cancelled' || run.status === 'running') return [];
    const next = runs[i + 1]?.start ?? run.end;
    const first = Math.ceil((run.start - s.from) / s.binMs);
    const last = Math.floor((next - s.from) / s.binMs);
    if (first < 0 || last > s.rate.length || last <= first) return [];
    const rates = s.rate.slice(first, last).filter((r) => r !== null);
    if (rates.length < 0.8 * (last - first)) return [];
    return [
      { run, lengthMs: run.end - run.start, harm: rates.reduce((sum, r) => sum + r, 0) / rates.length },
    ];
  });
}

/** What fails after a run of no known end is counted for so many windows of the usual length. */
const FOLLOWED = 3;

interface SizedHarm {
  readonly size: number;
  /** Share of the requests that failed soon after. */
  readonly harm: number;
  /** A window began soon after. */
  readonly failed: boolean;
}

/** Work to do against what failed soon after, up to the next start. */
function harmBySize(stream: Stream, s: Segmentation): SizedHarm[] {
  const lengths = s.episodes.flatMap((e) => (e.to === null ? [] : [e.to - e.from]));
  if (lengths.length === 0) return [];
  const reachMs = FOLLOWED * median(lengths);
  const runs = stream.events.filter((e) => !e.expected);
  return runs.flatMap(({ size, start }, i) => {
    if (size === null || size <= 0) return [];
    const until = Math.min(start + reachMs, runs[i + 1]?.start ?? Number.POSITIVE_INFINITY);
    const first = Math.ceil((start - s.from) / s.binMs);
    const last = Math.floor((until - s.from) / s.binMs);
    if (first < 0 || last > s.rate.length || last <= first) return [];
    const rates = s.rate.slice(first, last).filter((r) => r !== null);
    if (rates.length < 0.8 * (last - first)) return [];
    const harm = rates.reduce((sum, r) => sum + r, 0) / rates.length;
    return [{ size, harm, failed: s.episodes.some((e) => e.from > start - s.binMs && e.from < until) }];
  });
}

/** Fewer runs on either side part by chance. */
const FEWEST_EACH = 3;

/** "None of the 13 of up to 120,000 did harm, all 9 of 450,000 or more did."; empty where no size parts them. */
function parted(runs: readonly SizedHarm[]): string {
  const harmless = runs.filter(({ failed }) => !failed).map(({ size }) => size);
  const harmful = runs.filter(({ failed }) => failed).map(({ size }) => size);
  const [most, least] = [largest(harmless), smallest(harmful)];
  if (Math.min(harmless.length, harmful.length) < FEWEST_EACH || most >= least) return '';
  return ` None of the ${harmless.length} of up to ${figure(most)} did harm, all ${harmful.length} of ${figure(least)} or more did.`;
}

function bySize(stream: Stream, s: Segmentation): Finding | null {
  const runs = harmBySize(stream, s);
  const pairs = runs.map(({ size, harm }) => [size, harm] as const);
  return finding(stream, s, 'size', 'error-rate', pairs, parted(runs));
}

function lengthAndHarm(stream: Stream, s: Segmentation): Pairs {
  return harmOfRuns(stream, s).map(({ lengthMs, harm }) => [lengthMs, harm] as const);
}

function finding(
  stream: Stream,
  segmentation: Segmentation,
  of: 'duration' | 'size',
  on: 'error-rate' | 'duration',
  pairs: Pairs,
  further = '',
): Finding | null {
  if (pairs.length < LEAST_RUNS) return null;
  const x = pairs.map((pair) => pair[0]);
  const y = pairs.map((pair) => pair[1]);
  const rho = spearman(x, y);
  const p = permutationP(x, y, rho);
  if (p > 0.05 || rho <= 0.2) return null;
  const more = `The more ${stream.sizeUnit ?? 'work'} ${withArticle(eventOf(stream.kind, stream.id))} has`;
  const words =
    of === 'duration'
      ? `The longer a run of ${stream.id}, ${harmWords(segmentation)} until the next one`
      : on === 'duration'
        ? `${more}, the longer it takes`
        : `${more}, ${harmWords(segmentation)} soon after`;
  return {
    key: `dose/${stream.id}/${of}/${on}`,
    title:
      of === 'size' && on === 'error-rate'
        ? `${shortName(stream.id, 22)}: more work, more harm`
        : of === 'size'
          ? `${shortName(stream.id, 22)}: more work, longer runs`
          : `${shortName(stream.id, 22)}: longer runs, more harm`,
    statement: `${words}: rank correlation ${figure(rho)} over ${count(pairs.length, 'run')}, p ${p < 0.001 ? 'below 0.001' : `= ${p.toPrecision(1)}`}.${further}`,
    measure: `n = ${pairs.length}`,
    verdict: 'supported',
    strength: p < 0.01 && rho > 0.5 ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: [
      ...new Set([...stream.sources, ...(on === 'error-rate' ? segmentation.computedFrom : [])]),
    ],
    data: { kind: 'dose', stream: stream.id, of, on, rho, p, n: pairs.length },
  };
}

/** What grows, as far as the failure series tells. */
function harmWords({ requests, missing, alerted, series, label }: Segmentation): string {
  if (requests || missing) return 'the more requests fail';
  if (alerted) return 'the longer it fails';
  return series[0] === 'logs' ? 'the more error lines come' : `the higher is ${label}`;
}

/** One-sided permutation p with the observed order counted once (Phipson and Smyth 2010). */
function permutationP(x: readonly number[], y: readonly number[], rho: number): number {
  const uniform = seededUniform(x.length * 31 + 5);
  // Beyond a few hundred runs fewer draws suffice: the Normal tail is far off anyway.
  const draws = x.length > 300 ? 300 : DRAWS;
  const shuffledY = [...y];
  let asLarge = 1;
  for (let i = 0; i < draws; i += 1) {
    if (spearman(x, shuffle(shuffledY, uniform)) >= rho) asLarge += 1;
  }
  return asLarge / (draws + 1);
}
