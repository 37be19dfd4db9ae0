import { commandName } from '../incident/command-name.ts';
import { parseCron } from '../incident/cron-expression.ts';
import { isZone } from '../incident/local-clock.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { type Line, LineReader } from './lines.ts';
import { Tally } from './tally.ts';

const ENTRY = /^\s*(@\w+|(?:[\d*,/?a-z-]+\s+){4}[\d*,/?a-z-]+)\s+(\S.*)$/i;
const VARIABLE = /^\s*([A-Za-z_]\w*)\s*=\s*(.*)$/;
/** First words of commands that are no user names. */
const PROGRAMS = new Set(
  'bash sh zsh python python2 python3 php node ruby perl curl wget docker java nice ionice flock cd test timeout env sudo npm npx make rsync find psql mysql kubectl aws echo cp mv rm tar bundle rake artisan'.split(
    ' ',
  ),
);

interface Entry {
  readonly line: Line;
  readonly schedule: string;
  readonly rest: string;
  readonly zone: string | null;
}

/** System crontabs name a user before the command; a user's own crontab does not (crontab(5)). */
function hasUserColumn(entries: readonly Entry[]): boolean {
  return (
    entries.length > 0 &&
    entries.every((entry) => {
      const [first = '', second] = entry.rest.split(/\s+/);
      return second !== undefined && /^[a-z_][\w-]{0,31}$/.test(first) && !PROGRAMS.has(first);
    })
  );
}

/** crontab(5): a schedule without run records; its runs are expected, not observed. */
export const crontab: Importer = {
  id: 'crontab',
  format: 'crontab',
  sniff(head: FileHead): number {
    const lines = head.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(0, 100);
    if (lines.length === 0) return 0;
    const entries = lines.filter((line) => {
      const match = ENTRY.exec(line);
      return match?.[1] !== undefined && (parseCron(match[1]) !== null || /^@reboot$/i.test(match[1]));
    });
    const variables = lines.filter((line) => VARIABLE.test(line) && !ENTRY.test(line));
    return entries.length > 0 && (entries.length + variables.length) / lines.length > 0.8 ? 0.85 : 0;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    const entries: Entry[] = [];
    let zone: string | null = null;
    const reader = new LineReader((line) => {
      const text = line.text;
      if (text.trim() === '' || text.trim().startsWith('#')) return;
      const entry = ENTRY.exec(text);
      const schedule = entry?.[1];
      if (schedule !== undefined && parseCron(schedule)) {
        entries.push({ line, schedule, rest: entry?.[2] ?? '', zone });
        return;
      }
      const variable = VARIABLE.exec(text);
      if (variable) {
        const value = (variable[2] ?? '').replace(/^["']|["']$/g, '').trim();
        if (/^(CRON_TZ|TZ)$/.test(variable[1] ?? '') && isZone(value)) zone = value;
        return;
      }
      if (/^\s*@reboot\b/i.test(text)) return;
      tally.reject(line.line, 'no schedule of five fields and a command');
    });
    return {
      push: (chunk) => reader.push(chunk),
      end() {
        reader.end();
        const user = hasUserColumn(entries);
        const seen = new Map<string, number>();
        for (const entry of entries) {
          // An unescaped % ends the command: what follows is its input.
          const command = (user ? entry.rest.replace(/^\S+\s+/, '') : entry.rest)
            .replace(/(?<!\\)%.*$/, '')
            .trim();
          const name = commandName(command);
          const count = (seen.get(name) ?? 0) + 1;
          seen.set(name, count);
          tally.count();
          sink.schedule({
            stream: count === 1 ? name : `${name} (line ${entry.line.line})`,
            title: `${entry.schedule} ${command}`,
            due: { form: 'cron', expression: entry.schedule, zone: entry.zone ?? context.zone },
            ref: tally.ref(linePlace(entry.line), null),
          });
        }
        return tally.summary();
      },
    };
  },
};
