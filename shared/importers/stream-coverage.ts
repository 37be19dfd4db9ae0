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

/** Says that an export is one page of more: it states a total and holds less. */
export function gapWhenPaged(taken: number, total: number | null, sink: ImportSink): void {
  if (total === null || total <= taken) return;
  sink.gap({ kind: 'page-limit', note: `${taken} of ${total} runs are in the export`, range: null });
}
