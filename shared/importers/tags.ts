import { arrayAt } from './field-access.ts';

/** Tags of the form `key:value` as labels; a tag without a value is left out. */
export function labelsOfTags(tags: unknown): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const tag of arrayAt(tags)) {
    if (typeof tag !== 'string') continue;
    const colon = tag.indexOf(':');
    if (colon > 0 && colon < tag.length - 1) labels[tag.slice(0, colon)] = tag.slice(colon + 1);
  }
  return labels;
}
