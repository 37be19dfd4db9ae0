import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../incident/time-range.ts';
import { isRecorded } from '../candidate-id.ts';
import { TOLERANCE_MS } from '../changes/recorded.ts';
import { count, duration, durationRange, eventNoun, figure, ofAll, perMinutePair } from '../wording.ts';
import type { RiskSet } from './risk.ts';
import type { Weighed } from './weighed.ts';

/**
 * Why a stream or a change of it is contradicted: windows began without it, its events did no harm, windows had begun
 * before it, or it stayed healthy long after it.
 */
export type Contrary = 'without' | 'harmless' | 'before' | 'calm-after';

/** A contradiction found in the data: which mechanism was tested and what speaks against it. */
export interface Contradiction {
  readonly mechanism: string;
  /** What speaks against it, to be read after its name and a colon. */
  readonly sentence: string;
  /** The same in a few words beside its name: "10 of 12 without". */
  readonly measure: string;
  /** Null for load and for something that fills up. */
  readonly contrary: Contrary | null;
}

/** The likelihood of a ruled-out candidate is below this share of the best rival's (engine.md, section 3). */
export const LIKELIHOOD_RATIO = 1 / 100;

/** Contrary data with enough coverage, or null: a rival that merely fits better rules nothing out. */
export function contradiction(w: Weighed, risk: RiskSet): Contradiction | null {
  if (w.kind === 'traffic') return againstTraffic(w, risk);
  if (w.kind === 'accumulation') return againstFilling(risk, w);
  if (w.stepAt !== null) return againstStep(w, risk);
  return w.trigger ? againstTrigger(w, risk) : againstAbsent(w, risk);
}

/** Its record covers the windows and shows nothing in reach of any: that is contrary data too. */
function againstAbsent(w: Weighed, risk: RiskSet): Contradiction | null {
  const from = risk.origin;
  const covered = w.stream?.coverage.some((c) => c.from <= from && c.to >= from + (risk.seen.at(-1) ?? 0));
  if (!covered || !w.stream || risk.seen.length < 2) return null;
  const last = w.stream.events.findLast((e) => e.start < from);
  const ago = last
    ? `; the last one was ${duration(from + (risk.seen[0] ?? 0) - last.start)} before the first window`
    : '';
  return {
    mechanism: mechanismOf(w.kind),
    contrary: 'without',
    measure: 'none near',
    sentence: `no ${eventNoun(w.kind)}${ofIt(w)} came near any of the ${risk.seen.length} windows${ago}.`,
  };
}

function againstTrigger(w: Weighed, risk: RiskSet): Contradiction | null {
  const trigger = w.trigger;
  if (!trigger || trigger.fit.variant.mode === 'missed') return null;
  const n = risk.seen.length;
  if (n < 3 || steadyBeyond(w, risk)) return null;
  const { starts, reach, slack } = exposureReach(w, risk);
  const near = (onset: number): boolean =>
    starts.some((e) => e.start - slack <= onset && onset <= Math.max(e.start + reach, e.end));
  const inCoverage = (onset: number): boolean =>
    trigger.stream.coverage.length === 0 ||
    trigger.stream.coverage.some((c) => onset + risk.origin >= c.from && onset + risk.origin < c.to);
  const judged = risk.seen.filter(inCoverage);
  const missing = judged.filter((onset) => !near(onset)).length;
  const observed = starts.filter((e) => healthyAt(risk, e.start));
  const harmless = observed.filter(
    (e) => !risk.onsets.some((o) => e.start - slack <= o.at && o.at <= Math.max(e.start + reach, e.end)),
  ).length;
  const what = mechanismOf(w.kind);
  const noun = eventNoun(w.kind);
  if (missing >= 2 && missing * 2 >= judged.length) {
    const none = w.kind === 'pair' ? 'though the two had not run at once' : `with no ${noun}${ofIt(w)}`;
    return {
      mechanism: what,
      contrary: 'without',
      measure: `${missing} of ${judged.length} without`,
      sentence: `${missing} of ${judged.length} windows began ${none} in the ${wholeUnits(reach)} before.`,
    };
  }
  if (harmless >= 3 && harmless * 2 > observed.length) {
    const due =
      w.kind !== 'pair' && (w.stream?.events ?? []).every((e) => e.expected) ? ' due by its schedule' : '';
    return {
      mechanism: what,
      contrary: 'harmless',
      measure: `${figure(harmless)} of ${figure(observed.length)} harmless`,
      sentence:
        w.kind === 'pair'
          ? `${figure(harmless)} of the ${figure(observed.length)} times that both ran at once did no harm.`
          : harmless === observed.length
            ? `none of its ${count(harmless, noun)}${due} did harm.`
            : `${figure(harmless)} of its ${count(observed.length, noun)}${due} did no harm.`,
    };
  }
  return null;
}

