import { redactSecrets } from '../../shared/importers/secrets.ts';

/** A value as it is, with what looks like a credential masked in every text of it, and how many were. */
export function withoutSecrets<T>(value: T): { readonly value: T; readonly count: number } {
  let count = 0;
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const redacted = redactSecrets(part);
      count += redacted.count;
      return redacted.text;
    }
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, clean(inner)]));
  };
  return { value: clean(value) as T, count };
}
