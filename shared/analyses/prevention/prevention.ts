import type { StreamKind } from '../../incident/stream.ts';
import type { PreventionModel } from '../analysis-result.ts';
import { isSingleChange } from '../candidate-id.ts';
import { triggerOf } from '../verdict.ts';
import { runLengthOf } from './demand.ts';
import type { PreventionInput } from './prevention-input.ts';
import { preventionOfAccumulation } from './prevention-of-accumulation.ts';
import { preventionOfChange } from './prevention-of-change.ts';
import { preventionOfEvents } from './prevention-of-events.ts';
import { preventionOfMissed } from './prevention-of-missed.ts';
import { preventionOfPair } from './prevention-of-pair.ts';
import { preventionOfRuns } from './prevention-of-runs.ts';
import { preventionOfTraffic } from './prevention-of-traffic.ts';

/** Kinds that are no work of ours with a length, though an event of them may have an end. */
const TAKEN_BACK: ReadonlySet<StreamKind> = new Set<StreamKind>([
  'deploy',
  'config',
  'data',
  'flag',
  'certificate',
  'vendor',
  'dependency',
]);

/** What would have prevented the windows, replayed for every subset of interventions. Null without a cause. */
export function prevention(input: PreventionInput): PreventionModel | null {
  const { verdict, incident } = input;
  if (verdict.cause === null) return null;
  const candidate = verdict.candidates.find((c) => c.id === verdict.cause);
  if (candidate && isSingleChange(candidate.id)) return preventionOfChange(input, candidate);
  const id = verdict.cause;
  const stream = incident.streams.find((s) => s.id === id);
  const trigger = triggerOf(input.causal, verdict.cause);
  if (stream && trigger?.missed) return preventionOfMissed(input, stream, trigger);
  if (stream && (stream.kind === 'job' || (!TAKEN_BACK.has(stream.kind) && runLengthOf(stream) !== null)))
    return preventionOfRuns(input, stream);
  if (candidate?.kind === 'traffic') return preventionOfTraffic(input);
  if (candidate?.kind === 'accumulation') return preventionOfAccumulation(input);
  if (candidate?.kind === 'pair') return preventionOfPair(input, candidate.id);
  if (stream) return preventionOfEvents(input, stream);
  return null;
}
