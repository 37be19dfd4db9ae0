import type { Incident } from '../incident/incident.ts';
import type { Attribution } from './attribution/attribute.ts';
import { combine } from './attribution/combiner.ts';
import { weighAll } from './attribution/evidence.ts';
import type { Episode, Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { seededUniform } from './statistics/prng.ts';
import { count } from './wording.ts';

const MOST_DROPPED = 8;
const RESAMPLES = 6;
/** Rivals weaker than these cannot win a trial and would only cost time. */
const RIVAL_STREAMS = 4;

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
      .flatMap((c) => c.id.replace(/#\d+$/, '').split('&'))
      .filter((id) => incident.streams.some((st) => st.id === id))
      .slice(0, RIVAL_STREAMS + 2),
  );
  const narrowed = {
    ...incident,
    streams: incident.streams.filter((st) => rivals.has(st.id) || st.kind === 'restart'),
  };
  const tested = found.evidence.streamsTested;
  const trials = [...dropped(s), ...moved(s), ...resampled(s)];
  const probabilities: number[] = [];
  let agreeing = 0;
  let heldWithoutEach = true;
  for (const { segmentation, drops } of trials) {
    const { candidates } = weighAll(narrowed, segmentation, readyTimes, tested);
    const p = combine(candidates.map((w) => w.features));
    const own = p[candidates.findIndex((w) => w.id === top.id)] ?? 0;
    const agrees = own > 0 && own >= Math.max(...p) - 1e-12;
    probabilities.push(own);
    if (agrees) agreeing++;
    else if (drops) heldWithoutEach = false;
  }
  const low = Math.min(...probabilities);
  const high = Math.max(...probabilities);
  return {
    key: 'robustness/cause',
    title: agreeing === trials.length ? 'The verdict is stable' : 'The verdict depends on single windows',
    statement:
      `${top.label} stays the likeliest in ${agreeing} of ${count(trials.length, 'trial')} with a window left out, edges moved by one interval or windows resampled` +
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

interface Trial {
  readonly segmentation: Segmentation;
  readonly drops: boolean;
}

function dropped(s: Segmentation): Trial[] {
  const step = Math.max(1, Math.ceil(s.episodes.length / MOST_DROPPED));
  return s.episodes.flatMap((e, i) =>
    i % step === 0 ? [{ segmentation: without(s, [e]), drops: true }] : [],
  );
}

function moved(s: Segmentation): Trial[] {
  return [-1, 1].map((bins) => ({
    segmentation: {
      ...s,
      episodes: s.episodes.map((e) => ({
        ...e,
        from: Math.max(
          s.from,
          Math.min(e.from + bins * s.binMs, (e.to ?? Number.POSITIVE_INFINITY) - s.binMs),
        ),
      })),
    },
    drops: false,
  }));
}

/** Half-sampling (Politis & Romano 1994): a third of the windows is left out at a time, with their time. */
function resampled(s: Segmentation): Trial[] {
  if (s.episodes.length < 5) return [];
  const uniform = seededUniform(29);
  return Array.from({ length: RESAMPLES }, () => {
    const out = s.episodes.filter(() => uniform() < 1 / 3);
    return { segmentation: without(s, out.slice(0, s.episodes.length - 2)), drops: false };
  });
}

/** As if these windows had not been recorded: their time is unknown, not healthy. */
function without(s: Segmentation, out: readonly Episode[]): Segmentation {
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
    episodes: s.episodes.filter((e) => !out.includes(e)),
    coverage,
  };
}
