import { spanAmong } from '../../analyses/wording.ts';
import { citeOf, culpritOf, labelOf, one } from '../case.ts';
import { rungNaming } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { isPausable, trialOf } from '../trial.ts';
import { ANSWER_LENGTH, fitting } from '../wording.ts';

/** It fails now and nothing is in hand: the cheapest step that can be undone and that is also a test. */
export const contain: MoveSpec = {
  form: 'contain',
  propose(state) {
    const last = state.result?.episodes.at(-1);
    const failing = last !== undefined && last.to === null;
    // Asked again once a step that was taken is over; not when the room had none.
    const open =
      state.rungs.some((rung) => rung.move === 'contain') ||
      state.settled.some((rung) => rung.move === 'contain' && rung.answer === null);
    if (!failing || !state.live || state.inHand !== null || open) return null;
    const culprit = culpritOf(state);
    const named = culprit.kind === 'stream' && rungNaming(state, culprit.id) !== null;
    return {
      form: 'contain',
      parent: null,
      level: 1,
      score: 100,
      slots: named && isPausable(culprit) ? { culprit: labelOf(culprit) } : {},
    };
  },
  reply(state) {
    const culprit = culpritOf(state);
    if (culprit.kind !== 'stream') {
      return unanswered(
        'An idea of the cause that a step could test.',
        'No stream is named as the cause yet.',
      );
    }
    const forecast = one(state, 'forecast');
    const next = forecast?.data.rivals.find((rival) => rival.candidate === culprit.id)?.next ?? null;
    const zone = state.facts?.zone ?? 'UTC';
    const due = next ? `, due ${spanAmong(next.from, next.to, state.facts?.now ?? next.from, zone)}` : '';
    return answered(
      fitting([`${trialOf(culprit)}${due}`, trialOf(culprit), trialOf(culprit, culprit.id)], ANSWER_LENGTH),
      citeOf(culprit.trigger, culprit.cause, forecast),
      [culprit.id],
    );
  },
};
