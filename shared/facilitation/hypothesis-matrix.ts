import type { NumberedFinding } from '../analyses/finding.ts';
import { entails } from '../ladder/entailment.ts';
import { type LadderState, liveFindings } from '../ladder/ladder-state.ts';
import { denies } from '../ladder/language/negation.ts';
import type { HypothesisCard, HypothesisGroup } from './hypothesis-card.ts';

/** What one finding says to one idea. */
export type MatrixCell = 'consistent' | 'inconsistent' | 'silent';

/** One idea of the blind round against the findings. */
export interface MatrixRow {
  readonly label: string;
  /** How many cards said it; never whose. */
  readonly cards: number;
  readonly cells: Readonly<Record<string, MatrixCell>>;
  readonly inconsistent: number;
}

/** Ideas by fewest contradictions (Heuer, Psychology of Intelligence Analysis, ch. 8), with the findings that speak. */
export interface HypothesisMatrix {
  readonly findings: readonly NumberedFinding[];
  readonly rows: readonly MatrixRow[];
}

/** Findings that can speak for or against an idea: what happened in the windows, not what to do about them. */
const SPEAKING = new Set([
  'rhythm',
  'trigger',
  'arming',
  'rule-out',
  'at-ceiling',
  'held-by',
  'difference',
  'change-point',
  'recorded-change',
  'fix-ledger',
  'template',
  'dimension',
]);

function cellOf(text: string, finding: NumberedFinding): MatrixCell {
  if (finding.verdict === 'undetermined' || !entails(text, finding)) return 'silent';
  const affirms = !denies(text);
  const holds = finding.verdict === 'supported';
  return holds === affirms ? 'consistent' : 'inconsistent';
}

/** Findings that speak for an idea: what ranks ideas that nothing speaks against. */
function fits(row: MatrixRow): number {
  return Object.values(row.cells).filter((cell) => cell === 'consistent').length;
}

/** The matrix of the revealed ideas; columns are the findings that say something to at least one of them. */
export function hypothesisMatrix(
  state: Pick<LadderState, 'findings'>,
  cards: readonly HypothesisCard[],
  groups: readonly HypothesisGroup[],
): HypothesisMatrix {
  const speaking = liveFindings(state).filter((finding) => SPEAKING.has(finding.data.kind));
  const rows = groups.map((group): MatrixRow => {
    const text = [
      group.label,
      ...cards.filter((card) => group.cards.includes(card.id)).map((card) => card.text),
    ].join('. ');
    const cells = Object.fromEntries(speaking.map((finding) => [finding.id, cellOf(text, finding)]));
    return {
      label: group.label,
      cards: group.cards.length,
      cells,
      inconsistent: Object.values(cells).filter((cell) => cell === 'inconsistent').length,
    };
  });
  return {
    findings: speaking.filter((finding) => rows.some((row) => row.cells[finding.id] !== 'silent')),
    rows: rows.toSorted((a, b) => a.inconsistent - b.inconsistent || fits(b) - fits(a) || b.cards - a.cards),
  };
}
