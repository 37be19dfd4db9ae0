import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../incident/time-range.ts';
import { median } from '../statistics/quantile.ts';
import { zoneOffsetMs } from '../wall-clock.ts';
import { calendarDay, clock } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

/** Where no zone is known to keep summer time: one zone for each usual date of the change. */
const USUAL_ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney'];
/** Onsets keep to their time of day this closely. */
const SAME_TIME_MS = 20 * MINUTE_MS;
const EACH_SIDE = 2;
const FEWEST = 5;

/** A schedule in a local zone: across a change of the clocks it keeps its local time and moves by an hour in UTC. */
export const localClock: SignatureTest = ({ incident, segmentation: s }) => {
  const onsets = s.episodes.map((e) => e.from);
  if (onsets.length < FEWEST) return null;
  const known = [...new Set([incident.zone, ...incident.sources.map((source) => source.zone)])].sort();
  for (const zone of [...known, ...USUAL_ZONES]) {
    const found = keepsLocalTime(onsets, zone);
    if (!found) continue;
    const { change, usual, before, after } = found;
    return {
      name: 'local-clock',
      title: 'It goes by local time',
      statement: `It begins at about ${clock(usual, zone)} local time (${zone}) before and after the clocks changed on ${calendarDay(change, zone)}, and so an hour ${zoneOffsetMs(change, zone) > zoneOffsetMs(change - DAY_MS, zone) ? 'earlier' : 'later'} in UTC since then (n = ${before} before, ${after} after): what starts it is scheduled in local time.`,
      about: [],
      n: before + after,
      verdict: 'supported',
      strong: before + after >= 6,
      answers: 'clock',
      answer: `A schedule in local time, ${clock(usual, zone)} (${zone})`,
      bring: `Crontabs and timers that run in ${zone}: which of them is due at about ${clock(usual, zone)}?`,
      sources: [],
    };
  }
  return null;
};

function keepsLocalTime(
  onsets: readonly number[],
  zone: string,
): { change: number; usual: number; before: number; after: number } | null {
  const offsets = onsets.map((at) => zoneOffsetMs(at, zone));
  const turn = offsets.findIndex((offset) => offset !== offsets[0]);
  if (turn < EACH_SIDE || onsets.length - turn < EACH_SIDE) return null;
  if (offsets.slice(turn).some((offset) => offset !== offsets[turn])) return null;
  if (Math.abs((offsets[turn] ?? 0) - (offsets[0] ?? 0)) !== HOUR_MS) return null;
  const utc = (from: number, to: number): number[] => onsets.slice(from, to);
  const centre = middleOfDay(utc(0, turn));
  const centreAfter = middleOfDay(utc(turn, onsets.length));
  const spread = (times: readonly number[], middle: number): number =>
    Math.max(...times.map((at) => Math.abs(aroundDay(at, middle))));
  if (
    spread(utc(0, turn), centre) > SAME_TIME_MS ||
    spread(utc(turn, onsets.length), centreAfter) > SAME_TIME_MS
  )
    return null;
  const moved = aroundDay(centreAfter, centre);
  const expected = (offsets[0] ?? 0) - (offsets[turn] ?? 0);
  if (Math.abs(moved - expected) > SAME_TIME_MS / 2) return null;
  return {
    change: changeBetween(onsets[turn - 1] ?? 0, onsets[turn] ?? 0, zone),
    usual: centre,
    before: turn,
    after: onsets.length - turn,
  };
}

/** The moment at which the zone's offset changes, to the minute. */
function changeBetween(from: number, to: number, zone: string): number {
  const early = zoneOffsetMs(from, zone);
  let low = from;
  let high = to;
  while (high - low > MINUTE_MS) {
    const half = (low + high) / 2;
    if (zoneOffsetMs(half, zone) === early) low = half;
    else high = half;
  }
  return high;
}

/** Median time of day, ms in UTC, of times that lie within half a day of the first. */
function middleOfDay(times: readonly number[]): number {
  const first = times[0] ?? 0;
  return first + median(times.map((at) => aroundDay(at, first)));
}

/** Difference in the time of day, from -12 h to 12 h. */
function aroundDay(at: number, middle: number): number {
  const rest = (((at - middle) % DAY_MS) + DAY_MS) % DAY_MS;
  return rest > DAY_MS / 2 ? rest - DAY_MS : rest;
}
