import type { Importer } from './importer.ts';
import { LineReader } from './lines.ts';
import { plainLogLine } from './plain-log.ts';
import { RunPairs } from './run-pairs.ts';
import { parserOf, Tally } from './tally.ts';
import { continuesRecord, shapeShare } from './text-log-parser.ts';

/** What Quartz's LoggingJobHistoryPlugin writes by default: fired, execution complete, execution failed. */
const HISTORY = /\bJob (\S{1,200}) (fired \(by trigger|execution (?:complete|failed) at\b)/;

/** Job history of Quartz in the log of a Java application; each pair of lines is a run. */
export const quartzLog: Importer = {
  id: 'quartz-log',
  format: 'Quartz log (job runs)',
  sniff: (head) => 0.97 * shapeShare(head, (text) => (HISTORY.test(text) ? plainLogLine(text) : null)),
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const runs = new RunPairs(tally, sink);
    const reader = new LineReader((line) => {
      if (line.text.trim() === '' || continuesRecord(line.text)) return;
      const match = HISTORY.exec(line.text);
      const at = match ? tally.times.readTime(plainLogLine(line.text)?.time ?? null) : null;
      if (!match || at === null) return tally.reject(line.line, 'no start or end of a job');
      const [, job = '', word = ''] = match;
      tally.count();
      // The default lines name the job alone: it runs once at a time.
      if (word.startsWith('fired')) runs.started(job, job, at, line);
      else runs.ended(job, job, at, line, word.includes('failed'), null);
    });
    return parserOf(reader, tally, () => runs.finish());
  },
};
