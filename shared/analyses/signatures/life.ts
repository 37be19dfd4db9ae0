import type { StreamKind } from '../../incident/stream.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { firstWords } from '../contrast/short-name.ts';
import { anchoredIntervals } from '../rhythm-anchors.ts';
import { median } from '../statistics/quantile.ts';
import { textOrder } from '../statistics/text-order.ts';
import { asRead } from '../templates.ts';
import { duration, durationList, eventNoun, eventOf } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

/** Lives that tokens, leases, resolved names and pooled connections are usually given, minutes. */
const LIVES_MIN = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 10_080];
const FEWEST = 3;
const TOLERANCE = 0.02;
const MOST_LISTED = 6;

/** A life that ends: each failure begins the same round time after the process came up and was given something. */
export const life: SignatureTest = (input) => sinceStart(input) ?? sinceEvent(input) ?? sinceLine(input);

const sinceStart: SignatureTest = ({ incident, segmentation: s, found, ready }) => {
  const anchored = anchoredIntervals(
    incident,
    s,
    ready.map((r) => r.until),
  ).find((a) => a.anchor === 'last-ready');
  if (!anchored || namesStream(found)) return null;
  // Only what follows a restart was issued by it; a window that ended by itself gave nothing out.
  const intervals = anchored.intervalsMs.filter((ms) =>
    s.episodes.some((e) => ready.some((r) => Math.abs(e.from - r.until - ms) <= 2 * s.binMs)),
  );
  if (intervals.length < FEWEST || intervals.length < 0.7 * anchored.intervalsMs.length) return null;
  const middle = median(intervals);
  const slack = Math.max(TOLERANCE * middle, s.binMs / 2);
  if (slack > 0.06 * middle) return null;
  const round = LIVES_MIN.map((m) => m * MINUTE_MS).find((ms) => Math.abs(ms - middle) <= slack);
  if (round === undefined || intervals.some((ms) => Math.abs(ms - round) > 3 * slack)) return null;
  const n = intervals.length;
  return {
    name: 'life',
    title: `Something that lives ${duration(round)}`,
    statement: `Each time it fails ${duration(round)} after the process came up (${n <= MOST_LISTED ? `${durationList(intervals)}; ` : ''}n = ${n}): something that it gets at its start and that lives ${duration(round)} would do that, such as a token, a lease, a resolved name or a pooled connection, or a timer that it starts itself.`,
    about: [],
    n,
    verdict: 'supported',
    strong: n >= 4,
    answers: 'clock',
    answer: `Something that lives ${duration(round)} from each start`,
    bring: `The configured lives of tokens, leases, resolved names and pooled connections: which of them is ${duration(round)}?`,
    sources: [],
  };
};

/** What brings a process up anew, or gives it something that runs out. */
const ISSUING: readonly StreamKind[] = ['deploy', 'restart', 'certificate', 'config'];

/** The same where each failure comes a round time after the last event of a stream, though nothing says when a process was back. */
const sinceEvent: SignatureTest = ({ incident, segmentation: s, found }) => {
  if (namesStream(found) || s.episodes.length <= FEWEST) return null;
  const onsets = s.episodes.slice(1).map((e, k) => e.from - (s.episodes[k]?.from ?? 0));
  const until = s.from + s.rate.length * s.binMs;
  const tested = incident.streams.flatMap((stream) => {
    const starts = stream.events.filter((e) => !e.expected).map((e) => e.start);
    if (!ISSUING.includes(stream.kind) || starts.length <= FEWEST) return [];
    const intervals = s.episodes.flatMap((e) => {
      const at = starts.findLast((start) => start <= e.from);
      return at === undefined ? [] : [e.from - at];
    });
    if (intervals.length <= FEWEST || intervals.length < 0.9 * s.episodes.length) return [];
    const middle = median(intervals);
    const slack = Math.max(TOLERANCE * middle, s.binMs / 2);
    const round = LIVES_MIN.map((m) => m * MINUTE_MS).find((ms) => Math.abs(ms - middle) <= slack);
    if (round === undefined || slack > 0.06 * middle) return [];
    if (intervals.some((ms) => Math.abs(ms - round) > slack)) return [];
    // What a clock starts is round from onset to onset instead.
    if (Math.abs(median(onsets) - round) <= Math.abs(middle - round)) return [];
    // Where the next event came in time nothing ran out; elsewhere it has to fail.
    const ran = starts.filter((at, k) => at + round + slack < Math.min(starts[k + 1] ?? until, until));
    const failed = ran.filter((at) => s.episodes.some((e) => Math.abs(e.from - at - round) <= slack));
    return failed.length < 0.9 * ran.length ? [] : [{ stream, round, n: intervals.length }];
  });
  const best = tested.toSorted((a, b) => b.n - a.n || textOrder(a.stream.id, b.stream.id))[0];
  if (!best) return null;
  const { stream, round, n } = best;
  return {
    name: 'life',
    title: `Something that lives ${duration(round)}`,
    statement: `Each time it fails ${duration(round)} after the last ${eventOf(stream.kind, stream.id)} (n = ${n}): what is filled or given out then and lives ${duration(round)} would do that, such as a cache, a token, a lease or a resolved name.`,
    about: [stream.id],
    n,
    verdict: 'supported',
    strong: n >= 4,
    answers: 'clock',
    answer: `What lives ${duration(round)} from each ${eventNoun(stream.kind)}`,
    bring: `What is filled or given out with each ${eventNoun(stream.kind)}, with its configured life: which of it is ${duration(round)}?`,
    sources: stream.sources,
  };
};

