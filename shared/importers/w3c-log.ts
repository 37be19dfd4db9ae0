import { endpointOf, levelOfHttpStatus } from './http-record.ts';
import type { Importer } from './importer.ts';
import { linePlace } from './json-lines.ts';
import { LineReader } from './lines.ts';
import { parserOf, Tally } from './tally.ts';

const MAX_FIELD = 80;

/**
 * W3C extended log files (IIS, CloudFront and other edges): `#Fields:` names the columns of what follows, times are in
 * UTC by the format's definition.
 */
export const w3cLog: Importer = {
  id: 'w3c-log',
  format: 'Access log (W3C extended)',
  givesLogs: true,
  sniff(head) {
    const fields = /^#Fields:[ \t]*(.*)$/m.exec(head.text.slice(0, 4_096))?.[1];
    if (fields === undefined || !head.text.startsWith('#')) return 0;
    return /\btime\b/.test(fields) ? 0.98 : 0.5;
  },
  parse(context, sink) {
    const tally = new Tally(context, sink);
    tally.times.defaultUtc();
    let names: readonly string[] = [];
    const reader = new LineReader((line) => {
      if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
      const text = line.text.trim();
      if (text === '') return;
      if (text.startsWith('#')) {
        const fields = /^#Fields:\s*(.*)$/.exec(text)?.[1];
        if (fields !== undefined) names = fields.trim().split(/\s+/);
        return;
      }
      const cells = text.split(text.includes('\t') ? '\t' : /\s+/);
      if (names.length === 0) return tally.reject(line.line, 'no #Fields line has named the columns yet');
      if (cells.length < names.length) {
        const reason = `${cells.length} of ${names.length} columns`;
        return line.terminated ? tally.reject(line.line, reason) : tally.truncated(line.line, reason);
      }
      const row = new Map(names.map((name, i) => [name, cells[i] ?? '-'] as const));
      const at = tally.times.read(`${row.get('date') ?? ''} ${row.get('time') ?? ''}`.trim());
      if (at === null) return tally.reject(line.line, 'no date and time that can be read');
      const status = row.get('sc-status') ?? row.get('x-edge-response-result-type') ?? '';
      const path = row.get('cs-uri-stem') ?? row.get('cs-uri') ?? '';
      const method = row.get('cs-method') ?? '';
      const fields: Record<string, string> = { endpoint: endpointOf(path).slice(0, MAX_FIELD) };
      for (const [name, cell] of row) {
        if (cell !== '-' && cell.length <= MAX_FIELD && name !== 'date' && name !== 'time')
          fields[name] = cell;
      }
      const number = Number(status);
      tally.count();
      sink.log({
        at,
        level: Number.isInteger(number) && number >= 100 ? levelOfHttpStatus(number) : null,
        service:
          [row.get('s-sitename'), row.get('cs(Host)'), row.get('cs-host')].find(
            (name) => name && name !== '-',
          ) ?? null,
        message: `${method} ${path} ${status}`.trim(),
        fields,
        ref: tally.refAt(linePlace(line), at),
      });
    });
    return parserOf(reader, tally);
  },
};
