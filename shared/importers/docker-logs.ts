import { type JsonObject, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { jsonHead, shareWith } from './json-head.ts';
import { jsonLogParser } from './json-lines-logs.ts';
import type { LogParts } from './json-log-record.ts';
import { plainLogLine } from './plain-log.ts';
import { levelInText, plainLine } from './text-log-parser.ts';

/** Docker's json-file driver: `{"log": "text\n", "stream": "stderr", "time": "..."}`; the text may be structured. */
function dockerParts(object: JsonObject): LogParts | null {
  const written = textAt(object.log);
  if (written === null) return null;
  const { text } = plainLine(written.replace(/\r?\n$/, ''));
  const stream = textAt(object.stream);
  const fields = stream === null ? {} : { stream };
  const inner = innerParts(text);
  if (inner) return { ...inner, time: object.time, fields: { ...fields, ...inner.fields } };
  const plain = plainLogLine(text);
  return {
    time: object.time,
    level: plain?.level ?? levelInText(text),
    service: null,
    message: plain?.message ?? text,
    fields: { ...fields, ...plain?.fields },
  };
}

export const dockerLogs: Importer = {
  id: 'docker-logs',
  format: 'Docker logs (json-file)',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    return json?.shape === 'lines' && shareWith(json.records, ['log', 'stream', 'time']) > 0.8 ? 0.97 : 0;
  },
  parse: (context, sink) => jsonLogParser(context, sink, dockerParts),
};
