import { partsOf } from '../../analyses/candidate-id.ts';
import { shortName } from '../../analyses/contrast/short-name.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import { usedUp } from '../../ladder/language/exhaustion.ts';
import type { Rung } from '../../ladder/rung.ts';
import { beganWith } from '../began-once.ts';
import {
  all,
  type Culprit,
  ceilingsOf,
  citeOf,
  culpritOf,
  type FindingOf,
  isMissed,
  labelOf,
  one,
  sameThing,
  thingsOf,
} from '../case.ts';
import { asked, below, follows, parked, rungNaming, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import type { EvidenceReply } from '../playbook-types.ts';
import { joins, movedGauges, type Pressed, pressedBy } from '../pressed.ts';
import { rejected } from '../rivals.ts';
import { clearMark, isMarked, leadTo, markedAnswer } from '../signatures.ts';
import { isOutside } from '../trial.ts';
import { ANSWER_LENGTH, fitting, shorten } from '../wording.ts';

/** The rung from which the mechanism is asked: the stream that a rung names, or the pattern when none can be named. */
function above(state: LadderState): Rung | null {
  const culprit = culpritOf(state);
  const named = culprit.kind === 'stream' ? rungNaming(state, culprit.id) : null;
  const clock = standing(state, 'clock');
  if (named ?? clock) return named?.move === 'challenge' ? (clock ?? null) : (named ?? clock);
  // What runs on the clock waits for evidence: a resource that is full can be named all the same.
  const pattern = standing(state, 'pattern');
  if (!pattern) return null;
  if (beganWith(state)) return pattern;
  const shown = ceilingsOf(state, null).length > 0 || clearMark(state, 'mechanism') !== null;
  return parked(state, 'clock') && shown ? pattern : null;
}

/** What the cause presses, when the evidence shows it: "It fills redis.pool.in_use: 128 of 128". */
function pressedResource(state: LadderState, rung: Pick<Rung, 'id'>): EvidenceReply | null {
  const culprit = culpritOf(state);
  const pressed = pressedBy(state, culprit);
  if (!pressed) return null;
  const { gauge, name, how, level, finding } = pressed;
  const holder = one(state, 'held-by', (f) => f.verdict === 'supported' && sameThing(f.data.gauge, gauge));
  const rivals = rejected(
    state,
    rung,
    (f) => f.data.candidateKind === 'gauge' && !f.data.about.some((id) => sameThing(id, gauge)),
  );
  const ids = culprit.kind === 'stream' ? thingsOf(state, culprit.id) : [];
  const said = ids.flatMap((id) => spokenOf(state, id, gauge));
  return answered(
    fitting(wordings(culprit, how, name, level), ANSWER_LENGTH),
    citeOf(finding, holder, ...said),
    [gauge, ...(culprit.kind === 'unknown' ? [] : [culprit.kind === 'stream' ? culprit.id : culprit.kind])],
    rivals,
  );
}

function wordings(culprit: Culprit, how: Pressed['how'], name: string, level: string): readonly string[] {
  switch (how) {
    case 'full':
      return culprit.kind === 'unknown'
        ? [`${name} is full: ${level}`, `${name} is full`]
        : [
            `It fills ${name}: ${level}`,
            `It fills ${name}`,
            `It fills ${shortName(name, ANSWER_LENGTH - 9)}`,
          ];
    case 'raised':
      return [`It drives up ${name}: ${level}`, `It drives up ${name}`];
    case 'lowered':
      return [`It drains ${name}: ${level}`, `It drains ${name}`];
  }
}

/** Statements that put the culprit and the resource together: the mechanism in somebody's words. */
function spokenOf(state: LadderState, culprit: string, gauge: string) {
  return (state.facts?.statements ?? []).filter((statement) => joins(statement, culprit, gauge));
}

/** What the failing requests meet, where the cause lies with others: their answer is the mechanism. */
function metByRequests(state: LadderState): EvidenceReply | null {
  const culprit = culpritOf(state);
  const began = beganWith(state);
  if (began) {
    const { text, template } = began.error.data;
    return answered(
      `Requests meet “${shorten(text.replace(/<\*>/g, '…'), ANSWER_LENGTH - 16)}”`,
      citeOf(began.error),
      [...began.change.data.about, template],
    );
  }
  if (culprit.kind !== 'stream' || !isOutside(culprit)) return null;
  const met = all(state, 'template')
    .filter((f) => f.verdict === 'supported')
    .toSorted((a, b) => b.data.inside - a.data.inside)[0];
  if (!met) return null;
  const said = (state.facts?.statements ?? []).filter((s) => s.about.some((id) => sameThing(id, culprit.id)));
  const text = shorten(met.data.text.replace(/<\*>/g, '…'), ANSWER_LENGTH - 16);
  return answered(`Requests meet “${text}”`, citeOf(met, ...said), [culprit.id, met.data.template]);
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

/** Where the cause and what fails would be seen to meet, by what kind of thing the cause is. */
function meetingPoint(culprit: Culprit, several: boolean): string {
  if (culprit.kind === 'stream' && isMissed(culprit))
    return `Metrics of what ${culprit.id} keeps fresh or empties (caches, tokens, queues, space), with how long it lasts or its limit`;
  if (isOutside(culprit))
    return `Calls to ${labelOf(culprit)} by result and by how long they take, inside and outside the windows, with their time limit`;
  return `Metrics of what ${labelOf(culprit)} ${several ? 'share' : 'shares'} with what fails (pools, connections, locks, queues), with their limits`;
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
        ? { culprit: labelOf(culprit) }
        : beganWith(state)
          ? {}
          : { culprit: 'the clock' };
    return { form: 'mechanism', parent: rung.id, level: below(rung), score: 50, slots };
  },
  reply(state, rung) {
    const reply = pressedResource(state, rung) ?? metByRequests(state);
    if (reply) return reply;
    const mark = clearMark(state, 'mechanism');
    if (mark)
      return markedAnswer(
        mark,
        rejected(state, rung, (f) => f.data.candidateKind === 'gauge'),
      );
    const culprit = culpritOf(state);
    const label = labelOf(culprit);
    const several = (culprit.kind === 'stream' && partsOf(culprit.id).length > 1) || isMissed(culprit);
    const error = errorInside(state);
    const moved = movedGauges(state)[0];
    const tie = moved
      ? `, or a statement how ${label} ${several ? 'act' : 'acts'} on ${moved.name} (${moved.level})`
      : '';
    return unanswered(
      leadTo(state, 'mechanism', `${meetingPoint(culprit, several)}${tie}.`),
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
      pressedResource(state, rung) ??
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

/** Something fills up: what is it? */
export const mechanismFill: MoveSpec = {
  form: 'mechanism-fill',
  propose(state) {
    const rung = standing(state, 'pattern');
    if (!rung || !follows(state, rung, 'accumulation') || asked(state, 'mechanism-fill')) return null;
    return { form: 'mechanism-fill', parent: rung.id, level: below(rung), score: 50, slots: {} };
  },
  reply(state, rung) {
    const pressed = pressedResource(state, rung);
    if (pressed) return pressed;
    const mark = clearMark(state, 'mechanism');
    if (mark) return markedAnswer(mark, []);
    return (
      usedUpInLogs(state, rung) ??
      unanswered(
        leadTo(
          state,
          'mechanism',
          'Metrics of what can fill up (memory, disk, connections, queues, counters of a quota) since before the last restart, with their limits.',
        ),
        'Nothing in the evidence climbs before each window, or is full inside and free outside.',
      )
    );
  },
};
