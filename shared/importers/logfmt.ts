import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { logPartsOf } from './json-log-record.ts';
import { logfmtValues } from './logfmt-values.ts';
import { shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

/** logfmt: `time=... level=info msg="..." key=value`, keys in any order. */
function logfmtLine(text: string): TextLine | null {
  const values = logfmtValues(text);
  if (values === null) return null;
  const parts = logPartsOf(values);
  const time = typeof parts?.time === 'string' ? readWritten(parts.time) : null;
  if (!parts || !time) return null;
  return { time, level: parts.level, service: parts.service, message: parts.message, fields: parts.fields };
}

export const logfmt: Importer = {
  id: 'logfmt',
  format: 'logfmt',
  givesLogs: true,
  sniff: (head) => 0.9 * shapeShare(head, logfmtLine),
  parse: (context, sink) => textLogParser(context, sink, logfmtLine),
};
