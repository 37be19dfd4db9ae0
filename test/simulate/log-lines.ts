import { LogDigestBuilder } from '../../shared/incident/log-digest.ts';
import type { LogDigest } from '../../shared/incident/logs.ts';
import type { LogLevel } from '../../shared/incident/records.ts';
import type { SourceId } from '../../shared/incident/source.ts';

/** One line of a log. `at` epoch ms. */
export interface Line {
  readonly at: number;
  readonly message: string;
  readonly level?: LogLevel;
  readonly service?: string | null;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the importer of one log file would keep of these lines. */
export function digestOf(lines: readonly Line[], source: SourceId): LogDigest | null {
  const builder = new LogDigestBuilder({ dedupe: false, redact: (text) => text });
  const sorted = [...lines].sort((a, b) => a.at - b.at);
  for (const [i, line] of sorted.entries())
    builder.add({
      at: line.at,
      message: line.message,
      level: line.level ?? 'info',
      service: line.service ?? null,
      fields: line.fields ?? {},
      ref: { source, bytes: [i, i + 1], lines: [i + 1, i + 1], time: null },
    });
  return builder.finish();
}
