import { isSingleChange } from '../analyses/candidate-id.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import type { Rung } from '../ladder/rung.ts';
import type { FindingOf } from './case.ts';
import { all, citeOf, metricOf } from './case.ts';
import type { ProposedAnswer } from './playbook-types.ts';
import { ANSWER_LENGTH, fitting } from './wording.ts';

type Rival = ProposedAnswer['rivals'][number];

/** At most so many rejected answers are put beside one rung by itself: the room can read no more. */
const MOST = 3;

/** Rule-outs that no rung has used yet, as rejected answers. */
export function rejected(
  state: LadderState,
  rung: Pick<Rung, 'id'>,
  which: (finding: FindingOf<'rule-out'>) => boolean,
  most = MOST,
): readonly Rival[] {
  const elsewhere = questionsBeside(state, rung);
  const used = new Set(elsewhere.map((one) => one.refutedBy));
  const answers = new Set(elsewhere.map((one) => one.answer));
  const rivals: Rival[] = [];
  for (const finding of all(state, 'rule-out')) {
    if (rivals.length >= most) break;
    if (finding.verdict !== 'ruled-out' || used.has(finding.id) || !which(finding)) continue;
    const rival = rivalOf(finding);
    if (!answers.has(rival.answer) && !rivals.some((one) => one.answer === rival.answer)) rivals.push(rival);
  }
  return rivals;
}

/** Rungs of other questions: what they reject is not said twice. */
function questionsBeside(state: LadderState, rung: Pick<Rung, 'id'>): readonly Rung[] {
  const self = state.rungs.find((one) => one.id === rung.id);
  return state.rungs.filter(
    (one) => one.id !== rung.id && !(self && one.parent === self.parent && one.move === self.move),
  );
}

/** What a rule-out rejects, as the answer that somebody might have given. */
export function rivalOf(finding: FindingOf<'rule-out'>): Rival {
  return {
    answer: hypothesisOf(finding),
    cites: citeOf(finding),
    about: finding.data.about,
    refutedBy: finding.id,
  };
}

/** The rejected mechanism in words, with the thing that it was tested on: "db.pool.in_use: connections exhausted". */
export function hypothesisOf(finding: FindingOf<'rule-out'>): string {
  const { candidate, candidateKind, mechanism, about } = finding.data;
  if (candidateKind === 'traffic') return 'Too much load';
  if (candidateKind === 'accumulation') return 'Something fills up until a restart empties it';
  // A change is called by what was changed, as in the title.
  if (isSingleChange(candidate))
    return fitting([finding.title.replace(/^Not /, ''), candidate], ANSWER_LENGTH);
  const thing = metricOf(candidateKind === 'gauge' ? (about[0] ?? candidate) : candidate);
  // "a deployment" names a kind of thing, "exhausted" what is said of it.
  const article = /^an? /.test(mechanism);
  const said = article
    ? `${mechanism.charAt(0).toUpperCase()}${mechanism.slice(1)}: ${thing}`
    : `${thing}: ${mechanism}`;
  return fitting([said, thing], ANSWER_LENGTH);
}
