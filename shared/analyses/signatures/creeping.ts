import { windowShape } from '../attribution/window-shape.ts';
import type { SignatureTest } from './signature.ts';

/** Failures that creep up before each onset and grow until something is emptied. */
export const creeping: SignatureTest = ({ segmentation: s, found }) => {
  if (!found.evidence || s.episodes.length < 3) return null;
  const shape = windowShape(s, found.evidence.risk);
  if (shape.creep < 0.06 || shape.rise < 0.1) return null;
  return {
    name: 'creeping',
    title: 'It creeps up',
    statement: `Before each window the failures creep up, and inside they grow to the end (n = ${s.episodes.length}): something fills up rather than being switched on. Look for what only rises since the last restart.`,
    about: [],
    n: s.episodes.length,
    verdict: 'supported',
    strong: shape.creep > 0.12 && s.episodes.length >= 4,
    answers: 'lead',
    answer: 'Something fills up rather than being switched on',
    bring: 'Memory, connections, threads, handles and queue lengths by process, from the last restart on.',
    sources: [],
  };
};
