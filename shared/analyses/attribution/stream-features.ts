import type { StreamKind } from '../../incident/stream.ts';
import type { Features } from './combiner.ts';
import type { LagModel } from './lag-model.ts';
import { fineSpread, lagSpreads } from './lags.ts';
import { keepsOwnClock } from './own-clock.ts';
import { recoveryFactor } from './recovery.ts';
import type { RiskSet } from './risk.ts';
import type { TriggerFit } from './trigger.ts';
import type { TriggerCounts } from './trigger-counts.ts';
import { clip } from './weighed.ts';

/** Of what a failure sets off hardly any comes without one: at this share the other way round none of it is. */
const SPONTANEOUS = 4;
const FEWEST_SPONTANEOUS = 2;
/** What comes within a bin of the onsets, before or after, and on no time of its own, is set off by them as likely as not. */
const UNCLEAR = 0.8;

/** An outage elsewhere or a date is not set off by the failure here, however late somebody noted it. */
export function canFollow(kind: StreamKind): boolean {
  return kind !== 'dependency' && kind !== 'vendor' && kind !== 'certificate';
}

/** A failure may set off jobs, switches and settings at once; what people ship, load or toggle takes them longer. */
export function isSetOffAtOnce(kind: StreamKind): boolean {
  return canFollow(kind) && kind !== 'deploy' && kind !== 'data' && kind !== 'flag';
}

/** What the combiner sees of a stream whose events may bring windows. */
export function streamFeatures(
  found: number,
  ends: number,
  fit: TriggerFit,
  counts: TriggerCounts,
  risk: RiskSet,
  tested: number,
  mayFollow: boolean,
  atOnce = false,
): Features {
  const n = Math.max(1, counts.windows);
  // What meets no window at its likeliest lag is no cause, however many lags there are.
  const onsets = counts.explained === 0 ? Math.min(0, found) : found;
  const harmless = counts.exposures > 0 ? counts.harmless / counts.exposures : 0;
  // What also comes while all is well is not set off by the failure, least of all what then keeps the same time.
  const spontaneous =
    counts.harmless >= FEWEST_SPONTANEOUS && keepsOwnClock(fit.runs)
      ? 1
      : Math.min(1, SPONTANEOUS * harmless);
  const unclear = atOnce && !keepsOwnClock(fit.runs) ? UNCLEAR * counts.beside : 0;
  const follows = mayFollow ? Math.max(counts.follows, unclear) * (1 - spontaneous) : 0;
  const joined = counts.explained * 2 < n ? Math.min(0, ends) : ends * (counts.explained / n);
  const perWindow = Math.max(-5, onsets / n);
  return {
    // What comes after the onset is as well explained by the failure setting it off: that evidence favours neither.
    evidence: clip(onsets) * (1 - follows),
    perWindow: perWindow * (1 - follows),
    // Ends that agree with a few windows out of many are chance; they bear out what the onsets say, and no more than that.
    ends: Math.min(10, joined, Math.max(1, 0.6 * onsets)),
    late:
      fit.variant.mode === 'missed' ? 0 : ((1 - fit.missedShare) * Math.max(0, fit.lagMs)) / risk.intervalMs,
    covered: counts.explained / n,
    follows,
    harmless,
    stream: 1,
    tested,
  };
}

/** Does the window end with the run that explains it (or, for a missed run, with the next one)? */
export function recoveryOf(risk: RiskSet, model: LagModel, fit: TriggerFit, counts: TriggerCounts): number {
  const seen = risk.onsets.filter((o) => o.seen);
  const endings = seen.flatMap((o, j) => {
    if (o.recovery === null) return [];
    const k = counts.by[j] ?? -1;
    if (k < 0) return [{ onset: o.at, recovery: o.recovery, end: null }];
    if (fit.variant.mode === 'missed') {
      const next = fit.runs.done.find((t) => t > o.at);
      return [{ onset: o.at, recovery: o.recovery, end: next ?? null }];
    }
    const end = fit.runs.unrecorded?.[k] ? undefined : fit.runs.end[k];
    return [
      {
        onset: o.at,
        recovery: o.recovery,
        end: end === undefined || Number.isNaN(end) || end <= o.at ? null : end,
      },
    ];
  });
  const fine = fineSpread(model);
  const spreads = lagSpreads(model);
  return recoveryFactor(risk, endings, fine === null ? spreads : [fine, ...spreads], fit.lagMs);
}
