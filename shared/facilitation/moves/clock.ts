import { isRecorded, isSingleChange, partsOf, streamOf } from '../../analyses/candidate-id.ts';
import { shortName } from '../../analyses/contrast/short-name.ts';
import { list } from '../../analyses/wording.ts';
import { STREAM_KINDS } from '../../incident/stream.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import type { Rung } from '../../ladder/rung.ts';
import { beganWith } from '../began-once.ts';
import { all, citeOf, culpritOf, type FindingOf, isMissed, labelOf, one, recordsOf } from '../case.ts';
import { asked, below, citesOf, follows, rungCiting, rungNaming, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { rejected } from '../rivals.ts';
import { clearMark, leadTo, markedAnswer } from '../signatures.ts';
import { ANSWER_LENGTH, fitting } from '../wording.ts';

/** The rung that says that it follows a clock, or something that starts. */
function patternRung(state: LadderState): Rung | null {
  const rung = standing(state, 'pattern') ?? rungCiting(state, ['rhythm', 'fix-ledger', 'arming']);
  if (!rung || follows(state, rung, 'traffic') || follows(state, rung, 'accumulation')) return null;
  return rung;
}

/** Does a rule-out speak of a stream: of what starts again and again, not of one change on record? */
function isOfStream({ data }: FindingOf<'rule-out'>): boolean {
  return (STREAM_KINDS as readonly string[]).includes(data.candidateKind) && !isRecorded(data.candidate);
}

/** A rhythm is named and no stream that keeps it: what runs on that clock? */
export const clock: MoveSpec = {
  form: 'clock',
  propose(state) {
    const rung = patternRung(state);
    if (!rung || asked(state, 'clock') || beganWith(state)) return null;
    const culprit = culpritOf(state);
    if (culprit.kind === 'stream' && isSingleChange(culprit.id)) return null;
    if (culprit.kind === 'stream' && rungNaming(state, culprit.id)?.move === 'clock') return null;
    const rhythmic = citesOf(state, rung, ['rhythm', 'fix-ledger', 'arming']);
    const slots = rhythmic ? {} : { starts: 'starts' };
    return { form: 'clock', parent: rung.id, level: below(rung), score: 60, slots };
  },
  reply(state, rung) {
    const culprit = culpritOf(state);
    if (culprit.kind === 'stream') {
      const arming = one(state, 'arming', (f) => f.verdict === 'supported' && f.data.stream === culprit.id);
      const rivals = rejected(
        state,
        rung,
        (f) => isOfStream(f) && !partsOf(culprit.id).includes(streamOf(f.data.candidate)),
      );
      return answered(
        isMissed(culprit)
          ? fitting([`${culprit.id}: some of its runs are missing`, labelOf(culprit)], ANSWER_LENGTH)
          : fitting([labelOf(culprit), shortName(labelOf(culprit), ANSWER_LENGTH)], ANSWER_LENGTH),
        citeOf(culprit.trigger, culprit.cause, arming),
        [culprit.id],
        rivals,
      );
    }
    const pairs = culprit.cause?.data.inseparable ?? [];
    if (culprit.cause?.data.state === 'inseparable' && pairs.length > 0) {
      const names = [...new Set(pairs.flat())];
      return unanswered(
        culprit.cause.data.experiment ??
          `The result of one cycle with one of them paused: ${list(names, 'or')}.`,
        `${list(names)} keep the same rhythm; timing alone cannot tell them apart.`,
      );
    }
    const mark = clearMark(state, 'clock');
    if (mark) {
      return markedAnswer(mark, rejected(state, rung, isOfStream));
    }
    const rhythm = all(state, 'rhythm').find((f) => f.verdict === 'supported');
    const best = one(state, 'best-evidence');
    const history =
      'The run history of the jobs and timers that this service uses: start, end and status of each run.';
    return unanswered(
      leadTo(
        state,
        'clock',
        best && rhythm === undefined ? `${best.data.bring.replace(/[.\s]+$/, '')}. ${history}` : history,
      ),
      rhythm
        ? `No stream in the evidence keeps this rhythm. ${rhythm.statement}`
        : 'No stream in the evidence explains the windows.',
    );
  },
};

/** It began with a change: which one? */
export const clockChange: MoveSpec = {
  form: 'clock-change',
  propose(state) {
    const rung = standing(state, 'pattern');
    const culprit = culpritOf(state);
    if (!rung || culprit.kind !== 'stream' || !isSingleChange(culprit.id)) return null;
    if (asked(state, 'clock-change') || rungNaming(state, culprit.id)?.move === 'clock') return null;
    return { form: 'clock-change', parent: rung.id, level: below(rung), score: 60, slots: {} };
  },
  reply(state, rung) {
    const culprit = culpritOf(state);
    if (culprit.kind !== 'stream')
      return unanswered(
        'What was changed before the first window, and when: releases, configuration, flags, data.',
        'No change in the evidence is named.',
      );
    const rivals = rejected(
      state,
      rung,
      (f) => isSingleChange(f.data.candidate) && f.data.candidate !== culprit.id,
    );
    return answered(
      fitting([labelOf(culprit), culprit.id], ANSWER_LENGTH),
      citeOf(culprit.cause, ...recordsOf(state, culprit)),
      [culprit.id],
      rivals,
    );
  },
};
