import type { Incident } from '../incident/incident.ts';
import type { Stream } from '../incident/stream.ts';
import { shortName } from './contrast/short-name.ts';
import type { Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { seededUniform, shuffle } from './statistics/prng.ts';
import { spearman } from './statistics/ranks.ts';
import { count, figure } from './wording.ts';

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
    if (!stream) return [];
    return [
      finding(stream, segmentation, 'size', 'duration', sizeAndLength(stream)),
      finding(stream, segmentation, 'duration', 'error-rate', lengthAndHarm(stream, segmentation)),
    ].filter((f) => f !== null);
  });
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

/** Of whole runs: time taken against the share of requests that failed from its start to the next start. */
function lengthAndHarm(stream: Stream, s: Segmentation): Pairs {
  const runs = stream.events.filter((e) => !e.expected && e.end !== null);
  return runs.flatMap((run, i) => {
    if (run.end === null || run.status === 'cancelled' || run.status === 'running') return [];
    const next = runs[i + 1]?.start ?? run.end;
    const first = Math.ceil((run.start - s.from) / s.binMs);
    const last = Math.floor((next - s.from) / s.binMs);
    if (first < 0 || last > s.rate.length || last <= first) return [];
    const rates = s.rate.slice(first, last).filter((r) => r !== null);
    if (rates.length < 0.8 * (last - first)) return [];
    return [[run.end - run.start, rates.reduce((sum, r) => sum + r, 0) / rates.length] as const];
  });
}

function finding(
  stream: Stream,
  segmentation: Segmentation,
  of: 'duration' | 'size',
  on: 'error-rate' | 'duration',
  pairs: Pairs,
): Finding | null {
  if (pairs.length < LEAST_RUNS) return null;
  const x = pairs.map((pair) => pair[0]);
  const y = pairs.map((pair) => pair[1]);
  const rho = spearman(x, y);
  const p = permutationP(x, y, rho);
  if (p > 0.05 || rho <= 0.2) return null;
  const words =
    of === 'size'
      ? `The more ${stream.sizeUnit ?? 'work'} a run of ${stream.id} has, the longer it takes`
      : `The longer a run of ${stream.id}, the more requests fail until the next one`;
  return {
    key: `dose/${stream.id}/${of}/${on}`,
    title:
      of === 'size'
        ? `${shortName(stream.id, 22)}: size sets length`
        : `${shortName(stream.id, 22)}: length does harm`,
    statement: `${words}: rank correlation ${figure(rho)} over ${count(pairs.length, 'run')}, p ${p < 0.001 ? 'below 0.001' : `= ${p.toPrecision(1)}`}.`,
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
