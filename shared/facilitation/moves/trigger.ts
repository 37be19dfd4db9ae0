import { partsOf } from '../../analyses/candidate-id.ts';
import { betweenAmong, dayClock, list } from '../../analyses/wording.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import type { Rung } from '../../ladder/rung.ts';
import {
  all,
  ceilingsOf,
  citeOf,
  culpritOf,
  type FindingOf,
  labelOf,
  linkedTo,
  metricOf,
  sameThing,
} from '../case.ts';
import { asked, below, parked, rungNaming, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import type { EvidenceReply } from '../playbook-types.ts';
import { joins, pressedBy } from '../pressed.ts';
import { ANSWER_LENGTH, amount, fitting, length, times } from '../wording.ts';
import { explain, pointsOf } from './change-record.ts';

/** Streams of these kinds are changes themselves: they need no other change to explain "why now". */
export const CHANGES_THEMSELVES = new Set([
  'deploy',
  'config',
  'data',
  'flag',
  'maintenance',
  'vendor',
  'certificate',
]);

/** The mechanism, or the stream itself while its mechanism waits for evidence. */
function above(state: LadderState): Rung | null {
  const culprit = culpritOf(state);
  if (culprit.kind !== 'stream') return null;
  const mechanism = standing(state, 'mechanism');
  if (mechanism?.about.some((id) => sameThing(id, culprit.id))) return mechanism;
  return parked(state, 'mechanism') ? rungNaming(state, culprit.id) : null;
}

/** "Runs take 18 min", "244k rows a run": what a change point says of the time after it. */
function sinceThen(point: FindingOf<'change-point'>): string {
  const { quantity, after, unit } = point.data;
  switch (quantity) {
    case 'duration':
      return `Runs take ${length(after)}`;
    case 'size':
      return `Runs handle ${amount(after)}${unit ? ` ${unit}` : ''}`;
    case 'rate':
      return 'It comes more often';
    case 'level':
      return `It is at ${amount(after)}${unit ? ` ${unit}` : ''}`;
  }
}

/** The mechanism stands: what changed or grew, so that it fails now? */
export const trigger: MoveSpec = {
  form: 'trigger',
  propose(state) {
    const culprit = culpritOf(state);
    const full = standing(state, 'mechanism');
    if (culprit.kind === 'unknown' && full && !asked(state, 'trigger') && lessRoom(state)) {
      return { form: 'trigger', parent: full.id, level: below(full), score: 40, slots: {} };
    }
    const rung = above(state);
    if (!rung || culprit.kind !== 'stream' || asked(state, 'trigger')) return null;
    const kind = culprit.cause.data.candidates.find((c) => c.id === culprit.id)?.kind;
    if (kind !== undefined && CHANGES_THEMSELVES.has(kind)) return null;
    return {
      form: 'trigger',
      parent: rung.id,
      level: below(rung),
      score: 40,
      slots: { culprit: labelOf(culprit) },
    };
  },
  reply(state) {
    const culprit = culpritOf(state);
    if (culprit.kind !== 'stream')
      return lessRoom(state) ?? unanswered('What explains the windows first.', 'No stream is named.');
    const zone = state.facts?.zone ?? 'UTC';
    const points = pointsOf(state, culprit.id);
    const found = explain(state, points, culprit.id);
    if (found) {
      const size = points.find((point) => point.data.quantity === 'size');
      const grew = size ? ` grew ${times(size.data.before, size.data.after)}` : ' changed';
      const lead = points.find((point) => point.data.quantity === 'duration') ?? found.point;
      const said = sinceThen(lead);
      return answered(
        fitting(
          [
            `${said} since ${found.subject}${grew}`,
            `${said} since ${found.subject} changed`,
            `${found.subject}${grew}`,
          ],
          ANSWER_LENGTH,
        ),
        citeOf(lead, found.point, size ?? null, found.finding, ...found.records),
        [culprit.id, found.subject],
      );
    }
    const point = points[0];
    if (point) {
      const { interval } = point.data;
      return unanswered(
        `The record of what changed ${betweenAmong(interval.from, interval.to, [state.facts?.now ?? interval.to], zone)}: change calendar, data loads, releases.`,
        `${point.statement} No recorded change falls into that time and concerns it.`,
      );
    }
    const first = state.result?.episodes[0];
    return unanswered(
      `The history of ${list(partsOf(culprit.id))} and the change calendar for the days before${first ? ` ${dayClock(first.from, zone)}` : ''}.`,
      `Nothing in the evidence shows that ${list(partsOf(culprit.id))} or what it works on has changed.`,
    );
  },
};

/** What is full has less room than before: its limit was lowered, on record. */
function lessRoom(state: LadderState): EvidenceReply | null {
  const limits = ceilingsOf(state, null).flatMap((f) => f.data.limitSeries ?? []);
  const points = all(state, 'change-point').filter(
    (f) =>
      f.verdict === 'supported' &&
      f.data.quantity === 'level' &&
      f.data.after < f.data.before &&
      limits.some((id) => sameThing(id, f.data.subject)),
  );
  const found = points[0] ? explain(state, points, points[0].data.subject) : null;
  if (!found) return null;
  const { subject, before, after } = found.point.data;
  return answered(
    fitting(
      [
        `${metricOf(subject)} went from ${amount(before)} to ${amount(after)}, ${dayClock(found.point.data.interval.to, state.facts?.zone ?? 'UTC')}`,
        `${metricOf(subject)} went from ${amount(before)} to ${amount(after)}`,
      ],
      ANSWER_LENGTH,
    ),
    citeOf(found.point, found.finding, ...found.records),
    [subject, found.subject],
  );
}

/** The load reaches a limit: what raised it? */
export const triggerLoad: MoveSpec = {
  form: 'trigger-load',
  propose(state) {
    const rung = standing(state, 'mechanism');
    if (!rung || culpritOf(state).kind !== 'traffic' || asked(state, 'trigger-load')) return null;
    return { form: 'trigger-load', parent: rung.id, level: below(rung), score: 40, slots: {} };
  },
  reply(state) {
    const points = all(state, 'change-point').filter(
      (f) =>
        f.verdict === 'supported' &&
        (f.data.quantity === 'rate' || f.data.quantity === 'level') &&
        f.data.after > f.data.before,
    );
    const found = explain(state, points, 'traffic');
    if (found) {
      return answered(
        fitting(
          [
            `The load grew ${times(found.point.data.before, found.point.data.after)} since ${found.subject}`,
            `The load grew since ${found.subject}`,
          ],
          ANSWER_LENGTH,
        ),
        citeOf(found.point, found.finding, ...found.records),
        ['traffic', found.subject],
      );
    }
    const lowered = lessRoom(state);
    if (lowered) return lowered;
    const windows = state.result?.episodes ?? [];
    const recorded = all(state, 'recorded-change').find(
      (f) =>
        f.data.changeKind === 'traffic' &&
        f.verdict === 'supported' &&
        windows.some((w) => f.data.at <= w.from),
    );
    if (recorded) {
      return answered(
        fitting(
          [`The load rose: ${recorded.data.what.split(/[,;:(]/)[0]?.trim()}`, 'The load rose as recorded'],
          ANSWER_LENGTH,
        ),
        citeOf(recorded),
        ['traffic', ...recorded.data.about],
      );
    }
    return unanswered(
      'Requests by caller and endpoint, and what was planned for this day: campaigns, launches, new clients.',
      'The evidence shows the load and no record of what raised it.',
    );
  },
};

/** What fills up is named: what takes more of it, or gives back less, than before? */
export const triggerFill: MoveSpec = {
  form: 'trigger-fill',
  propose(state) {
    const rung = standing(state, 'mechanism');
    if (!rung || culpritOf(state).kind !== 'accumulation' || asked(state, 'trigger-fill')) return null;
    return { form: 'trigger-fill', parent: rung.id, level: below(rung), score: 40, slots: {} };
  },
  reply(state) {
    const pressed = pressedBy(state, culpritOf(state));
    const first = state.result?.episodes[0];
    const zone = state.facts?.zone ?? 'UTC';
    const name = pressed?.name ?? 'it';
    const linked = pressed ? [...linkedTo(state, pressed.gauge), pressed.gauge] : [];
    const before = (state.facts?.changes ?? []).filter(
      (change) =>
        (first === undefined || change.at <= first.from) &&
        change.about.some((id) => linked.some((one) => sameThing(one, id))),
    );
    const change = before.at(-1);
    if (!change) {
      return unanswered(
        `What was changed${first ? ` before ${dayClock(first.from, zone)}` : ''} that takes from ${name} or no longer gives back: releases, flags, data, configuration.`,
        `No record before the first window concerns ${name}.`,
      );
    }
    const finding = all(state, 'recorded-change').find(
      (f) => f.data.change === change.id && f.verdict !== 'ruled-out',
    );
    const said = (state.facts?.statements ?? []).filter(
      (s) => pressed !== null && change.about.some((id) => joins(s, id, pressed.gauge)),
    );
    const subject = change.about[0] ?? change.id;
    return answered(
      fitting([`It fills since ${subject} changed`, `Since ${subject} changed`], ANSWER_LENGTH),
      citeOf(finding ?? null, change, ...said),
      ['accumulation', subject],
    );
  },
};