/** Windows and events of a stream that many are not looked at in pairs. */
const MOST_PAIRED = 200;
const FEWEST_STEADY = 4;
/** Share of a lag within which it is the same one. */
const SAME_LAG = 0.005;

/**
 * Do nearly all windows begin at one steady time after an event, though later than was tested (what lives for a day since the
 * deployment)? Then that none came shortly before them says nothing.
 */
function steadyBeyond({ trigger }: Weighed, risk: RiskSet): boolean {
  const { seen, origin, binMs, spanMs } = risk;
  const starts = (trigger?.stream.events ?? []).map((e) => e.start - origin);
  const last = seen.at(-1);
  if (last === undefined || seen.length < FEWEST_STEADY || starts.length > MOST_PAIRED) return false;
  return starts.some((from) => {
    const lag = last - from;
    const within = Math.max(2 * binMs, SAME_LAG * lag);
    if (lag < 0.5 * risk.intervalMs || (starts.length * 2 * within) / spanMs > 0.3) return false;
    const met = seen.filter((at) => starts.some((start) => Math.abs(at - start - lag) <= within)).length;
    return met >= 0.9 * seen.length;
  });
}

/** A stream that is called by what it holds ("deployments") has no other name. */
function ofIt({ id, kind }: Weighed): string {
  return id === `${eventNoun(kind)}s` ? '' : ' of it';
}

/** "7 min" of 7.6, "14 h" of 14 h 4 min: what holds of a time holds of a shorter one, too. */
function wholeUnits(ms: number): string {
  const unit = ms >= 3 * HOUR_MS ? HOUR_MS : MINUTE_MS;
  return duration(Math.floor(ms / unit) * unit);
}

/** Events as runs; how long after its start one may still be blamed, and how far clocks may differ. */
function exposureReach(
  w: Weighed,
  risk: RiskSet,
): { starts: { start: number; end: number }[]; reach: number; slack: number } {
  const trigger = w.trigger;
  const starts = (trigger?.stream.events ?? [])
    .map((e) => ({ start: e.start - risk.origin, end: (e.end ?? e.start) - risk.origin }))
    .filter((e) => e.start < risk.spanMs && e.end >= 0);
  const gaps = starts
    .slice(1)
    .map((e, i) => e.start - (starts[i]?.start ?? 0))
    .sort((a, b) => a - b);
  const own = (gaps[gaps.length >> 1] ?? risk.intervalMs) * 0.2;
  const lag = trigger && trigger.counts.explained >= 2 ? trigger.fit.lagMs + 2 * trigger.fit.sdMs : 0;
  return {
    starts,
    reach: Math.max(3 * MINUTE_MS, own, Math.min(lag, 0.5 * risk.intervalMs)),
    slack: 3 * MINUTE_MS,
  };
}

function healthyAt(risk: RiskSet, at: number): boolean {
  for (let i = 0; i < risk.from.length; i++)
    if (at >= (risk.from[i] as number) - risk.binMs && at < (risk.to[i] as number)) return true;
  return false;
}

/** So many usual intervals, and longest ones, of calm after a change speak against it. */
const USUAL_CALMS = 6;
const LONGEST_CALMS = 2;

