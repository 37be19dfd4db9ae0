import { measured } from '../contrast/measured.ts';
import { shortName } from '../contrast/short-name.ts';
import { count } from '../wording.ts';
import { clearest, fillings, MOST, someGaugeNearsItsEnd } from './filling.ts';
import { life } from './life.ts';
import type { Signature, SignatureInput, SignatureTest } from './signature.ts';

/**
 * A gauge that only rises between restarts and is at the same height at each onset: something is taken and not given
 * back (connections, memory, handles).
 */
export const leak: SignatureTest = (input) => {
  const best = clearest(fillings(input).filter((f) => f.restarted >= MOST * f.tooth.drops.length));
  if (!best) return unseen(input);
  const name = best.tooth.series.id;
  const n = best.windows;
  return {
    name: 'leak',
    title: `${shortName(name, 24)} only rises`,
    statement: `${name} rises steadily from one restart or fix to the next and stands at about ${measured(best.level, best.tooth.series)} when it begins to fail (n = ${count(n, 'window')}, ${count(best.restarted, 'restart or fix', 'restarts or fixes')}): something is taken and not given back.`,
    about: [name],
    n,
    verdict: 'supported',
    strong: n >= 4 && best.restarted >= 3,
    answers: 'mechanism',
    answer: `${shortName(name, 30)} is taken and not given back`,
    bring: null,
    sources: [best.tooth.series.source],
  };
};

/** The verdict is that something fills up, and no gauge in the evidence shows what. */
function unseen(input: SignatureInput): Signature | null {
  const { found, segmentation } = input;
  if (found.state !== 'cause' || found.candidates[0]?.kind !== 'accumulation') return null;
  if (fillings(input).length > 0 || life(input) !== null || someGaugeNearsItsEnd(input)) return null;
  const n = segmentation.episodes.length;
  return {
    name: 'leak',
    title: 'What fills up is not shown',
    statement: `Something fills up before each failure (n = ${count(n, 'window')}), and no gauge in the evidence rises with it.`,
    about: ['accumulation'],
    n,
    verdict: 'undetermined',
    strong: false,
    answers: 'mechanism',
    answer: 'Something fills up that no gauge shows',
    bring:
      'Memory, connections, threads, handles, disk and queue lengths by process, from the last restart on.',
    sources: [],
  };
}
