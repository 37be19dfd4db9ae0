import type { StreamKind } from '../../incident/stream.ts';
import { median } from '../statistics/quantile.ts';
import { duration } from '../wording.ts';
import type { SignatureTest } from './signature.ts';

const RUNS: readonly StreamKind[] = ['job', 'maintenance', 'data', 'dependency', 'vendor'];

/** The failure goes on long after the run that began it: a queue or a retry storm carries it. */
export const outlastsTrigger: SignatureTest = ({ segmentation: s, found }) => {
  const top = found.candidates[0];
  const w = found.evidence?.candidates.find((c) => c.id === top?.id);
  if (!top || !w?.trigger || found.state !== 'cause' || !found.evidence) return null;
  const { stream, counts, fit } = w.trigger;
  // What a deployment or a setting does does not end with it.
  if (!RUNS.includes(stream.kind)) return null;
  const onsets = found.evidence.risk.onsets.filter((o) => o.seen);
  const after = onsets.flatMap((o, j) => {
    const k = counts.by[j] ?? -1;
    const at = k < 0 ? undefined : fit.exposures.start[k];
    const run = at === undefined ? undefined : stream.events.find((e) => e.start - s.from === at);
    if (!run?.end || o.recovery === null) return [];
    return [{ ms: o.recovery + s.from - run.end, delayMs: o.at + s.from - run.end }];
  });
  if (after.length < 3) return null;
  const usual = median(after.map(({ ms }) => ms));
  if (usual < Math.max(3 * s.binMs, found.evidence.risk.lengthMs * 0.5)) return null;
  const what = stream.kind === 'job' ? 'the run' : 'the event';
  const delay = median(after.map(({ delayMs }) => delayMs));
  // It begins when the run is over: nothing is kept going, something comes of it later.
  if (delay > 2 * s.binMs)
    return {
      name: 'outlasts-trigger',
      title: 'It comes long after its trigger',
      statement: `It begins ${duration(delay)} after ${what} of ${top.id} has ended (n = ${after.length}): what ${what} leaves behind, such as a queue, a file or an entry that others take up later, does the harm.`,
      about: [top.id],
      n: after.length,
      verdict: 'supported',
      strong: after.length >= 4,
      answers: 'lead',
      answer: `What ${what} leaves behind is taken up later`,
      bring: `What takes up the work of ${top.id}, and when: queue lengths and consumers from its end to the onset.`,
      sources: [],
    };
  return {
    name: 'outlasts-trigger',
    title: 'It outlasts its trigger',
    statement: `It goes on for ${duration(usual)} after ${what} of ${top.id} has ended (n = ${after.length}): something keeps it going, such as a queue or retries, so ${stream.kind === 'job' ? 'stopping the run' : 'the end of the event'} is not enough once it fails.`,
    about: [top.id],
    n: after.length,
    verdict: 'supported',
    strong: after.length >= 4,
    answers: 'lead',
    answer: 'Something keeps it going, such as a queue or retries',
    bring: 'Queue lengths, and attempts for each request, inside the windows.',
    sources: [],
  };
};
