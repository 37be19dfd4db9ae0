import type { Incident } from '../../incident/incident.ts';
import { type Series, sameLabels, valuesByTime } from '../../incident/series.ts';
import type { Stream } from '../../incident/stream.ts';
import type { Segmentation } from '../segmentation.ts';

/** Runs of one stream before the first window that met a recorded, healthy service. */
export interface EarlierRuns {
  readonly harmless: number;
  readonly harmful: number;
  readonly longestHarmlessMs: number | null;
  readonly days: number;
}

/** All days of the evidence, also those that only a coarser export of the same two series covers. */
export function earlierRuns(incident: Incident, s: Segmentation, stream: Stream): EarlierRuns {
  const first = s.episodes[0]?.from ?? s.from;
  const levels = healthLevels(incident, s);
  const limit = s.baseRate + 0.15 * (s.peakRate - s.baseRate);
  let harmless = 0;
  let harmful = 0;
  let longest: number | null = null;
  let since = first;
  for (const run of stream.events) {
    const end = run.end ?? run.start;
    if (run.expected || end >= first) continue;
    const rate = levels(run.start, end);
    if (rate === null) continue;
    if (rate > limit) harmful++;
    else {
      harmless++;
      since = Math.min(since, run.start);
      if (run.end !== null) longest = Math.max(longest ?? 0, run.end - run.start);
    }
  }
  return { harmless, harmful, longestHarmlessMs: longest, days: (first - since) / 86_400_000 };
}

/** Highest failure rate known between two times, from the failure series or a coarser pair of the same metrics; null = unknown. */
function healthLevels(incident: Incident, s: Segmentation): (from: number, to: number) => number | null {
  const role = (id: string | undefined) => incident.series.find((x) => x.id === id);
  const errors = role(incident.roles.errors?.series);
  const requests = role(incident.roles.requests?.series);
  const coarse = (of: Series | undefined) =>
    incident.series.find(
      (x) =>
        of &&
        x.id !== of.id &&
        x.metric.startsWith(of.metric) &&
        sameLabels(x, of) &&
        (x.times[0] ?? 0) < s.from,
    );
  const e = coarse(errors);
  const r = coarse(requests);
  const asked = r && valuesByTime(r);
  return (from, to) => {
    let high: number | null = null;
    for (
      let i = Math.max(0, Math.floor((from - s.from) / s.binMs));
      i < s.rate.length && s.from + i * s.binMs <= to;
      i++
    ) {
      const rate = s.rate[i];
      if (rate !== null && rate !== undefined && from >= s.from) high = Math.max(high ?? 0, rate);
    }
    if (high !== null || !e || !asked) return high;
    for (
      let i = firstFrom(e.times, from - e.intervalMs + 1);
      i < e.times.length && (e.times[i] as number) <= to;
      i++
    ) {
      const failed = e.values[i];
      const n = asked.get(e.times[i] as number);
      if (failed !== null && failed !== undefined && n) high = Math.max(high ?? 0, failed / n);
    }
    return high;
  };
}

function firstFrom(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
