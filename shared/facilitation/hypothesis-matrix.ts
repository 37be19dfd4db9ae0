import { isRecorded } from '../analyses/candidate-id.ts';
import { isKind, type NumberedFinding } from '../analyses/finding.ts';
import { mentions } from '../incident/mentions.ts';
import { entails } from '../ladder/entailment.ts';
import { type LadderState, liveFindings } from '../ladder/ladder-state.ts';
import { denies } from '../ladder/language/negation.ts';
import { sameThing } from './case.ts';
import type { HypothesisCard, HypothesisGroup } from './hypothesis-card.ts';
import { contentWords, sameIdea } from './same-idea.ts';

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
  'rule-outs',
  'at-ceiling',
  'held-by',
  'difference',
  'change-point',
  'recorded-change',
  'fix-ledger',
  'template',
  'dimension',
]);

/** Words in which people name the candidates that are no stream, and the streams of a kind. */
const CONCEPTS: readonly (readonly [string, RegExp])[] = [
  ['traffic', /\b(?:load|traffic|peaks?|busy|visitors|too many (?:requests|users|customers))\b/i],
  ['deploy', /\b(?:deploy\w*|releases?|rollouts?|new version)\b/i],
  ['accumulation', /\b(?:leak\w*|fills? up|accumulat\w*)\b/i],
];

/** Does a rule-out speak of the idea: by what the room meant with it, or by what it calls the candidate? */
function ruledOutOf(text: string, meant: readonly string[], finding: NumberedFinding): boolean {
  if (!isKind(finding, 'rule-out') || finding.verdict !== 'ruled-out') return false;
  const { candidate, candidateKind, about } = finding.data;
  const subjects = [candidate, ...about];
  return (
    meant.some((id) => subjects.some((each) => sameThing(each, id) || mentions(each, id))) ||
    // One change on record is not all of its kind.
    (!isRecorded(candidate) &&
      CONCEPTS.some(([name, words]) => (candidate === name || candidateKind === name) && words.test(text)))
  );
}

function cellOf(text: string, meant: readonly string[], finding: NumberedFinding): MatrixCell {
  if (finding.verdict === 'undetermined') return 'silent';
  if (!entails(text, finding) && !ruledOutOf(text, meant, finding)) return 'silent';
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
  state: Pick<LadderState, 'findings' | 'brief'>,
  cards: readonly HypothesisCard[],
  groups: readonly HypothesisGroup[],
): HypothesisMatrix {
  const speaking = liveFindings(state).filter((finding) => SPEAKING.has(finding.data.kind));
  const team = state.brief.teamHypothesis;
  const rows = groups.map((group): MatrixRow => {
    const texts = [
      group.label,
      ...cards.filter((card) => group.cards.includes(card.id)).map((card) => card.text),
    ];
    const text = texts.join('. ');
    // A card that says what the team's own hypothesis says means what that one is about.
    const asTheTeam =
      team !== null && texts.some((one) => sameIdea(contentWords(one), contentWords(team.text)));
    const meant = [...group.about, ...(asTheTeam ? team.about : [])];
    const cells = Object.fromEntries(speaking.map((finding) => [finding.id, cellOf(text, meant, finding)]));
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
