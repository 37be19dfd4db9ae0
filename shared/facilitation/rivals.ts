import type { FindingOf } from './case.ts';
import { all, citeOf, metricOf } from './case.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import type { ProposedAnswer } from './playbook-types.ts';
import { ANSWER_LENGTH, fitting } from './wording.ts';

type Rival = ProposedAnswer['rivals'][number];

/** At most so many rejected answers are put beside one rung by itself: the room can read no more. */
const MOST = 3;

/** Rule-outs that no rung has used yet, as rejected answers. */
export function rejected(
  state: LadderState,
  which: (finding: FindingOf<'rule-out'>) => boolean,
  most = MOST,
): readonly Rival[] {
  const used = new Set(state.rungs.map((rung) => rung.refutedBy));
  const answers = new Set(state.rungs.map((rung) => rung.answer));
  const rivals: Rival[] = [];
  for (const finding of all(state, 'rule-out')) {
    if (rivals.length >= most) break;
    if (finding.verdict !== 'ruled-out' || used.has(finding.id) || !which(finding)) continue;
    const rival = rivalOf(finding);
    if (!answers.has(rival.answer) && !rivals.some((one) => one.answer === rival.answer)) rivals.push(rival);
  }
  return rivals;
}

/** What a rule-out rejects, as the answer that somebody might have given. */
export function rivalOf(finding: FindingOf<'rule-out'>): Rival {
  return { answer: hypothesisOf(finding), cites: citeOf(finding), about: finding.data.about, refutedBy: finding.id };
}

/** The rejected mechanism in words, with the thing that it was tested on: "db.pool.in_use: connections exhausted". */
export function hypothesisOf(finding: FindingOf<'rule-out'>): string {
  const { candidate, candidateKind, mechanism, about } = finding.data;
  if (candidateKind === 'traffic') return 'Too much load';
  if (candidateKind === 'accumulation') return 'Something fills up until a restart empties it';
  const thing = metricOf(candidateKind === 'gauge' ? (about[0] ?? candidate) : candidate);
  return fitting([`${thing}: ${mechanism}`, thing], ANSWER_LENGTH);
}
