import type { Finding } from '../finding.ts';
import { autoscaler } from './autoscaler.ts';
import { batchWindow } from './batch-window.ts';
import { creeping } from './creeping.ts';
import { election } from './election.ts';
import { garbageCollection } from './garbage-collection.ts';
import { leak } from './leak.ts';
import { life } from './life.ts';
import { localClock } from './local-clock.ts';
import { noisyNeighbour } from './noisy-neighbour.ts';
import { outlastsTrigger } from './outlasts-trigger.ts';
import { queue } from './queue.ts';
import { quota } from './quota.ts';
import { raisedLimit } from './raised-limit.ts';
import { retryHerd } from './retry-herd.ts';
import { sickInstance } from './sick-instance.ts';
import type { Signature, SignatureInput, SignatureTest } from './signature.ts';

/** Every signature that is looked for. A new one is a file and a line here. */
const SIGNATURES: readonly SignatureTest[] = [
  sickInstance,
  noisyNeighbour,
  leak,
  garbageCollection,
  raisedLimit,
  life,
  localClock,
  quota,
  queue,
  retryHerd,
  outlastsTrigger,
  autoscaler,
  election,
  batchWindow,
  creeping,
];

/** Marks of failures that no stream lists (engine.md, section 3), each from its own trace in the data; never a verdict on the cause. */
export function signatures(input: SignatureInput): Finding[] {
  if (input.segmentation.episodes.length === 0) return [];
  const found = SIGNATURES.flatMap((test) => test(input) ?? []);
  return found.filter((one) => !saidBy(one, found)).map((one) => asFinding(one, input));
}

/** What another one says better: two sentences on the same thing tire a room. */
function saidBy({ name, about, bring, verdict }: Signature, found: readonly Signature[]): boolean {
  const other = (wanted: string): Signature | undefined =>
    found.find((one) => one.name === wanted && one.verdict === 'supported');
  switch (name) {
    case 'batch-window':
      return other('local-clock') !== undefined;
    case 'noisy-neighbour':
      // That more fails on the instance that fails is no pressure on it.
      return bring === null && (other('one-sick-instance')?.about.some((id) => id === about[1]) ?? false);
    case 'leak':
      // A quota is what fills up.
      return verdict === 'undetermined' && other('quota') !== undefined;
    default:
      return false;
  }
}

function asFinding(signature: Signature, { segmentation }: SignatureInput): Finding {
  const { name, title, statement, about, n, verdict, strong, answers, answer, bring } = signature;
  const open = verdict === 'undetermined';
  return {
    key: `signature/${name}`,
    title,
    statement:
      open && bring ? `${statement} Bring: ${bring.charAt(0).toLowerCase()}${bring.slice(1)}` : statement,
    measure: open ? 'bring' : `n = ${n}`,
    verdict,
    strength: open ? null : strong ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: [...new Set([...segmentation.computedFrom, ...signature.sources])],
    data: { kind: 'signature', signature: name, about, n, answers, answer, bring },
  };
}