/** A line with which a recovery comes that shows so often beside the windows is no sign of it. */
const MOST_LINES_A_WINDOW = 3;
const FEWEST_LINES = 4;

/** The same where the logs show what was given out as it recovered: a line at each recovery, a round time before the next onset. */
const sinceLine: SignatureTest = ({ incident, segmentation: s, found }) => {
  const { logs } = incident;
  if (!logs || namesStream(found) || s.episodes.length <= FEWEST_LINES) return null;
  const onsets = s.episodes.slice(1).map((e, k) => e.from - (s.episodes[k]?.from ?? 0));
  const slackOf = (ms: number): number => Math.max(TOLERANCE * ms, s.binMs / 2);
  const tested = logs.templates.flatMap((template) => {
    if (template.count > MOST_LINES_A_WINDOW * s.episodes.length || template.count < FEWEST_LINES) return [];
    const intervals = s.episodes.slice(1).flatMap((e, k) => {
      const before = s.episodes[k];
      const at = template.times.findLast((t) => t < e.from);
      if (!before || before.to === null || at === undefined) return [];
      return Math.abs(at - before.to) <= 2 * s.binMs ? [e.from - at] : [];
    });
    if (intervals.length < FEWEST_LINES || intervals.length < 0.7 * (s.episodes.length - 1)) return [];
    const middle = median(intervals);
    const slack = slackOf(middle);
    const round = LIVES_MIN.map((m) => m * MINUTE_MS).find((ms) => Math.abs(ms - middle) <= slack);
    if (round === undefined || slack > 0.06 * middle) return [];
    if (intervals.some((ms) => Math.abs(ms - middle) > 3 * slack)) return [];
    // What a clock starts is round from onset to onset instead.
    if (Math.abs(median(onsets) - round) <= Math.abs(middle - round)) return [];
    return [{ template, round, n: intervals.length, off: Math.abs(middle - round) }];
  });
  const best = tested.toSorted(
    (a, b) => b.n - a.n || a.off - b.off || textOrder(a.template.id, b.template.id),
  )[0];
  if (!best) return null;
  const { template, round, n } = best;
  const line = firstWords(asRead(template.text), 80);
  return {
    name: 'life',
    title: `Something that lives ${duration(round)}`,
    statement: `It fails ${duration(round)} after “${line}”, a line that comes as it recovers (n = ${n}): what begins then and lasts ${duration(round)} would do that, such as a token, a lease, a resolved name, or what is left out for so long and comes back.`,
    about: [template.id],
    n,
    verdict: 'supported',
    strong: n >= 4,
    answers: 'clock',
    answer: `What began ${duration(round)} before runs out`,
    bring: `What begins or is given out then, with its configured life: is it renewed before ${duration(round)} are over?`,
    sources: logs.sources,
  };
};

/** A stream is named as the cause: what it starts needs no other clock. */
export function namesStream(found: Parameters<SignatureTest>[0]['found']): boolean {
  const top = found.candidates[0];
  return (
    found.state === 'cause' && top !== undefined && !['none', 'traffic', 'accumulation'].includes(top.kind)
  );
}
