import type { Report } from './report.ts';

/** A line of the evidence as people read it: one entry, or many alike. */
export interface PrintedEvidence {
  /** "F4", or "F4 to F42". */
  readonly ids: string;
  readonly statement: string;
  readonly computedFrom: readonly string[];
}

type Entry = Report['evidence'][number];

/** More alike in a row are one line; the YAML report has all. */
const MOST_ALIKE = 5;

/**
 * The evidence for people. Many single fixes in a row already stand under "What the fixes did" with their numbers, and many
 * attempts in the same words say no more than one of them.
 */
export function printedEvidence(report: Report): PrintedEvidence[] {
  const inLedger = new Set(report.fix_ledger.map(({ finding }) => finding));
  const alike = ({ id, kind, statement }: Entry): string | null => {
    if (kind === 'fix' && inLedger.has(id)) return kind;
    return kind === 'attempt' ? `${kind} ${statement}` : null;
  };
  const runs: Entry[][] = [];
  for (const entry of report.evidence) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first && alike(first) !== null && alike(first) === alike(entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => (run.length > MOST_ALIKE ? [together(run)] : run.map(alone)));
}

function alone({ id, statement, computed_from }: Entry): PrintedEvidence {
  return { ids: id, statement, computedFrom: computed_from };
}

function together(run: readonly Entry[]): PrintedEvidence {
  const [first] = run;
  return {
    ids: `${first?.id} to ${run.at(-1)?.id}`,
    statement:
      first?.kind === 'fix'
        ? `${run.length} fixes or recoveries, one by one under “What the fixes did”.`
        : `${first?.statement}, ${run.length} times`,
    computedFrom: [...new Set(run.flatMap((entry) => entry.computed_from))],
  };
}
