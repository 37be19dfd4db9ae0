import type { StreamKind } from '../incident/stream.ts';
import type { ImportSink } from './importer.ts';
import { linePlace } from './json-lines.ts';
import type { Line } from './lines.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';
import type { Tally } from './tally.ts';

interface Open {
  readonly job: string;
  readonly at: number;
  readonly line: Line;
}

/** Makes runs of the lines that say that a job started and that it ended. */
export class RunPairs {
  private readonly tally: Tally;
  private readonly sink: ImportSink;
  private readonly open = new Map<string, Open>();
  private readonly streams = new Map<string, StreamKind>();

  constructor(tally: Tally, sink: ImportSink) {
    this.tally = tally;
    this.sink = sink;
  }

  /** `id` tells runs of one job apart. */
  started(id: string, job: string, at: number, line: Line): void {
    const before = this.open.get(id);
    // A second start without an end: the first run was cut off, perhaps by a restart.
    if (before) this.emit(id, before, null, before.line, null);
    this.open.set(id, { job, at, line });
  }

  /** `tookMs` stands in for a start that is not in the log. */
  ended(id: string, job: string, at: number, line: Line, failed: boolean, tookMs: number | null): void {
    const began = this.open.get(id) ?? { job, at: tookMs === null ? at : at - tookMs, line };
    this.open.delete(id);
    this.emit(id, began, at, line, failed);
  }

  /** Gives the runs without an end, and says which jobs the log covers. */
  finish(): void {
    for (const [id, run] of this.open) this.emit(id, run, null, run.line, null);
    coverStreams(this.streams, this.sink, this.tally.times.span());
  }

  private emit(id: string, run: Open, end: number | null, last: Line, failed: boolean | null): void {
    this.streams.set(run.job, 'job');
    this.sink.event(
      plainEvent({
        stream: run.job,
        kind: 'job',
        start: run.at,
        end,
        title: id === run.job ? run.job : `${run.job} ${id}`,
        status: failed === null ? 'running' : failed ? 'failed' : 'succeeded',
        // Other lines may stand between the first and the last of a run: the last one tells how it ended.
        ref: this.tally.ref(linePlace(last), { from: run.at, to: (end ?? run.at) + 1 }),
      }),
    );
  }
}
