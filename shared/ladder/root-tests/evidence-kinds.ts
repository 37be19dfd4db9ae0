import type { FindingKind } from '../../analyses/finding.ts';
import { ancestorsOf, type LadderState, liveFindings } from '../ladder-state.ts';
import type { Rung } from '../rung.ts';

/** Kinds of evidence that can each be wrong without the others. */
export type EvidenceKind = 'timing' | 'mechanism' | 'intervention' | 'testimony' | 'record';

const OF_FINDING: Readonly<Record<FindingKind, EvidenceKind | null>> = {
  'failure-windows': 'timing',
  rhythm: 'timing',
  cause: 'timing',
  trigger: 'timing',
  arming: 'timing',
  forecast: 'timing',
  fix: 'intervention',
  'fix-ledger': 'intervention',
  'at-ceiling': 'mechanism',
  'held-by': 'mechanism',
  difference: 'mechanism',
  dimension: 'mechanism',
  template: 'mechanism',
  dose: 'mechanism',
  signature: 'mechanism',
  'change-point': 'mechanism',
  'recorded-change': 'record',
  'rule-out': null,
  'rule-outs': null,
  coverage: null,
  census: null,
  'clock-offset': null,
  'best-evidence': null,
  robustness: null,
  unexplained: null,
};

/** The kinds of evidence that a rung and those above it cite. */
export function evidenceKinds(state: LadderState, rung: Rung): ReadonlySet<EvidenceKind> {
  const kinds = new Set<EvidenceKind>();
  for (const { cites } of [rung, ...ancestorsOf(state, rung.parent)]) {
    for (const { id } of cites) {
      const finding = liveFindings(state).find((one) => one.id === id);
      const kind = finding
        ? OF_FINDING[finding.data.kind]
        : id.startsWith('S')
          ? 'testimony'
          : id.startsWith('C')
            ? 'record'
            : id.startsWith('A')
              ? 'intervention'
              : null;
      if (kind !== null) kinds.add(kind);
    }
  }
  if (state.verifications.some((one) => one.kind === 'experiment' && one.status === 'passed'))
    kinds.add('intervention');
  return kinds;
}
