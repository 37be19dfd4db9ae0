import { median } from '../statistics/quantile.ts';
import { count } from '../wording.ts';
import type { SignatureTest } from './signature.ts';
import { closedWindows, healthyBins, meanOf } from './window-bins.ts';

const FEWEST_WINDOWS = 3;
/** Requests beyond the usual right after the recovery, or inside, that only repeated requests make. */
const MORE = 1.25;
/** Before the onset the load is as usual: it was not a rush that failed. */
const AS_USUAL = 1.1;

/**
 * Clients that ask again: requests are as usual before the onset, swell inside or leap right after the recovery, and
 * are back to usual soon after.
 */
export const retryHerd: SignatureTest = ({ segmentation: s, found }) => {
  const load = s.load;
  if (!load) return null;
  // A rush that begins in the bin in which it fails looks the same.
  if (found.state === 'cause' && found.candidates[0]?.kind === 'traffic') return null;
  const windows = closedWindows(s);
  if (windows.length < FEWEST_WINDOWS) return null;
  const calm = healthyBins(s, load, 3).map(({ value }) => value);
  if (calm.length < 20) return null;
  const bins = Math.max(2, Math.ceil(120_000 / s.binMs));
  const seen = windows.flatMap((w) => {
    const usual = median(load.slice(Math.max(0, w.from - 6 * bins), w.from - 1).flatMap((v) => v ?? []));
    const before = meanOf(load, w.from - bins, w.from);
    const inside = meanOf(load, w.from + 1, w.to - 1) ?? meanOf(load, w.from, w.to);
    const after = meanOf(load, w.to, w.to + bins);
    const later = meanOf(load, w.to + 4 * bins, w.to + 7 * bins);
    if (!(usual > 0) || before === null || inside === null || after === null) return [];
    const settled = later === null || later <= 1.15 * usual;
    const noise = 3 / Math.sqrt(Math.max(1, usual * bins));
    const herd = Math.max(after, inside) / usual;
    return [
      { herd, shown: before <= AS_USUAL * usual && settled && herd >= MORE + noise, after: after / usual },
    ];
  });
  const n = seen.filter((w) => w.shown).length;
  if (n < FEWEST_WINDOWS || n < 0.7 * seen.length) return null;
  const factor = median(seen.filter((w) => w.shown).map((w) => w.herd));
  const times = Number(factor.toFixed(1));
  const afterwards = median(seen.map((w) => w.after)) >= MORE;
  return {
    name: 'retry-herd',
    title: 'Clients ask again',
    statement: `Requests are as usual before it fails, and ${times} times the usual ${afterwards ? 'right after it recovers' : 'inside the windows'} (n = ${count(n, 'window')}): clients repeat what failed, which keeps the load up when it is needed least.`,
    about: ['traffic'],
    n,
    verdict: 'supported',
    strong: n >= 4,
    answers: 'lead',
    answer: `Repeated requests: ${times} times the usual`,
    bring: null,
    sources: [],
  };
};
