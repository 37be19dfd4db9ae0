import type { RecordRef, SourceId } from './source.ts';
import type { TimeRange } from './time-range.ts';

/** What the events of a stream are. `alert` and `ticket` are consequences and never causes. */
export const STREAM_KINDS = [
  'job',
  'deploy',
  'config',
  'data',
  'flag',
  'dependency',
  'autoscale',
  'alert',
  'maintenance',
  'vendor',
  'certificate',
  'restart',
  'ticket',
] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** How a run ended; null when the export does not say. A cancelled run is censored, not short. */
export type RunStatus = 'succeeded' | 'failed' | 'cancelled' | 'running';

/** One event of a stream; times in epoch ms UTC. `end` is null for an instant or an unknown end. */
export interface StreamEvent {
  readonly start: number;
  readonly end: number | null;
  readonly title: string;
  readonly status: RunStatus | null;
  /** Work done (rows, items, bytes), where the record says. */
  readonly size: number | null;
  /** Ids that the record speaks of: a service, a host, a dataset. */
  readonly about: readonly string[];
  /** True when computed from a schedule because no run was recorded. */
  readonly expected: boolean;
  readonly ref: RecordRef | null;
  /** It takes back what an earlier event of its stream brought: how it was before holds again. */
  readonly returns?: true;
}

/** Things that happened, of one kind and name, in time order. The name is the id, as the evidence gives it. */
export interface Stream {
  readonly id: string;
  readonly kind: StreamKind;
  readonly events: readonly StreamEvent[];
  /** Where the absence of an event means that there was none. */
  readonly coverage: readonly TimeRange[];
  /** Unit of `size`, for the sentence: "rows". */
  readonly sizeUnit: string | null;
  readonly sources: readonly SourceId[];
}

/** The service behind a stream of its deployments: `cart` of `cart deployments`; any other name as it is. */
export function serviceOf(streamId: string): string {
  return streamId.replace(/ deployments$/, '');
}
