import type { Finding, NumberedFinding } from './finding.ts';

/**
 * Numbers findings by their content key: a key seen before keeps its F, a new one gets the next, one that says
 * something else than before gets a higher revision, one that vanished stays as withdrawn. Ordered as `found`, the
 * withdrawn last.
 */
export function numberFindings(
  before: readonly NumberedFinding[],
  found: readonly Finding[],
): NumberedFinding[] {
  const known = new Map(before.map((finding) => [finding.key, finding]));
  let last = before.reduce((most, finding) => Math.max(most, Number(finding.id.slice(1))), 0);
  const seen = new Set<string>();
  const numbered: NumberedFinding[] = [];
  for (const finding of found) {
    if (seen.has(finding.key)) continue;
    seen.add(finding.key);
    const old = known.get(finding.key);
    if (!old) {
      last += 1;
      numbered.push({ ...finding, id: `F${last}`, revision: 1, withdrawn: false });
      continue;
    }
    const moved = old.withdrawn || said(old) !== said(finding);
    numbered.push({ ...finding, id: old.id, revision: old.revision + (moved ? 1 : 0), withdrawn: false });
  }
  for (const old of before) {
    if (seen.has(old.key)) continue;
    numbered.push(old.withdrawn ? old : { ...old, withdrawn: true, revision: old.revision + 1 });
  }
  return numbered;
}

/** What a cite rests on: the sentence, the verdict and the numbers, not the pins or the title. */
function said(finding: Finding): string {
  return stable([finding.statement, finding.verdict, finding.strength, finding.data]);
}

/** JSON with keys in order, so that the same content reads the same. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${stable(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
