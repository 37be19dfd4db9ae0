import { median } from '../statistics/quantile.ts';
import { count, perMinutePair } from '../wording.ts';
import type { SignatureTest } from './signature.ts';
import { closedWindows, healthyBins, meanOf } from './window-bins.ts';

const FEWEST_WINDOWS = 3;
/** It recovers at this share of the load at which it fell over, or at less. */
const LOWER = 0.87;
/** Inside, the load holds at least this share of what it was at the onset: clients that leave would shrink it at once. */
const HELD = 0.9;

/**
 * A queue or a metastable state: it falls over at one load and recovers only at a clearly lower one, though the load
 * in between was carried well at other times (hysteresis; Bronson et al. 2021).
 */
export const queue: SignatureTest = ({ segmentation: s, incident }) => {
  const load = s.load;
  if (!load) return null;
  const windows = closedWindows(s).filter(
    (w) =>
      w.to - w.from >= 4 &&
      // What a fix ended says nothing of the load.
      !incident.attempts.some(
        (a) => a.at !== null && a.at >= s.from + w.from * s.binMs && a.at <= s.from + (w.to + 1) * s.binMs,
      ),
  );
  if (windows.length < FEWEST_WINDOWS) return null;
  const shown = windows.flatMap((w) => {
    const before = meanOf(load, w.from - 3, w.from);
    const early = meanOf(load, w.from + 1, w.from + 1 + Math.max(2, Math.floor((w.to - w.from) / 3)));
    const last = meanOf(load, w.to - 1, w.to + 2);
    if (before === null || early === null || last === null || before <= 0) return [];
    return [{ before, last, held: early >= HELD * before, lower: last <= LOWER * before }];
  });
  const n = shown.filter((w) => w.held && w.lower).length;
  if (n < FEWEST_WINDOWS || n < 0.8 * shown.length) return null;
  const fellAt = median(shown.map((w) => w.before));
  const backAt = median(shown.map((w) => w.last));
  // Loads between the two were carried well in calm times: it is the state, not the load, that fails.
  const between = healthyBins(s, load, 2).filter(({ value }) => value > 1.05 * backAt).length;
  if (between < 10) return null;
  const [fell, back] = perMinutePair(fellAt, backAt, s.binMs);
  return {
    name: 'metastable',
    title: 'It recovers only at lower load',
    statement: `It falls over at about ${fell} and recovers only at ${back} (n = ${count(n, 'window')}), a load that it carries well at other times: a backlog or retries keep it down, so shedding load ends it sooner than waiting.`,
    about: ['traffic'],
    n,
    verdict: 'supported',
    strong: n >= 4,
    answers: 'lead',
    answer: 'A backlog keeps it down until the load falls',
    bring: null,
    sources: [],
  };
};
