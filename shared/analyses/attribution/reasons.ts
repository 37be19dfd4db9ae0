import { count, duration, durationRange, figure, perMinute, share } from '../wording.ts';
import { ATTEMPTS } from './attempts-stream.ts';
import type { RiskSet } from './risk.ts';
import type { TrafficFit } from './traffic.ts';
import type { Weighed } from './weighed.ts';

/** One sentence on how the candidate meets the windows, with the numbers. */
export function reasonFor(w: Weighed, risk: RiskSet): string {
  const n = risk.seen.length;
  if (w.kind === 'none')
    return `No listed stream, load or filling explains the ${count(n, 'window')} better than chance or an unseen clock would.`;
  if (w.kind === 'traffic') return trafficReason(w, risk);
  if (w.kind === 'accumulation') {
    if (!w.accumulation || !Number.isFinite(w.accumulation.logLikelihood))
      return 'Too few recoveries to see whether something fills up.';
    const { by, capacity, spread } = w.accumulation;
    const amount = by === 'time' ? duration(capacity) : `${figure(capacity)} requests`;
    return `It fails about ${amount} after the last recovery or restart, give or take ${Math.round(100 * spread)} in 100 (n = ${n}).`;
  }
  if (w.stepAt !== null && w.traffic) return aboveLoadReason(w.traffic, risk);
  if (w.stepAt !== null) {
    const after = risk.seen.filter((t) => t + risk.binMs > (w.stepAt ?? 0)).length;
    const first = risk.seen.find((t) => t + risk.binMs > (w.stepAt ?? 0));
    return `${after} of ${count(n, 'window')} came after it${first === undefined ? '' : `, the first ${duration(Math.max(0, first - w.stepAt))} later`}.`;
  }
  return triggerReason(w, risk);
}

function trafficReason(w: Weighed, risk: RiskSet): string {
  const t = w.traffic;
  if (!t) return 'There is no request count from before the windows.';
  const limit = perMinute(t.threshold, risk.binMs);
  if (t.above * 2 > t.onsets && t.above / t.onsets > 4 * t.calmAbove)
    return `${t.above} of ${count(t.onsets, 'window')} began at ${limit} or more, a load that it ${t.calmAbove < 0.002 ? 'never bore while healthy' : `bore for only ${share(t.calmAbove)} of the healthy time`}.`;
  return `It was calm at ${perMinute(t.calmAt, risk.binMs)} and failed at ${perMinute(t.failedAt, risk.binMs)}; ${t.unusual} of ${count(t.onsets, 'window')} began under unusual load.`;
}

/** A change from which on a load does harm: with what passed before it. */
function aboveLoadReason(t: TrafficFit, risk: RiskSet): string {
  const limit = perMinute(t.threshold, risk.binMs);
  const before =
    t.boreBefore > 0
      ? `before it ${perMinute(t.mostBefore, risk.binMs)} passed without harm`
      : `before it the load never reached that, ${perMinute(t.mostBefore, risk.binMs)} at most, so the load alone may do it too`;
  return `From it on ${t.above} of ${count(t.onsets, 'window')} began at ${limit} or more; ${before}.`;
}

function triggerReason(w: Weighed, risk: RiskSet): string {
  const n = risk.seen.length;
  const trigger = w.trigger;
  if (!trigger) return 'It has no event in the span of the failure series.';
  const { counts, fit } = trigger;
  const noun =
    w.id === ATTEMPTS ? 'attempt' : w.kind === 'job' ? 'run' : w.kind === 'deploy' ? 'deployment' : 'event';
  if (counts.explained === 0 || !counts.lagMs) return `No window follows its ${noun}s at any steady delay.`;
  const [early, late] = counts.lagMs;
  // Clocks of two sources may differ: a start may be noted after the onset that it brought.
  const lag =
    early < 0
      ? `between ${duration(early)} before and ${duration(Math.max(0, late))} after`
      : `${durationRange(early, late)} after`;
  if (fit.variant.mode === 'missed')
    return `${counts.explained} of ${count(n, 'window')} came after a run of ${w.id} that should have happened and did not, ${lag} it was due.`;
  // Nobody recorded that a run took place: its schedule alone says when it was due.
  const scheduled = (w.stream?.events ?? []).length > 0 && (w.stream?.events ?? []).every((e) => e.expected);
  const subject =
    w.kind === 'pair'
      ? `both ${w.id.split('&').join(' and ')} were running`
      : w.id === ATTEMPTS
        ? 'a fix took effect'
        : `${noun === 'event' ? 'an' : 'a'} ${noun} of ${w.id} ${scheduled ? 'was due by its schedule' : 'started'}`;
  const harmless =
    counts.harmless === 0
      ? counts.exposures === 1
        ? `the one ${noun} seen did harm`
        : `none of the ${count(counts.exposures, noun)} seen was harmless`
      : `${counts.harmless} of ${count(counts.exposures, noun)} did no harm`;
  const limit =
    fit.variant.minRunMs > 0 ? `, counting runs of ${duration(fit.variant.minRunMs)} or more` : '';
  const load =
    fit.variant.minLoad > 0
      ? `, counting those at ${perMinute(fit.variant.minLoad, risk.binMs)} or more`
      : '';
  const since = fit.variant.since ? ', from the first window on' : '';
  const ends = trigger.endsWithRun ? ', and the failure ends with the run' : '';
  return `${counts.explained} of ${count(n, 'window')} began ${lag} ${subject}; ${harmless}${limit}${load}${since}${ends}.${scheduled ? ' No run of it is on record.' : ''}`;
}
