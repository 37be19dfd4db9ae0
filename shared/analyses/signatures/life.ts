import { MINUTE_MS } from '../../incident/time-range.ts';
import { anchoredIntervals } from '../rhythm-anchors.ts';
import { median } from '../statistics/quantile.ts';
import { duration, durationList } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

/** Lives that tokens, leases, resolved names and pooled connections are usually given, minutes. */
const LIVES_MIN = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 10_080];
const FEWEST = 3;
const TOLERANCE = 0.02;
const MOST_LISTED = 6;

/** A life that ends: each failure begins the same round time after the process came up and was given something. */
export const life: SignatureTest = ({ incident, segmentation: s, found, ready }) => {
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

/** A stream is named as the cause: what it starts needs no other clock. */
export function namesStream(found: Parameters<SignatureTest>[0]['found']): boolean {
  const top = found.candidates[0];
  return (
    found.state === 'cause' && top !== undefined && !['none', 'traffic', 'accumulation'].includes(top.kind)
  );
}
