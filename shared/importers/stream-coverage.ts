import type { StreamKind } from '../incident/stream.ts';
import type { TimeRange } from '../incident/time-range.ts';
import type { ImportSink } from './importer.ts';

/** Inside the span of such an export the absence of an event of these streams means that there was none. */
export function coverStreams(
  streams: ReadonlyMap<string, StreamKind>,
  sink: ImportSink,
  span: TimeRange | null,
): void {
  if (span) for (const [stream, kind] of streams) sink.streamCoverage(stream, kind, span);
}
