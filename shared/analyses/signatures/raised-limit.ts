import type { Series } from '../../incident/series.ts';
import { shortName } from '../contrast/short-name.ts';
import { median } from '../statistics/quantile.ts';
import { durationList, figure } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

/** The reliefs before and after a limit was raised: what leaks lasts about as much longer as there is more of it. */
export const raisedLimit: SignatureTest = ({ incident, segmentation: s, found }) => {
  const reliefs = incident.attempts.flatMap(({ at, until }) => {
    // A fix after which the failure went on gave no relief.
    const window = at === null ? undefined : s.episodes.findLast((e) => e.from <= at);
    if (at === null || !window?.to || window.to > (until ?? at) + 2 * s.binMs) return [];
    const next = s.episodes.find((e) => e.from > at);
    const again = incident.attempts.some((a) => a.at !== null && a.at > at && a.at < (next?.from ?? at));
    return next && !again ? [{ at, ms: next.from - at }] : [];
  });
  for (const { gauge, limit } of incident.roles.limits) {
    if (!('series' in limit)) continue;
    const series = incident.series.find((one) => one.id === limit.series);
    const raised = series ? raise(series) : null;
    if (!series || !raised) continue;
    const before = reliefs.filter((relief) => relief.at < raised.at - 3 * s.binMs);
    const after = reliefs.filter((relief) => relief.at >= raised.at - 3 * s.binMs);
    if (before.length === 0 || after.length === 0) continue;
    const factor = raised.after / raised.before;
    const ratio = median(after.map((r) => r.ms)) / median(before.map((r) => r.ms));
    const follows = Math.abs(Math.log(ratio) / Math.log(factor) - 1) <= 0.3;
    const refuted = ratio <= 1 + 0.4 * (factor - 1);
    if (!follows && !refuted) continue;
    // Two and two reliefs at least show a growth, and only where nothing else is named.
    const other = found.state === 'cause' && found.candidates[0]?.kind !== 'accumulation';
    if (follows && (other || before.length < 2 || after.length < 2)) continue;
    const n = before.length + after.length;
    return {
      name: 'raised-limit',
      title: follows ? 'Relief grew with the limit' : `No leak of ${shortName(gauge, 26)}`,
      statement: `${series.id} went from ${figure(raised.before)} to ${figure(raised.after)}; relief was ${durationList(before.map((r) => r.ms))} before and ${durationList(after.map((r) => r.ms))} with it (n = ${n}): ${
        follows
          ? `as much longer as there is more of it, as a leak of ${gauge} would have it.`
          : `a leak of ${gauge} would have taken about ${figure(factor)} times as long, so it does not merely leak away.`
      }`,
      about: [gauge],
      n,
      verdict: follows ? 'supported' : 'ruled-out',
      strong: before.length >= 2 && after.length >= 2,
      answers: 'lead',
      answer: follows
        ? `${shortName(gauge, 30)} is taken and not given back`
        : `No leak of ${shortName(gauge, 40)}`,
      bring: null,
      sources: [series.source],
    };
  }
  return null;
};

/** The one step up of a limit by half or more. */
function raise(limit: Series): { at: number; before: number; after: number } | null {
  let found: { at: number; before: number; after: number } | null = null;
  let last: number | null = null;
  for (let i = 0; i < limit.times.length; i++) {
    const value = limit.values[i];
    if (value === null || value === undefined) continue;
    if (last !== null && value !== last) {
      if (found || value < 1.5 * last || last <= 0) return null;
      found = { at: limit.times[i] as number, before: last, after: value };
    }
    last = value;
  }
  return found;
}
