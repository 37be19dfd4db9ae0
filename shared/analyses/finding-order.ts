import { firstWords } from './contrast/short-name.ts';
import type { Finding, FindingKind, Verdict } from './finding.ts';

/** The order in which a person would read them: what happened, why, what was tried, what follows. */
const KIND_ORDER: Readonly<Record<FindingKind, number>> = {
  'failure-windows': 0,
  rhythm: 1,
  cause: 2,
  trigger: 3,
  arming: 4,
  'at-ceiling': 5,
  'held-by': 6,
  'change-point': 7,
  dose: 8,
  'fix-ledger': 9,
  fix: 10,
  'recorded-change': 11,
  census: 12,
  signature: 13,
  template: 14,
  dimension: 15,
  difference: 16,
  forecast: 17,
  robustness: 18,
  'rule-out': 19,
  'rule-outs': 20,
  coverage: 21,
  'clock-offset': 22,
  unexplained: 23,
  'best-evidence': 24,
};

/** Characters of a title in a list: long names are cut at a word. */
const TITLE_MOST = 90;

const VERDICT_ORDER: Readonly<Record<Verdict, number>> = { supported: 0, 'ruled-out': 1, undetermined: 2 };

/** The windows and the cause first, then what is supported, what is ruled out, and what lacks data; stable. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  const place = (finding: Finding): number => {
    const kind = finding.data.kind;
    if (kind === 'failure-windows') return 0;
    if (kind === 'cause') return 2;
    return 100 * VERDICT_ORDER[finding.verdict] + KIND_ORDER[kind];
  };
  return findings
    .map((finding, index) => ({ finding, index, place: place(finding) }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ finding }) =>
      finding.title.length > TITLE_MOST
        ? { ...finding, title: firstWords(finding.title, TITLE_MOST) }
        : finding,
    );
}
