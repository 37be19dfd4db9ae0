import type { Incident } from '../incident/incident.ts';
import type { Attribution } from './attribution/attribute.ts';
import { weighAll } from './attribution/evidence.ts';
import { judge } from './attribution/judge.ts';
import { partsOf } from './candidate-id.ts';
import type { Episode, Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { seededUniform } from './statistics/prng.ts';
import { sentence } from './wording.ts';

/** Groups of windows that are left out in turn: single ones while there are no more than this. */
const MOST_GROUPS = 8;
const RESAMPLES = 100;
/** Fewer windows drawn anew are too few different ones. */
const FEWEST_RESAMPLED = 4;
/** Rivals weaker than these cannot win a trial and would only cost time. */
const RIVAL_STREAMS = 4;
const RIVAL_CHANGES = 12;
/** A candidate that an underflow reads as impossible. */
const LEAST_ODDS = 1e-300;

/** Does the verdict survive without each window, with edges moved by a bin, and on resampled windows? Null without a cause. */
export function robustness(
  incident: Incident,
  s: Segmentation,
  readyTimes: readonly number[],
  found: Attribution,
): Finding | null {
  const top = found.candidates[0];
  if (found.state !== 'cause' || !top || !found.evidence || s.episodes.length < 3) return null;
  const rivals = new Set(
    found.candidates
      .flatMap((c) => partsOf(c.id))
      .filter((id) => incident.streams.some((st) => st.id === id))
      .slice(0, RIVAL_STREAMS + 2),
  );
  const likeliest = new Set(found.candidates.slice(0, RIVAL_CHANGES).map(({ id }) => id));
  const narrowed = {
    ...incident,
    changes: incident.changes.filter(({ id }) => likeliest.has(id)),
    streams: incident.streams.filter((st) => rivals.has(st.id) || st.kind === 'restart'),
  };
  const tested = found.evidence.streamsTested;
  const oddsIn = (segmentation: Segmentation): Map<string, number> => {
    const { candidates, probabilities } = judge(
      weighAll(narrowed, segmentation, readyTimes, tested).candidates,
    );
    return new Map(candidates.map((w, i) => [w.id, probabilities[i] ?? 0]));
  };
  const whole = oddsIn(s);
  const without = groups(s).map((group) => ({ group, odds: oddsIn(leaveOut(s, group)) }));
  const trials = [...without.map(({ odds }) => odds), ...moved(s).map(oddsIn), ...resampled(whole, without)];
  const agrees = (odds: Odds): boolean => {
    const own = odds.get(top.id) ?? 0;
    return own > 0 && own >= Math.max(...odds.values()) - 1e-12;
  };
  const probabilities = trials.map((odds) => odds.get(top.id) ?? 0);
  const agreeing = trials.filter(agrees).length;
  const heldWithoutEach = without.every(({ odds }) => agrees(odds));
  const low = Math.min(...probabilities);
  const high = Math.max(...probabilities);
  return {
    key: 'robustness/cause',
    title: titleOf(agreeing, trials.length, heldWithoutEach),
    statement:
      `${top.kind === 'traffic' || top.kind === 'accumulation' ? sentence(top.label) : top.label} ${top.kind === 'pair' ? 'together stay' : 'stays'} the likeliest in ${agreeing} of ${trials.length} trials, each with a window left out, the edges moved or the windows drawn anew` +
      `${heldWithoutEach ? '' : '; it hangs on single windows'}. That says nothing about a cause that is not in the files.`,
    measure: `${agreeing} of ${trials.length}`,
    verdict: agreeing * 10 >= trials.length * 8 ? 'supported' : 'undetermined',
    strength: agreeing === trials.length ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: s.computedFrom,
    data: {
      kind: 'robustness',
      agreeing,
      trials: trials.length,
      droppingWindow: heldWithoutEach,
      probabilityRange: [low, high],
    },
  };
}

function titleOf(agreeing: number, trials: number, heldWithoutEach: boolean): string {
  if (agreeing === trials) return 'The verdict is stable';
  if (!heldWithoutEach) return 'The verdict depends on single windows';
  return agreeing * 10 >= trials * 8 ? 'The verdict is nearly stable' : 'The verdict is not stable';
}

/** Probability of each candidate in one trial. */
type Odds = ReadonlyMap<string, number>;

/** Single windows, or every n-th together where there are many. */
function groups(s: Segmentation): Episode[][] {
  const n = Math.min(MOST_GROUPS, s.episodes.length);
  return Array.from({ length: n }, (_, g) => s.episodes.filter((__, i) => i % n === g));
}

function moved(s: Segmentation): Segmentation[] {
  // A window that has just begun keeps its one interval: none begins where the data end.
  const end = s.from + s.rate.length * s.binMs;
  return [-1, 1].map((bins) => ({
    ...s,
    episodes: s.episodes.map((e) => ({
      ...e,
      from: Math.max(s.from, Math.min(e.from + bins * s.binMs, (e.to ?? end) - s.binMs)),
    })),
  }));
}

/**
 * Windows drawn with replacement, by the infinitesimal jackknife (Efron & Tibshirani 1993, chapter 20): what each group
 * adds to the log odds is known from leaving it out, and a draw weighs it by how often it came.
 */
function resampled(
  whole: Odds,
  without: readonly { readonly group: readonly Episode[]; readonly odds: Odds }[],
): Odds[] {
  const windows = without.reduce((n, { group }) => n + group.length, 0);
  if (windows < FEWEST_RESAMPLED) return [];
  const ids = [...whole.keys()];
  const score = (odds: Odds, id: string): number =>
    Math.log(Math.max(LEAST_ODDS, odds.get(id) ?? LEAST_ODDS));
  const all = ids.map((id) => score(whole, id));
  const adds = without.map(({ odds }) =>
    ids.map((id, k) => (all[k] ?? 0) - (odds.has(id) ? score(odds, id) : (all[k] ?? 0))),
  );
  const uniform = seededUniform(29);
  return Array.from({ length: RESAMPLES }, () => {
    const scores = [...all];
    const times = new Float64Array(without.length);
    for (let draw = 0; draw < without.length; draw++) {
      const g = Math.floor(uniform() * without.length);
      times[g] = (times[g] as number) + 1;
    }
    for (const [g, added] of adds.entries())
      for (let k = 0; k < scores.length; k++)
        scores[k] = (scores[k] as number) + ((times[g] as number) - 1) * (added[k] as number);
    const high = Math.max(...scores);
    const odds = scores.map((each) => Math.exp(each - high));
    const total = odds.reduce((sum, each) => sum + each, 0);
    return new Map(ids.map((id, k) => [id, (odds[k] as number) / total]));
  });
}

/** As if these windows had not been recorded: their time is unknown, not healthy. */
function leaveOut(s: Segmentation, out: readonly Episode[]): Segmentation {
  const gone = (at: number): boolean =>
    out.some((e) => at >= e.from - s.binMs && at < (e.to ?? Number.POSITIVE_INFINITY) + s.binMs);
  const blank = (values: readonly (number | null)[]) =>
    values.map((v, i) => (gone(s.from + i * s.binMs) ? null : v));
  let coverage = s.coverage.map((c) => ({ ...c }));
  for (const e of out) {
    const from = e.from - s.binMs;
    const to = (e.to ?? Number.POSITIVE_INFINITY) + s.binMs;
    coverage = coverage
      .flatMap((c) => [
        { from: c.from, to: Math.min(c.to, from) },
        { from: Math.max(c.from, to), to: c.to },
      ])
      .filter((c) => c.to > c.from);
  }
  return {
    ...s,
    rate: blank(s.rate),
    errors: blank(s.errors),
    requests: s.requests ? blank(s.requests) : null,
    load: s.load ? blank(s.load) : null,
    episodes: s.episodes.filter((e) => !out.includes(e)),
    coverage,
  };
}
