import { isRecorded, isSingleChange } from '../../analyses/candidate-id.ts';
import type { NumberedFinding } from '../../analyses/finding.ts';
import { clock } from '../../analyses/wording.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import { replyToOnset } from '../began-once.ts';
import { all, citeOf, culpritOf, type FindingOf, one, recordsOf } from '../case.ts';
import type { Slots } from '../form.ts';
import { asked } from '../ladder-view.ts';
import { answered, type MissingReply, type MoveSpec, unanswered } from '../move-spec.ts';
import { rejected } from '../rivals.ts';
import { clearMark, leadTo, lineBefore } from '../signatures.ts';
import { bringNext } from './bring-next.ts';

/** The clearest rhythm, a clock that a stream keeps, fixes that reset one, or the mark of a clock that no stream lists. */
function clockFindings(
  state: LadderState,
): readonly FindingOf<'rhythm' | 'arming' | 'fix-ledger' | 'signature'>[] {
  const rhythm = all(state, 'rhythm').find(
    (f) => f.verdict === 'supported' && (f.data.periodic === 'yes' || f.data.periodic === 'suggestive'),
  );
  const ledger = one(
    state,
    'fix-ledger',
    (f) => f.verdict === 'supported' && f.data.effect === 'reset-clock',
  );
  const culprit = culpritOf(state);
  const arming =
    culprit.kind === 'stream'
      ? one(state, 'arming', (f) => f.verdict === 'supported' && f.data.stream === culprit.id)
      : null;
  const mark = culprit.kind === 'unknown' ? clearMark(state, 'clock') : null;
  return [rhythm, arming, ledger, mark].flatMap((f) => (f ? [f] : []));
}

/** When it fails, and what that follows: load, a clock, something that fills up, or something that starts. */
export const pattern: MoveSpec = {
  form: 'pattern',
  propose(state) {
    const windows = one(state, 'failure-windows', (f) => f.data.episodes.length > 0);
    if (!windows || asked(state, 'pattern')) return null;
    return { form: 'pattern', parent: null, level: 1, score: 70, slots: situation(state) };
  },
  reply(state, rung) {
    const culprit = culpritOf(state);
    const clocks = clockFindings(state);
    const noLoad = one(
      state,
      'rule-out',
      (f) => f.verdict === 'ruled-out' && f.data.candidateKind === 'traffic',
    );
    const rivals = rejected(
      state,
      rung,
      (f) =>
        f.data.candidateKind === 'traffic' ||
        f.data.candidateKind === 'accumulation' ||
        (f.data.candidateKind === 'deploy' && !isRecorded(f.data.candidate)),
    );
    if (culprit.kind === 'traffic') {
      return answered('It follows the load', citeOf(culprit.trigger, culprit.cause), ['traffic'], rivals);
    }
    if (culprit.kind === 'accumulation') {
      const emptied = emptiedBy(state);
      return answered(
        emptied.answer,
        citeOf(culprit.trigger, culprit.cause, emptied.finding),
        ['accumulation'],
        rivals,
      );
    }
    if (culprit.kind === 'stream' && isSingleChange(culprit.id)) {
      return answered(
        `It began with a change${noLoad ? ', not the traffic' : ''}`,
        citeOf(culprit.cause, ...recordsOf(state, culprit), noLoad),
        [culprit.id],
        rivals,
      );
    }
    const notLoad = noLoad ? ', not the traffic' : '';
    if (clocks.length > 0) {
      return answered(`It follows a clock${notLoad}`, citeOf(...clocks, noLoad), [], rivals);
    }
    if (culprit.kind === 'stream') {
      return answered(
        `It follows something that starts${notLoad}`,
        citeOf(culprit.trigger, culprit.cause, noLoad),
        [culprit.id],
        rivals,
      );
    }
    const onset = replyToOnset(state);
    if (onset) return onset;
    return lineBefore(state) ? unansweredPattern(state) : bringNext(state, unansweredPattern(state));
  },
};

/** What empties what fills up, as far as the evidence shows it. */
function emptiedBy(state: LadderState): {
  readonly answer: string;
  readonly finding: NumberedFinding | null;
} {
  const quota = one(state, 'signature', (f) => f.verdict === 'supported' && f.data.signature === 'quota');
  if (quota) return { answer: 'Something fills up, and the full hour empties it', finding: quota };
  const restarts = (state.facts?.attempts ?? []).filter((attempt) => attempt.kind === 'restart');
  const ended = one(
    state,
    'fix',
    (f) => f.data.endedWindow === 'ended' && restarts.some((attempt) => attempt.id === f.data.attempt),
  );
  return ended
    ? { answer: 'Something fills up, and a restart empties it', finding: ended }
    : { answer: 'Something fills up until it is emptied', finding: null };
}

/** What the question may say of the case: whether it came back after a fix, or began once. */
function situation(state: LadderState): Slots {
  const episodes = state.result?.episodes ?? [];
  const first = episodes[0];
  if (episodes.length > 1) return (state.facts?.attempts.length ?? 0) > 0 ? { again: 'come back' } : {};
  return first ? { onset: clock(first.from, state.facts?.zone ?? 'UTC') } : {};
}

function unansweredPattern(state: LadderState): MissingReply {
  const thin = all(state, 'rhythm').find((f) => f.data.periodic === 'unknown');
  return unanswered(
    leadTo(
      state,
      'clock',
      'Exports of what runs, changes and is called in the failure windows, and metrics of what they use.',
    ),
    thin ? thin.statement : 'The windows follow no load, no clock and no stream in the evidence.',
  );
}
