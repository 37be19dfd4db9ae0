import type { FindingKind } from '../../analyses/finding.ts';
import { type LadderState, liveFindings } from '../../ladder/ladder-state.ts';
import { contentStems } from '../../ladder/language/words.ts';

/** One thing that the model may know and cite: a finding, a statement, an attempt or a recorded change. */
export interface EvidenceRecord {
  readonly id: string;
  /** Changes when what it says changes. */
  readonly revision: number;
  readonly text: string;
}

/** What a question needs first, where a prompt has no room for all. */
const FIRST: readonly FindingKind[] = [
  'cause',
  'failure-windows',
  'rhythm',
  'rule-out',
  'at-ceiling',
  'held-by',
  'change-point',
  'recorded-change',
  'fix-ledger',
  'arming',
  'trigger',
  'dose',
  'fix',
];

/** Everything citable in a session, the most telling first. Nothing but findings and statements: no raw line. */
export function evidenceRecords(state: Pick<LadderState, 'findings' | 'facts'>): readonly EvidenceRecord[] {
  const rank = (kind: FindingKind): number => {
    const place = FIRST.indexOf(kind);
    return place === -1 ? FIRST.length : place;
  };
  const findings = liveFindings(state)
    .toSorted((a, b) => rank(a.data.kind) - rank(b.data.kind))
    .map((finding) => ({
      id: finding.id,
      revision: finding.revision,
      text: `${finding.verdict}: ${finding.title}. ${finding.statement}`,
    }));
  const facts = state.facts;
  return [
    ...findings,
    ...(facts?.statements ?? []).map(({ id, byRole, said }) => ({
      id,
      revision: 0,
      text: `said by ${byRole}: ${said}`,
    })),
    ...(facts?.attempts ?? []).map(({ id, action }) => ({ id, revision: 0, text: `tried: ${action}` })),
    ...(facts?.changes ?? []).map(({ id, what }) => ({ id, revision: 0, text: `recorded: ${what}` })),
  ];
}

/** Most ids that one reply may choose from. */
const MOST_IDS = 8;
/** So many at least, the most telling first, where the words alone point to too few. */
const LEAST_IDS = 3;

/** Ids of the records that share words with a text, in the order of the records: what a reply to it can rest on. */
export function relevantIds(state: Pick<LadderState, 'findings' | 'facts'>, text: string): readonly string[] {
  const wanted = contentStems(text);
  const records = evidenceRecords(state).map(({ id, text: said }, place) => ({
    id,
    place,
    shared: [...contentStems(said)].filter((stem) => wanted.has(stem)).length,
  }));
  const near = records
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || a.place - b.place)
    .slice(0, MOST_IDS);
  const chosen = near.length >= LEAST_IDS ? near : [...new Set([...near, ...records.slice(0, LEAST_IDS)])];
  return chosen.toSorted((a, b) => a.place - b.place).map(({ id }) => id);
}
