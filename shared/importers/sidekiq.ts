import { readTimeValue } from '../incident/timestamp.ts';
import { isObject, numberAt, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { parseJson } from './json-lines.ts';
import { LineReader } from './lines.ts';
import { RunPairs } from './run-pairs.ts';
import { parserOf, Tally } from './tally.ts';
import { shapeShare } from './text-log-parser.ts';

const LINE =
  /^(\S+)\s+(?:pid=)?\S+\s+(?:tid=|TID-)\S+\s+(?:class=)?([\w:]+)\s+(?:jid=|JID-)(\w+)(?:\s+elapsed=([\d.]+))?.*?\b(INFO|WARN|ERROR|FATAL):\s+(start|done|fail)\b(?::\s*([\d.]+) sec)?/;

interface Told {
  readonly time: string;
  readonly job: string;
  readonly id: string;
  readonly word: string;
  readonly tookMs: number | null;
}

/** One line of either formatter (wiki "Logging"): text, or JSON with `ctx: {class, jid, elapsed}`. */
function told(text: string): Told | null {
  if (text.startsWith('{')) {
    const parsed = parseJson(text);
    const one = 'value' in parsed && isObject(parsed.value) ? parsed.value : {};
    const ctx = objectAt(one.ctx);
    const [time, job, id, word] = [textAt(one.ts), textAt(ctx.class), textAt(ctx.jid), textAt(one.msg)];
    if (time === null || job === null || id === null || word === null || !/^(start|done|fail)\b/.test(word))
      return null;
    const seconds = numberAt(ctx.elapsed);
    return { time, job, id, word: word.slice(0, 4).trim(), tookMs: seconds === null ? null : seconds * 1000 };
  }
  const match = LINE.exec(text);
  if (!match) return null;
  const [, time = '', job = '', id = '', elapsed, , word = '', seconds] = match;
  const took = elapsed ?? seconds;
  return { time, job, id, word, tookMs: took === undefined ? null : Number(took) * 1000 };
}

/** Sidekiq's log: `time pid tid class jid [elapsed] INFO: start | done | fail`; each pair is a run. */
export const sidekiqLog: Importer = {
  id: 'sidekiq-log',
  format: 'Sidekiq log (job runs)',
  sniff: (head) =>
    0.97 *
    shapeShare(head, (text) => {
      const line = told(text);
      const time = line === null ? null : readTimeValue(line.time);
      return time === null ? null : { time, level: null, service: null, message: '', fields: {} };
    }),
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const runs = new RunPairs(tally, sink);
    const reader = new LineReader((line) => {
      if (line.text.trim() === '') return;
      const run = told(line.text);
      const at = run === null ? null : tally.times.read(run.time);
      if (run === null || at === null) return tally.reject(line.line, 'no start, done or fail of a job');
      tally.count();
      if (run.word.startsWith('star')) runs.started(run.id, run.job, at, line);
      else runs.ended(run.id, run.job, at, line, run.word === 'fail', run.tookMs);
    });
    return parserOf(reader, tally, () => runs.finish());
  },
};
