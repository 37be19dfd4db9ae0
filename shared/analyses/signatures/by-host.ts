import type { LogDigest } from '../../incident/logs.ts';
import type { Segmentation } from '../segmentation.ts';

/** Lines and errors of one value of a log field, inside and outside the windows. */
export interface ValueCounts {
  readonly value: string;
  readonly inside: { readonly lines: number; readonly errors: number };
  readonly outside: { readonly lines: number; readonly errors: number };
}

/** Counts by value of each field of the logs. */
export function countsByField(logs: LogDigest, s: Segmentation): Map<string, ValueCounts[]> {
  const within = (bin: number): boolean => {
    const at = logs.from + bin * logs.binMs;
    return s.episodes.some((e) => at >= e.from && at < (e.to ?? Number.POSITIVE_INFINITY));
  };
  const fields = new Map<string, ValueCounts[]>();
  for (const { field, value, bins } of logs.dimensions) {
    const inside = { lines: 0, errors: 0 };
    const outside = { lines: 0, errors: 0 };
    for (const [bin, lines, errors] of bins) {
      const side = within(bin) ? inside : outside;
      side.lines += lines;
      side.errors += errors;
    }
    fields.set(field, [...(fields.get(field) ?? []), { value, inside, outside }]);
  }
  return fields;
}
