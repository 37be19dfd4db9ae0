import type { LadderState } from '../../ladder/ladder-state.ts';
import { usedUp } from '../../ladder/language/exhaustion.ts';
import type { Cite, Rung } from '../../ladder/rung.ts';
import { all, ceilingsOf, citeOf, culpritOf, type FindingOf, metricOf, one, sameThing } from '../case.ts';
import { asked, below, follows, parked, rungNaming, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import type { EvidenceReply } from '../playbook-types.ts';
import { rejected } from '../rivals.ts';
import { clearMark, isMarked, leadTo, markedAnswer } from '../signatures.ts';
import { ANSWER_LENGTH, amount, fitting } from '../wording.ts';

/** The rung from which the mechanism is asked: the stream that a rung names, or the pattern when none can be named. */
function above(state: LadderState): Rung | null {
  const culprit = culpritOf(state);
  const named = culprit.kind === 'stream' ? rungNaming(state, culprit.id) : null;
  const clock = standing(state, 'clock');
  if (named ?? clock) return named?.move === 'challenge' ? (clock ?? null) : (named ?? clock);
  // What runs on the clock waits for evidence: a resource that is full can be named all the same.
  const pattern = standing(state, 'pattern');
  if (!pattern) return null;
  // Something fills up: what it is comes next, there is no clock to name.
  if (culprit.kind === 'accumulation' && follows(state, pattern, 'accumulation')) return pattern;
  const shown = ceilingsOf(state, null).length > 0 || clearMark(state, 'mechanism') !== null;
  return parked(state, 'clock') && shown ? pattern : null;
}

/** A resource that is full, when one is: "It fills redis.pool.in_use: 128 of 128". */
function fullResource(
  state: LadderState,
  rung: Pick<Rung, 'id'>,
  culprit: string | null,
): EvidenceReply | null {
  const ceiling = ceilingsOf(state, culprit)[0];
  if (!ceiling) return null;
  const { gauge, limit, insideMax } = ceiling.data;
  const name = metricOf(gauge);
  const holder = one(state, 'held-by', (f) => f.verdict === 'supported' && sameThing(f.data.gauge, gauge));
  const level = `${amount(insideMax)} of ${amount(limit)}`;
  const rivals = rejected(
    state,
    rung,
    (f) => f.data.candidateKind === 'gauge' && !f.data.about.some((id) => sameThing(id, gauge)),
  );
  return answered(
    culprit === null
      ? fitting([`${name} is full: ${level}`, `${name} is full`], ANSWER_LENGTH)
      : fitting([`It fills ${name}: ${level}`, `It fills ${name}`], ANSWER_LENGTH),
    [...citeOf(ceiling, holder), ...saidOfBoth(state, gauge, culprit)],
    [gauge, ...(culprit === null ? [] : [culprit])],
    rivals,
  );
}

/** Statements that put the culprit and the resource together: the mechanism in somebody's words. */
function saidOfBoth(state: LadderState, gauge: string, culprit: string | null): readonly Cite[] {
  if (culprit === null) return [];
  const both = (state.facts?.statements ?? []).filter(
    (s) => s.about.some((id) => sameThing(id, gauge)) && s.about.some((id) => sameThing(id, culprit)),
  );
  return citeOf(...both);
}

/** What a known error says when no resource was exported. */
function errorInside(state: LadderState): FindingOf<'template'> | null {
  return all(state, 'template').find((f) => f.verdict === 'supported') ?? null;
}

/** What the failing requests themselves say is used up, when no gauge was exported: "Requests meet: all workers busy". */
function usedUpInLogs(state: LadderState, rung: Pick<Rung, 'id'>): EvidenceReply | null {
  for (const f of all(state, 'template')) {
    const clause = f.verdict === 'supported' && f.data.how !== 'burst' ? usedUp(f.data.text) : null;
    if (clause === null) continue;
    const rivals = rejected(state, rung, (one) => one.data.candidateKind === 'gauge');
    return answered(
      fitting([`Requests meet “${clause}”`, `“${clause}”`], ANSWER_LENGTH),
      citeOf(f),
      [f.data.template],
      rivals,
    );
  }
  return null;
}

/** A stream is named: how can it cause this, and which resource do they share? */
export const mechanism: MoveSpec = {
  form: 'mechanism',
  propose(state) {
    const rung = above(state);
    if (!rung || asked(state, 'mechanism')) return null;
    const culprit = culpritOf(state);
    const slots =
      culprit.kind === 'stream' && rung.move !== 'pattern'
        ? { culprit: culprit.id }
        : { culprit: culprit.kind === 'accumulation' ? 'what fills up' : 'the clock' };
    return { form: 'mechanism', parent: rung.id, level: below(rung), score: 50, slots };
  },
  reply(state, rung) {
    const culprit = culpritOf(state);
    const id = culprit.kind === 'stream' ? culprit.id : null;
    const reply = fullResource(state, rung, id);
    if (reply) return reply;
    const mark = clearMark(state, 'mechanism');
    if (mark)
      return markedAnswer(
        mark,
        rejected(state, rung, (f) => f.data.candidateKind === 'gauge'),
      );
    const error = errorInside(state);
    return unanswered(
      leadTo(
        state,
        'mechanism',
        `Metrics of what ${id ?? 'it'} shares with what fails (pools, connections, locks, queues), with their limits.`,
      ),
      error
        ? `No resource in the evidence is full inside the windows and free outside. ${error.id} shows the error only.`
        : 'No resource in the evidence is full inside the windows and free outside.',
    );
  },
};

/** The load is named: which resource does it use up? */
export const mechanismLoad: MoveSpec = {
  form: 'mechanism-load',
  propose(state) {
    const rung = standing(state, 'pattern');
    if (!rung || !follows(state, rung, 'traffic') || asked(state, 'mechanism-load')) return null;
    return { form: 'mechanism-load', parent: rung.id, level: below(rung), score: 50, slots: {} };
  },
  reply(state, rung) {
    return (
      fullResource(state, rung, 'traffic') ??
      usedUpInLogs(state, rung) ??
      unanswered(
        'Metrics of what each request uses (workers, connections, processor, queues), with their limits.',
        'No resource in the evidence is full inside the windows and free outside.',
      )
    );
  },
};

/** Nothing listed says when it fails, and the data bear the mark of how: one host, a quota, an election. */
export const mechanismMark: MoveSpec = {
  form: 'mechanism-mark',
  propose(state) {
    if (asked(state, 'mechanism') || asked(state, 'mechanism-mark') || asked(state, 'mechanism-load'))
      return null;
    if (culpritOf(state).kind !== 'unknown' || !isMarked(state, 'mechanism')) return null;
    const clockOpen = standing(state, 'pattern') !== null && parked(state, 'clock') !== null;
    if (!clockOpen && !parked(state, 'pattern')) return null;
    const frame = standing(state, 'frame');
    return { form: 'mechanism-mark', parent: frame?.id ?? null, level: below(frame), score: 48, slots: {} };
  },
  reply(state, rung) {
    const mark = clearMark(state, 'mechanism');
    if (mark)
      return markedAnswer(
        mark,
        rejected(state, rung, (f) => f.data.candidateKind === 'gauge'),
      );
    return unanswered(
      leadTo(
        state,
        'mechanism',
        'Errors and requests by instance, host and client, and the gauges of what they use.',
      ),
      'The marks in the evidence are too weak to say how it fails.',
    );
  },
};
