import type { Incident } from '../incident/incident.ts';
import { DAY_MS, overlapMs, type TimeRange } from '../incident/time-range.ts';
import { coverageFindings } from './coverage.ts';
import type { Episode, Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { calendarDay, clock, count, dayClock, duration, figure, list, share, whenAmong } from './wording.ts';

const MOST_LISTED = 6;

/** The windows as one finding, and one for every source that must not be read as complete. */
export function failureWindowFindings(incident: Incident, segmentation: Segmentation): Finding[] {
  return [windowsFinding(incident, segmentation), ...coverageFindings(incident)];
}

function windowsFinding(incident: Incident, s: Segmentation): Finding {
  const span = { from: s.from, to: s.from + s.rate.length * s.binMs };
  const uncertain = s.episodes.filter((e) => e.uncertain).length;
  const failingMs = s.episodes.reduce((sum, e) => sum + knownInside(s, e), 0);
  const data = {
    kind: 'failure-windows',
    episodes: s.episodes,
    span,
    series: s.label,
    baseRate: s.baseRate,
    peakRate: s.peakRate,
    failingMs,
    failedRequests: failedRequests(s),
  } as const;
  const common = { key: 'segment/windows', cites: [], pins: [], computedFrom: s.computedFrom, data };
  if (s.nothing) {
    return {
      ...common,
      title: 'No failure window',
      statement: s.nothing,
      measure: 'none',
      verdict: 'undetermined',
      strength: null,
    };
  }
  return {
    ...common,
    title: count(s.episodes.length, 'failure window'),
    statement: windowsSentence(incident, s, failingMs, uncertain),
    measure: `n = ${s.episodes.length}`,
    verdict: 'supported',
    strength: uncertain === 0 ? 'strong' : 'weak',
  };
}

function windowsSentence(incident: Incident, s: Segmentation, failingMs: number, uncertain: number): string {
  const n = s.episodes.length;
  const first = s.episodes[0];
  const last = s.episodes.at(-1);
  if (!first || !last) return '';
  const zone = incident.zone;
  const oneDay = s.episodes.every((e) => calendarDay(e.from, zone) === calendarDay(first.from, zone));
  const times = oneDay
    ? s.episodes.map((e) => `${clock(e.from, zone)}${untilWords(e, zone)}`)
    : s.episodes.map((e, i) => {
        const before = s.episodes[i - 1];
        // A day is said once, with its first window.
        const same = before && calendarDay(before.from, zone) === calendarDay(e.from, zone);
        const from = same ? clock(e.from, zone) : dayClock(e.from, zone);
        return `${from}${untilWords(e, zone)}`;
      });
  const day = oneDay ? `${calendarDay(first.from, zone)}, ` : '';
  const listed =
    n <= MOST_LISTED
      ? `${day}${list(times)}`
      : oneDay
        ? `${day}from ${clock(first.from, zone)} to ${whenAmong(last.to ?? last.from, [first.from], zone)}`
        : `from ${dayClock(first.from, zone)} to ${dayClock(last.to ?? last.from, zone)}`;
  const level = s.missing
    ? `${share(s.peakRate)} of the requests that were due do not come, told from the same hour of other weeks`
    : s.requests
      ? failedShares(s)
      : s.series[0] === 'logs'
        ? 'told from error lines alone'
        : s.alerted
          ? `told from ${s.label} alone: each begins when it was noticed, not when it failed`
          : `told from ${s.label} alone, for ${incident.roles.errors ? 'there is no request count' : 'nothing counts failures'}`;
  const doubt =
    uncertain === 0
      ? ''
      : uncertain === n
        ? '; their edges are uncertain'
        : `; a second method sees ${uncertain} of them differently`;
  const counted = n === 2 ? 'twice' : `${n} times`;
  const often = n === 1 ? `once, for ${duration(failingMs)}` : `${counted}, ${duration(failingMs)} in all`;
  return `It failed ${often} (${listed}, ${zone}): ${level}${doubt}.${unseen(s)}`;
}

/** " to 11:11", " to Thu 7 May, 16:10" for one that lasts a day or more, ", not over yet". */
function untilWords({ from, to }: Episode, zone: string): string {
  if (to === null) return ', not over yet';
  return ` to ${to - from < DAY_MS ? clock(to, zone) : dayClock(to, zone)}`;
}

/** "15 % of the requests fail inside, 0.4 % outside": all of them counted, for single bins scatter. */
function failedShares(s: Segmentation): string {
  const inside = failingBins(s);
  const counted = (within: 0 | 1) => {
    let failed = 0;
    let asked = 0;
    for (const [i, requests] of (s.requests ?? []).entries()) {
      const errors = s.errors[i] ?? null;
      if (inside[i] !== within || requests === null || errors === null) continue;
      failed += errors;
      asked += requests;
    }
    return { asked, said: share(asked > 0 ? failed / asked : 0) };
  };
  const outside = counted(0);
  return `${counted(1).said} of the requests fail inside${outside.asked > 0 ? `, ${outside.said} outside` : ''}`;
}

/** 1 for each bin of a window. */
function failingBins(s: Segmentation): Uint8Array {
  const inside = new Uint8Array(s.rate.length);
  for (const { from, to } of s.episodes) {
    const end = to === null ? inside.length : Math.round((to - s.from) / s.binMs);
    inside.fill(1, Math.max(0, Math.round((from - s.from) / s.binMs)), end);
  }
  return inside;
}

/** Said when much of the span has no data: a window there would not have been seen. */
function unseen(s: Segmentation): string {
  const spanMs = s.rate.length * s.binMs;
  const knownMs = s.coverage.reduce((sum, c) => sum + c.to - c.from, 0);
  return spanMs - knownMs > 0.2 * spanMs
    ? ` For ${duration(spanMs - knownMs)} of ${duration(spanMs)} there is no data: what happened then is unknown.`
    : '';
}

function knownInside(s: Segmentation, episode: Episode): number {
  const range: TimeRange = { from: episode.from, to: episode.to ?? s.from + s.rate.length * s.binMs };
  return s.coverage.reduce((sum, c) => sum + overlapMs(c, range), 0);
}

/** Failures beyond the usual level inside the windows; null where requests are not counted. */
function failedRequests(s: Segmentation): number | null {
  if (!s.requests) return null;
  const inside = failingBins(s);
  let failed = 0;
  for (const [i, requests] of s.requests.entries())
    if (inside[i] === 1) failed += Math.max(0, (s.errors[i] ?? 0) - s.baseRate * (requests ?? 0));
  return Number(figure(Math.round(failed)).replaceAll(',', ''));
}
