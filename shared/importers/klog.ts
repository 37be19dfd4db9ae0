import type { LogLevel } from '../incident/records.ts';
import type { Importer } from './importer.ts';
import { shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const KLOG = /^([IWEF])(\d{2})(\d{2}) (\d{2}):(\d{2}):(\d{2})\.(\d{6})\s+\d+ ([\w./-]+):\d+\] (.*)$/;
const LEVELS: Readonly<Record<string, LogLevel>> = { I: 'info', W: 'warn', E: 'error', F: 'fatal' };

/** klog and glog: `I0102 15:04:05.678901   12345 file.go:123] message`, without year and zone (klog README). */
function klogLine(text: string): TextLine | null {
  const match = KLOG.exec(text);
  if (!match) return null;
  const [month, day, hour, minute, second] = match.slice(2, 7).map(Number);
  const ms = Date.UTC(2000, (month ?? 1) - 1, day, hour, minute, second, Math.floor(Number(match[7]) / 1000));
  if (Number.isNaN(ms) || (month ?? 0) > 12) return null;
  return {
    time: { ms, zoned: false, hasYear: false },
    level: LEVELS[match[1] ?? ''] ?? null,
    service: null,
    message: match[9] ?? '',
    fields: { file: match[8] ?? '' },
  };
}

export const klog: Importer = {
  id: 'klog',
  format: 'klog',
  lacksYear: () => true,
  givesLogs: true,
  sniff: (head) => 0.97 * shapeShare(head, klogLine),
  parse: (context, sink) => textLogParser(context, sink, klogLine),
};
