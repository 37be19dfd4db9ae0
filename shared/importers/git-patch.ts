import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { Tally } from './tally.ts';

const MAIL = /^From ([0-9a-f]{40,64}) [A-Z][a-z]{2} [A-Z][a-z]{2} +\d/;
const DIFF = /^(?:diff --git a\/(\S+) b\/|--- (?:a\/)?(\S+))/;

interface Patch {
  readonly sha: string;
  readonly first: Line;
  last: Line;
  date: string | null;
  subject: string | null;
  folding: boolean;
  readonly paths: Set<string>;
}

/**
 * `git format-patch` and mailboxes of it: a change with its date, subject and files. A bare diff says what would change
 * but not when: that is said, and nothing is made of it.
 */
export const gitPatch: Importer = {
  id: 'git-patch',
  format: 'Patches (git format-patch, diff)',
  sniff(head: FileHead): number {
    const lines = head.text.split(/\r?\n/, 400);
    if (MAIL.test(lines[0] ?? '')) return 0.98;
    const diff = lines.some((line, i) => line.startsWith('--- ') && (lines[i + 1] ?? '').startsWith('+++ '));
    return diff && /^(diff |Index: |--- )/.test(lines[0] ?? '') ? 0.95 : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let open: Patch | null = null;
    let bare: number | null = null;
    const finish = () => {
      const patch = open;
      open = null;
      if (!patch) return;
      const at = patch.date === null ? null : tally.times.read(patch.date);
      if (at === null) return tally.reject(patch.first.line, 'a patch without a date that can be read');
      tally.count();
      const place = {
        from: patch.first.from,
        to: patch.last.to,
        firstLine: patch.first.line,
        lastLine: patch.last.line,
      };
      sink.change({
        kind: 'code',
        what: `${patch.subject ?? 'patch'} (${patch.sha.slice(0, 10)})`,
        at,
        atIs: 'commit',
        about: [patch.sha, ...[...patch.paths].slice(0, 50)],
        knownTo: [],
        notKnownTo: [],
        ref: tally.refAt(place, at),
      });
    };
    const reader = new LineReader((line) => {
      const { text } = line;
      const mail = MAIL.exec(text);
      if (mail?.[1]) {
        finish();
        open = {
          sha: mail[1],
          first: line,
          last: line,
          date: null,
          subject: null,
          folding: false,
          paths: new Set(),
        };
        return;
      }
      const file = DIFF.exec(text);
      if (!open) {
        if (file) bare ??= line.line;
        return;
      }
      if (text.trim() !== '') open.last = line;
      if (open.folding && /^\s+\S/.test(text)) open.subject = `${open.subject} ${text.trim()}`;
      else open.folding = false;
      const header = /^(Date|Subject): (.*)$/.exec(text);
      if (header?.[1] === 'Date') open.date ??= header[2] ?? null;
      else if (header?.[1] === 'Subject' && open.subject === null) {
        open.subject = (header[2] ?? '').replace(/^\[[^\]]*\]\s*/, '');
        open.folding = true;
      }
      if (file?.[1] !== undefined) open.paths.add(file[1]);
    });
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        finish();
        if (bare !== null) {
          tally.reject(
            bare,
            'a diff says what changed but not when; export it with git format-patch or git log -p, or state it under changes: in incident.yaml',
          );
        }
        return tally.summary();
      },
    };
  },
};
