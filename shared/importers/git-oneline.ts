import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';
import { shapeShare } from './text-log-parser.ts';

const LINE =
  /^"?([0-9a-f]{7,40})"?[\s,;|]+["(]?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?: ?[+-]\d{2}:?\d{2}|Z)?|\d{10}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{2}:\d{2}:\d{2} \d{4} [+-]\d{4})[")]?[\s,;|]+(\S.*)$/;

/** Commits one a line, as `git log --format='%h %cI %s'` and its like print them: id, date, subject. */
export const gitOneline: Importer = {
  id: 'git-oneline',
  format: 'git log, one line each',
  sniff: (head) =>
    0.95 *
    shapeShare(head, (text) => {
      const time = readWritten(LINE.exec(text)?.[2] ?? '');
      return time === null ? null : { time, level: null, service: null, message: '', fields: {} };
    }),
  parse(context, sink) {
    const tally = new Tally(context, sink);
    const reader = new LineReader((line) => {
      if (line.text.trim() === '') return;
      const match = LINE.exec(line.text);
      const at = match ? tally.times.read(match[2]) : null;
      if (!match || at === null) return tally.reject(line.line, 'no commit id, date and subject');
      const [, sha = '', , subject = ''] = match;
      tally.count();
      sink.change({
        kind: 'code',
        what: `${subject.replace(/"$/, '')} (${sha.slice(0, 10)})`,
        at,
        atIs: 'commit',
        about: [sha],
        knownTo: [],
        notKnownTo: [],
        ref: tally.refAt(linePlace(line), at),
      });
    });
    return parserOf(reader, tally);
  },
};
