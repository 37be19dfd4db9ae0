import { parse, stringify } from 'yaml';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';

/** The folder with one sentence in every place in which a stranger's words can stand: a log line, a timeline note, a
 * ticket, a calendar entry, and something that somebody said. */
export function withSentence(files: IncidentFiles, sentence: string): IncidentFiles {
  const copy: IncidentFiles = new Map(files);
  const edit = (name: string | undefined, change: (text: string) => string): void => {
    const text = name === undefined ? undefined : files.get(name);
    if (name === undefined || text === undefined) throw new Error(`no ${name}`);
    copy.set(name, change(text));
  };
  const names = [...files.keys()];
  const log = names.findLast((name) => /datadog-logs/.test(name));
  edit(log, (text) => {
    // The last record again, one second later, with these words for its message.
    const whole = JSON.parse(text) as { data: { id: string; attributes: Record<string, unknown> }[] };
    const last = whole.data.at(-1);
    if (!last) throw new Error('an empty log');
    const at = new Date(Date.parse(String(last.attributes.timestamp)) + 1_000).toISOString();
    const record = {
      ...last,
      id: `${last.id}x`,
      attributes: { ...last.attributes, timestamp: at, message: sentence },
    };
    return JSON.stringify({ ...whole, data: [...whole.data, record] });
  });
  edit(
    names.find((name) => /pagerduty/.test(name)),
    (text) => {
      const whole = JSON.parse(text) as { log_entries: Record<string, unknown>[] };
      const first = whole.log_entries[0];
      if (!first) throw new Error('an empty timeline');
      const note = {
        ...first,
        id: 'RNOTE0000000000000000000001',
        type: 'annotate_log_entry',
        summary: sentence,
        channel: { type: 'note', summary: sentence },
      };
      return JSON.stringify({ ...whole, log_entries: [note, ...whole.log_entries] });
    },
  );
  const cell = `"${sentence.replaceAll('"', '""')}"`;
  edit(
    names.find((name) => /tickets/.test(name)),
    (text) => {
      const last = text.trimEnd().split('\n').at(-1)?.split(',') ?? [];
      return `${text.trimEnd()}\n999999,${last[1]},${cell},Open,normal,Chat,general\n`;
    },
  );
  edit(
    names.find((name) => /calendar/.test(name)),
    (text) => {
      const first = text.split('\n')[1]?.split(',')[0] ?? '';
      return `${text.trimEnd()}\n${first},infrastructure,${cell},,,\n`;
    },
  );
  edit('incident.yaml', (text) => {
    const brief = parse(text) as { statements: object[] };
    const statements = [...brief.statements, { said: sentence, by_role: 'visitor' }];
    return stringify({ ...brief, statements }, { lineWidth: 0 });
  });
  return copy;
}
