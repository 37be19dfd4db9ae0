import type { StreamKind } from '../incident/stream.ts';
import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { type Line, LineReader } from './lines.ts';
import { coverStreams } from './stream-coverage.ts';
import { Tally } from './tally.ts';
import { shapeShare } from './text-log-parser.ts';

const LINE =
  /^(\S+)\s+(?:pid=)?\S+\s+(?:tid=|TID-)\S+\s+(?:class=)?([\w:]+)\s+(?:jid=|JID-)(\w+)(?:\s+elapsed=([\d.]+))?.*?\b(INFO|WARN|ERROR|FATAL):\s+(start|done|fail)\b(?::\s*([\d.]+) sec)?/;

/** Sidekiq's log (wiki "Logging"): `time pid tid class jid [elapsed] INFO: start | done | fail`; each pair is a run. */
export const sidekiqLog: Importer = {
  id: 'sidekiq-log',
  format: 'Sidekiq log (job runs)',
  sniff: (head) =>
    0.97 *
    shapeShare(head, (text) => {
      const time = LINE.test(text) ? readWritten(text.slice(0, text.search(/\s/))) : null;
      return time === null ? null : { time, level: null, service: null, message: '', fields: {} };
    }),
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const streams = new Map<string, StreamKind>();
    const open = new Map<string, { readonly at: number; readonly job: string; readonly line: Line }>();
    const emit = (
      job: string,
      id: string,
      first: Line,
      last: Line,
      start: number,
      end: number | null,
      failed: boolean,
    ) => {
      streams.set(job, 'job');
      sink.event({
        stream: job,
        kind: 'job',
        start,
        end,
        title: `${job} ${id}`,
        status: end === null ? 'running' : failed ? 'failed' : 'succeeded',
        size: null,
        sizeUnit: null,
        about: [],
        expected: false,
        // Other lines may stand between the first and the last of a run: the last one tells how it ended.
        ref: tally.ref(linePlace(end === null ? first : last), { from: start, to: (end ?? start) + 1 }),
      });
    };
    const reader = new LineReader((line) => {
      if (line.text.trim() === '') return;
      const match = LINE.exec(line.text);
      const at = match?.[1] === undefined ? null : tally.times.read(match[1]);
      if (!match || at === null) return tally.reject(line.line, 'no start, done or fail of a job');
      const [, , job = '', id = '', elapsed, , word, seconds] = match;
      tally.count();
      if (word === 'start') {
        open.set(id, { at, job, line });
        return;
      }
      const began = open.get(id);
      open.delete(id);
      const took = Number(elapsed ?? seconds ?? Number.NaN) * 1000;
      const start = began?.at ?? (Number.isFinite(took) ? at - took : at);
      emit(job, id, began?.line ?? line, line, start, at, word === 'fail');
    });
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        for (const [id, run] of open) emit(run.job, id, run.line, run.line, run.at, null, false);
        const summary = tally.summary();
        coverStreams(streams, sink, summary.span);
        return summary;
      },
    };
  },
};
