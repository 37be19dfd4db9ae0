import type { Incident } from '../incident/incident.ts';
import type { Stream } from '../incident/stream.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import type { FailureSeries } from './failure-series.ts';

const LEAST_ALERTS = 3;
const MOST_BINS = 150_000;
/** So many bins after the last alert tell that it is over. */
const CALM_BINS = 4;

/** An alert with its end; one without is over when nobody says so only if it is the last. */
function spans({ events }: Stream, to: number): { readonly from: number; readonly to: number }[] {
  const last = events.reduce((late, { start }) => Math.max(late, start), Number.NEGATIVE_INFINITY);
  return events.flatMap(({ start, end }) =>
    end !== null && end > start
      ? [{ from: start, to: end }]
      : end === null && start === last
        ? [{ from: start, to }]
        : [],
  );
}

/**
 * Where nothing counts failures: the time in which an alert (an outage of a monitor, an incident on a list) lasted, as a
 * share of each minute. Of several lists the one with most alerts that have an end. Null where none has enough of them.
 */
export function fromAlerts({ streams, sources }: Incident): FailureSeries | null {
  const ended = (stream: Stream) => stream.events.filter((e) => e.end !== null && e.end > e.start).length;
  const stream = streams
    .filter((one) => one.kind === 'alert' && ended(one) >= LEAST_ALERTS)
    .toSorted((a, b) => ended(b) - ended(a) || (a.id < b.id ? -1 : 1))[0];
  if (!stream) return null;
  // A list holds what happened, not since when it was kept: it is taken to be as long as the rest of the evidence.
  const known = sources.flatMap((source) => source.span ?? []);
  const first = Math.min(...known.map((span) => span.from), ...stream.events.map((e) => e.start));
  const end = Math.max(...known.map((span) => span.to), ...stream.events.map((e) => e.end ?? e.start));
  const from = Math.floor(first / MINUTE_MS) * MINUTE_MS;
  const binMs = MINUTE_MS * Math.max(1, Math.ceil((end - from) / MINUTE_MS / MOST_BINS));
  // What has ended is followed by calm, be it the last thing on record.
  const open = stream.events.at(-1)?.end === null;
  const failures = new Float64Array(Math.ceil((end - from) / binMs) + (open ? 0 : CALM_BINS));
  for (const span of spans(stream, end)) {
    for (let bin = Math.floor((span.from - from) / binMs); from + bin * binMs < span.to; bin += 1) {
      if (bin >= failures.length) break;
      const at = from + bin * binMs;
      const share = (Math.min(span.to, at + binMs) - Math.max(span.from, at)) / binMs;
      failures[bin] = Math.min(1, (failures[bin] as number) + share);
    }
  }
  return {
    from,
    binMs,
    failures,
    exposure: new Float64Array(failures.length).fill(1),
    measures: 'level',
    label: `the alerts “${stream.id}”`,
    series: [stream.id],
    computedFrom: stream.sources,
    alerted: true,
  };
}
