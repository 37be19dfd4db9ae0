import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../incident/time-range.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { zoneOffsetMs } from '../wall-clock.ts';
import { clock, count, duration } from '../wording.ts';
import { namesStream } from './life.ts';
import type { SignatureTest } from './signature.ts';
import { healthyBins, meanOf } from './window-bins.ts';

const FEWEST_DAYS = 3;
/** Onsets keep to an hour of the day this closely; a night's work does not start to the minute. */
const SAME_HOUR_MS = 90 * MINUTE_MS;
const BINS_BEFORE_MS = 15 * MINUTE_MS;

/** A batch window: it fails at about the same hour of most days, when the load is no higher than usual. */
export const batchWindow: SignatureTest = ({ incident, segmentation: s, found }) => {
  const spanDays = (s.rate.length * s.binMs) / DAY_MS;
  const onsets = s.episodes.map((e) => e.from);
  if (spanDays < FEWEST_DAYS - 0.5 || onsets.length < FEWEST_DAYS || namesStream(found)) return null;
  const local = onsets.map((at) => at + zoneOffsetMs(at, incident.zone));
  const first = local[0] as number;
  const hours = local.map((at) => {
    const rest = (((at - first) % DAY_MS) + DAY_MS) % DAY_MS;
    return rest > DAY_MS / 2 ? rest - DAY_MS : rest;
  });
  const middle = median(hours);
  const fitting = hours.filter((h) => Math.abs(h - middle) <= SAME_HOUR_MS);
  const days = new Set(
    local.flatMap((at, i) =>
      Math.abs((hours[i] as number) - middle) <= SAME_HOUR_MS
        ? [Math.round((at - first - middle) / DAY_MS)]
        : [],
    ),
  ).size;
  if (days < FEWEST_DAYS || fitting.length < 0.8 * onsets.length || days < 0.6 * Math.floor(spanDays))
    return null;
  const length = median(s.episodes.flatMap((e) => (e.to === null ? [] : [e.to - e.from])));
  if (s.load) {
    const usual = healthyBins(s, s.load, 2).map(({ value }) => value);
    const before = s.episodes.flatMap((e) => {
      const bin = Math.round((e.from - s.from) / s.binMs);
      return meanOf(s.load ?? [], bin - Math.ceil(BINS_BEFORE_MS / s.binMs), bin) ?? [];
    });
    // At the busiest hours the load would explain it as well.
    if (before.length === 0 || median(before) > quantile(usual, 0.65)) return null;
  }
  const at = (onsets[0] as number) + middle;
  return {
    name: 'batch-window',
    title: `About ${clock(at, incident.zone)} each day`,
    statement: `It begins at about ${clock(at, incident.zone)} on ${count(days, 'day')}, give or take ${duration(Math.max(...fitting.map((h) => Math.abs(h - middle)), MINUTE_MS))}, and lasts about ${duration(length)}${s.load ? ', when the load is no higher than usual' : ''}: work of that hour (backups, reports, imports, a run that started up to ${duration(6 * HOUR_MS)} earlier) would do that.`,
    about: [],
    n: days,
    verdict: 'supported',
    strong: days >= 4,
    answers: 'clock',
    answer: `Work of each day at about ${clock(at, incident.zone)}`,
    bring: `What runs from ${clock(at - 6 * HOUR_MS, incident.zone)} to ${clock(at + HOUR_MS, incident.zone)} each day: backups, reports, imports, with start and end.`,
    sources: [],
  };
};
