import { arrayAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { jsonDocumentParser } from './json-document.ts';
import { jsonHead } from './json-head.ts';
import { levelOf } from './log-level.ts';
import { levelInText } from './text-log-parser.ts';

/** Loki's query_range: `{data: {resultType: "streams", result: [{stream: {...}, values: [["ns", "line"]]}]}}`. */
export const loki: Importer = {
  id: 'loki-streams',
  format: 'Loki streams',
  givesLogs: true,
  sniff(head) {
    const json = jsonHead(head);
    return json?.shape === 'object' && pathAt(json.value, 'data', 'resultType') === 'streams' ? 0.98 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['data', 'result', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const labels: Record<string, string> = {};
        for (const [key, value] of Object.entries(objectAt(one.stream))) labels[key] = String(value);
        if (!Array.isArray(one.values)) return 'a stream without values';
        for (const pair of one.values) {
          const [time, text] = arrayAt(pair);
          const at = tally.times.read(time);
          const line = textAt(text);
          if (at === null || line === null) continue;
          const parts = innerParts(line);
          sink.log({
            at,
            level: parts?.level ?? levelOf(labels.level ?? labels.detected_level) ?? levelInText(line),
            service:
              labels.service_name ?? labels.service ?? labels.app ?? labels.job ?? parts?.service ?? null,
            message: parts?.message ?? line,
            fields: { ...labels, ...parts?.fields },
            ref: tally.refAt(record, at),
          });
        }
        return undefined;
      },
    });
  },
};
