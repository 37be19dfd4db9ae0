/**
 * Canonical JSON after RFC 8785 (JSON Canonicalization Scheme): no white space, members sorted by UTF-16 code
 * units, numbers as ECMAScript writes them. Members that are `undefined` are left out, as in JSON.stringify. A lone
 * surrogate, which the RFC rejects, is written as its escape: evidence may contain one and must still be stored.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`Not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new Error(`Not JSON: ${typeof value}`);
}
