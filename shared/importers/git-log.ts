import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';

const COMMIT = /^commit ([0-9a-f]{7,40})(?: \(.*\))?$/;
const DATE = /^(Author|Commit)?Date:\s+(.+)$/;

interface Commit {
  readonly sha: string;
  readonly first: Line;
  last: Line;
  date: string | null;
  subject: string | null;
  readonly paths: Set<string>;
}

/** `git log`, with or without `--stat` and `-p`: each commit is a change of the code, not yet a release of it. */
export const gitLog: Importer = {
  id: 'git-log',
  format: 'git log',
  sniff(head: FileHead): number {
    const lines = head.text.split(/\r?\n/, 40);
    return COMMIT.test(lines[0] ?? '') && lines.slice(1, 8).some((line) => DATE.test(line)) ? 0.97 : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let open: Commit | null = null;
    const finish = () => {
      const commit = open;
      open = null;
      if (!commit) return;
      const at = commit.date === null ? null : tally.times.read(commit.date);
      if (at === null) {
        tally.reject(commit.first.line, `commit ${commit.sha.slice(0, 10)} has no date that can be read`);
        return;
      }
      tally.count();
      sink.change({
        kind: 'code',
        what: `${commit.subject ?? 'commit'} (${commit.sha.slice(0, 10)})`,
        at,
        atIs: 'commit',
        about: [commit.sha, ...[...commit.paths].slice(0, 50)],
        knownTo: [],
        notKnownTo: [],
        ref: tally.refAt(
          {
            from: commit.first.from,
            to: commit.last.to,
            firstLine: commit.first.line,
            lastLine: commit.last.line,
          },
          at,
        ),
      });
    };
    const reader = new LineReader((line) => {
      const header = COMMIT.exec(line.text);
      if (header?.[1]) {
        finish();
        open = { sha: header[1], first: line, last: line, date: null, subject: null, paths: new Set() };
        return;
      }
      if (!open) {
        if (line.text.trim() !== '') tally.reject(line.line, 'no commit has begun yet');
        return;
      }
      if (line.text.trim() !== '') open.last = line;
      // The committer's date is when it took effect here; the author's may be months older.
      const date = DATE.exec(line.text);
      if (date?.[2] && (open.date === null || date[1] === 'Commit')) open.date = date[2];
      else if (open.subject === null && line.text.startsWith('    ') && line.text.trim() !== '')
        open.subject = line.text.trim();
      const path =
        /^diff --git a\/(\S+) b\//.exec(line.text)?.[1] ?? /^ (\S+)\s+\|\s+(?:\d+|Bin)/.exec(line.text)?.[1];
      if (path !== undefined) open.paths.add(path);
    });
    return parserOf(reader, tally, finish);
  },
};
