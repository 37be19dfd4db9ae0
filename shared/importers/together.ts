import type { ParseSummary } from './importer.ts';

/** What several parts of one file say together; `own` is what was said of the file as a whole. */
export function together(parts: readonly ParseSummary[], own: ParseSummary): ParseSummary {
  const spans = parts.flatMap((part) => part.span ?? []);
  const zoned = parts.find((part) => part.zoneOrigin !== 'record') ?? parts[0] ?? own;
  return {
    records: parts.reduce((sum, part) => sum + part.records, 0),
    span:
      spans.length === 0
        ? null
        : {
            from: Math.min(...spans.map((span) => span.from)),
            to: Math.max(...spans.map((span) => span.to)),
          },
    zone: zoned.zone,
    zoneOrigin: zoned.zoneOrigin,
    assumptions: [...new Set([...parts, own].flatMap((part) => part.assumptions ?? []))],
  };
}
