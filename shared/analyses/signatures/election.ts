import { SECOND_MS } from '../../incident/time-range.ts';
import { median } from '../statistics/quantile.ts';
import { count, duration, share } from '../wording.ts';
import { namesStream } from './life.ts';
import type { SignatureTest } from './signature.ts';

/** A new leader is found within this long. */
const LONGEST_MS = 90 * SECOND_MS;
const FEWEST_WINDOWS = 3;
const FEWEST_CLIENTS = 3;
/** All of them begin to fail within this long of each other. */
const AT_ONCE_MS = 20 * SECOND_MS;

/** An election or a failover: a stop of seconds that meets every client at the same moment. */
export const election: SignatureTest = ({ incident, segmentation: s, found }) => {
  const windows = s.episodes.flatMap((e) =>
    e.to === null ? [] : [{ from: e.from, to: e.to, peak: e.peakRate }],
  );
  if (windows.length < FEWEST_WINDOWS || namesStream(found)) return null;
  // A window of one coarse bin may have lasted seconds: its rate says how much of the bin.
  const lengths = windows.map((w) =>
    w.to - w.from <= s.binMs ? Math.min(1, w.peak) * s.binMs : w.to - w.from,
  );
  if (s.binMs > 60 * SECOND_MS || lengths.some((ms) => ms > LONGEST_MS)) return null;
  if (median(windows.map((w) => w.peak)) < 0.25) return null;
  const clients = clientsAtOnce(incident.logs, windows, s.binMs);
  const usual = duration(median(lengths));
  const n = windows.length;
  if (!clients) {
    return {
      name: 'election',
      title: 'Stops of seconds',
      statement: `Each stop lasts about ${usual} and then all is well (n = ${n}), as when a new leader is chosen or a standby takes over: the evidence does not say whether all clients stopped at once.`,
      about: [],
      n,
      verdict: 'undetermined',
      strong: false,
      answers: 'mechanism',
      answer: 'Stops of seconds, as when a leader changes',
      bring:
        'Errors by client or host at 10 s, and the log of what they all depend on (leader changes, failovers).',
      sources: [],
    };
  }
  if (clients.together < 0.8 * clients.windows || clients.windows < FEWEST_WINDOWS) return null;
  return {
    name: 'election',
    title: 'All stop at once, for seconds',
    statement: `Each stop lasts about ${usual} and meets all ${clients.of} values of ${clients.field} within ${duration(AT_ONCE_MS)} of each other (${clients.together} of ${count(clients.windows, 'window')}, ${share(median(windows.map((w) => Math.min(1, w.peak))))} of the requests fail): a new leader or a failover of what they all depend on would do that.`,
    about: [clients.field],
    n: clients.windows,
    verdict: 'supported',
    strong: clients.windows >= 4,
    answers: 'mechanism',
    answer: 'What all depend on changes its leader, for seconds',
    bring: 'The log of what they all depend on: leader changes and failovers.',
    sources: incident.logs?.sources ?? [],
  };
};

interface Together {
  readonly field: string;
  readonly of: number;
  readonly windows: number;
  readonly together: number;
}

/** The field of the logs with most values that fail alike: in how many windows do they begin together? */
function clientsAtOnce(
  logs: Parameters<SignatureTest>[0]['incident']['logs'],
  windows: readonly { readonly from: number; readonly to: number }[],
  binMs: number,
): Together | null {
  if (!logs) return null;
  let best: Together | null = null;
  const fields = new Set(logs.dimensions.map((d) => d.field));
  for (const field of [...fields].sort()) {
    const values = logs.dimensions.filter((d) => d.field === field);
    if (values.length < FEWEST_CLIENTS) continue;
    let together = 0;
    let seen = 0;
    for (const w of windows) {
      const firsts: number[] = [];
      let present = 0;
      for (const { bins } of values) {
        const at = (bin: number): number => logs.from + bin * logs.binMs;
        const near = bins.filter(([bin]) => at(bin) >= w.from - binMs && at(bin) < w.to + binMs);
        if (near.length === 0) continue;
        present++;
        const first = near.find(([, , errors]) => errors > 0);
        if (first) firsts.push(at(first[0]));
      }
      if (present < FEWEST_CLIENTS) continue;
      seen++;
      if (firsts.length >= 0.8 * present && Math.max(...firsts) - Math.min(...firsts) <= AT_ONCE_MS)
        together++;
    }
    // What splits the failures by kind (a status, a code) is no list of clients: its values do not fail alike.
    if (seen >= FEWEST_WINDOWS && (!best || together / seen > best.together / best.windows))
      best = { field, of: values.length, windows: seen, together };
  }
  return best;
}