/** A change is made once: windows that had begun before it, or a long calm after it, speak against it. */
function againstStep(w: Weighed, risk: RiskSet): Contradiction | null {
  const recorded = isRecorded(w.id);
  const at = w.stepAt ?? 0;
  const mechanism = 'a change that made it worse for good';
  // The time of a record is rounded, and its clock may be another one.
  const before = risk.seen.filter((t) => t < at - (recorded ? TOLERANCE_MS : 0)).length;
  if (before >= 2 || (before > 0 && before === risk.seen.length))
    return {
      mechanism,
      contrary: 'before',
      measure: `${risk.seen.filter((t) => t < at).length} of ${risk.seen.length} before it`,
      sentence: `${begunBefore(at, risk)} before it.`,
    };
  const since = at + (w.untested === 'day' ? DAY_MS : 0);
  const next = risk.seen.find((t) => t >= since);
  if (next === undefined) return null;
  let calm = 0;
  for (let i = 0; i < risk.from.length; i++)
    calm += Math.max(0, Math.min(risk.to[i] as number, next) - Math.max(risk.from[i] as number, since));
  // Windows that come in bursts, as at each day's peak, leave long calms between them as well.
  const longest = risk.onsets
    .slice(1)
    .reduce((most, o, i) => Math.max(most, o.at - (risk.onsets[i]?.at ?? o.at)), risk.intervalMs);
  if (calm < Math.max(USUAL_CALMS * risk.intervalMs, LONGEST_CALMS * longest)) return null;
  return {
    mechanism,
    contrary: 'calm-after',
    measure: `${duration(calm)} calm after`,
    sentence: `the service stayed healthy for ${duration(calm)} after it.`,
  };
}

/** "2 of 5 windows had begun", "the one window had begun": what came before `at`, ms since the first bin. */
export function begunBefore(at: number, { seen }: RiskSet): string {
  const before = seen.filter((t) => t < at).length;
  return seen.length === 1 ? 'the one window had begun' : `${ofAll(before, seen.length, 'window')} had begun`;
}

function againstTraffic(w: Weighed, risk: RiskSet): Contradiction | null {
  const t = w.traffic;
  if (!t || t.onsets < 3 || t.failedAt > t.calmAt || t.meanRank > 0.75 || t.unusual * 4 > t.onsets)
    return null;
  const [calm, failed] = perMinutePair(t.calmAt, t.failedAt, risk.binMs);
  return {
    mechanism: 'load over a limit',
    contrary: null,
    measure: `calm at ${calm.split(' ')[0]}`,
    sentence: `it was calm at ${calm} and failed at ${failed}.`,
  };
}

function againstFilling(risk: RiskSet, w: Weighed): Contradiction | null {
  const reliefs: number[] = [];
  for (let i = 1; i < risk.onsets.length; i++) {
    const end = risk.onsets[i - 1]?.recovery;
    const next = risk.onsets[i];
    if (next?.seen && end !== null && end !== undefined) reliefs.push(next.at - end);
  }
  if (reliefs.length < 4 || !w.accumulation) return null;
  const shortest = Math.min(...reliefs);
  const longest = Math.max(...reliefs);
  if (longest < 4 * Math.max(shortest, 2 * risk.binMs)) return null;
  return {
    mechanism: 'something that fills up',
    contrary: null,
    measure: `after ${durationRange(shortest, longest)}`,
    sentence: `once it failed again after ${duration(shortest)}, once after ${duration(longest)}: that is no one filling time (n = ${reliefs.length}).`,
  };
}

/** What is tested when a stream of this kind is tested. */
function mechanismOf(kind: Weighed['kind']): string {
  switch (kind) {
    case 'deploy':
      return 'a deployment';
    case 'config':
      return 'a configuration change';
    case 'flag':
      return 'a feature flag';
    case 'pair':
      return 'both at once';
    default:
      return `its ${eventNoun(kind)}s`;
  }
}
