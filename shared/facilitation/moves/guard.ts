import type { InterventionVerb } from '../../analyses/analysis-result.ts';
import { guardsInWords, missingGuards } from '../../ladder/language/missing-guard.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import type { RootClaim, Rung } from '../../ladder/rung.ts';
import { ceilingsOf, citeOf, culpritOf, linkedTo, metricOf, one, ownersOf, sameThing } from '../case.ts';
import { asked, below, parked, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { amount, ANSWER_LENGTH, fitting } from '../wording.ts';
import { citedChanges } from './change-record.ts';

/** The rung that says which change explains it. */
function changeRung(state: LadderState): Rung | null {
  for (const move of ['trigger', 'clock'] as const) {
    const rung = standing(state, move);
    if (rung && citedChanges(state, rung.cites).length > 0) return rung;
  }
  return null;
}

/** The resource that the mechanism names as full. */
function fullGauge(state: LadderState): { readonly rung: Rung; readonly gauge: string } | null {
  const rung = standing(state, 'mechanism');
  const culprit = culpritOf(state);
  if (!rung) return null;
  const ceiling = ceilingsOf(state, culprit.kind === 'unknown' ? null : culprit.id).find((f) =>
    rung.about.some((id) => sameThing(id, f.data.gauge)),
  );
  return ceiling ? { rung, gauge: ceiling.data.gauge } : null;
}

/** The intervention of the prevention model that fits: by verb, and by target when several have the verb. */
function intervention(state: LadderState, verbs: readonly InterventionVerb[], targets: readonly string[]) {
  const among = (state.result?.prevention?.interventions ?? []).filter((one) => verbs.includes(one.verb));
  return among.find((one) => targets.some((target) => sameThing(one.target, target))) ?? among[0] ?? null;
}

/** A change explains it: did the teams that depend on what it touches know? */
export const guardNotice: MoveSpec = {
  form: 'guard-notice',
  propose(state) {
    const rung = changeRung(state);
    if (!rung || asked(state, 'guard-notice')) return null;
    const change = citedChanges(state, rung.cites)[0];
    return { form: 'guard-notice', parent: rung.id, level: below(rung), score: 30, slots: { subject: change?.about[0] ?? 'it' } };
  },
  reply(state) {
    const rung = changeRung(state);
    const culprit = culpritOf(state);
    const full = fullGauge(state);
    const changes = rung ? citedChanges(state, rung.cites) : [];
    const affected = [
      ...(culprit.kind === 'unknown' ? [] : linkedTo(state, culprit.id)),
      ...(full ? [full.gauge] : []),
    ];
    const subject = changes[0]?.about[0] ?? 'this';
    // The team that makes the change owns what it touches: it cannot be the one that was not told.
    const makers = new Set(ownersOf(state, [subject]).map((team) => team.name));
    const owners = ownersOf(state, affected).filter((team) => !makers.has(team.name));
    const untold = changes.flatMap((change) =>
      owners.filter((team) => change.notKnownTo.includes(team.name)).map((team) => ({ change, team })),
    );
    const first = untold[0];
    if (first) {
      const { change, team } = first;
      const finding = one(state, 'recorded-change', (f) => f.data.change === change.id && f.verdict !== 'ruled-out');
      const notice = intervention(state, ['notice'], [subject]);
      const root: RootClaim = {
        category: 'change process',
        intervention: notice?.id ?? null,
        action: notice?.action ?? `Before a change to ${subject} goes live, ask the teams whose jobs and services use it`,
        owner: [...makers][0] ?? null,
        horizon: 'long-term',
      };
      return answered(
        fitting(
          [
            `A change to ${subject} can go live without ${team.name} knowing`,
            `${subject} can change without ${team.name} knowing`,
            `${subject} can change without its users knowing`,
          ],
          ANSWER_LENGTH + 12,
        ),
        citeOf(finding, change),
        [subject, team.name],
        [],
        root,
      );
    }
    const told = changes.flatMap((change) =>
      owners.filter((team) => change.knownTo.includes(team.name)).map((team) => ({ change, team })),
    )[0];
    if (told) {
      const finding = one(state, 'recorded-change', (f) => f.data.change === told.change.id && f.verdict !== 'ruled-out');
      return answered(
        fitting([`${told.team.name} knew of the change to ${subject}`, `${told.team.name} knew of the change`], ANSWER_LENGTH + 12),
        citeOf(finding, told.change),
        [subject, told.team.name],
      );
    }
    return unanswered(
      owners.length === 0
        ? `Which team owns what the change to ${subject} affects, and the change calendar with who was told.`
        : `The change calendar: which teams were told of the change to ${subject}, and which were not.`,
      `No record says whether those who run what ${subject} affects knew of the change.`,
    );
  },
};

/** A resource runs full: which limit, timeout or alert would have held it? */
export const guardLimit: MoveSpec = {
  form: 'guard-limit',
  propose(state) {
    const full = fullGauge(state);
    if (!full || culpritOf(state).kind === 'unknown' || asked(state, 'guard-limit')) return null;
    const trigger = standing(state, 'trigger');
    const settled = trigger ?? parked(state, 'trigger') ?? parked(state, 'trigger-load');
    if (!settled) return null;
    const parent = trigger ?? full.rung;
    return { form: 'guard-limit', parent: parent.id, level: below(parent), score: 31, slots: { gauge: metricOf(full.gauge) } };
  },
  reply(state) {
    const culprit = culpritOf(state);
    const gauge = fullGauge(state)?.gauge;
    const ceiling = gauge === undefined ? undefined : ceilingsOf(state, null).find((f) => f.data.gauge === gauge);
    if (gauge === undefined || !ceiling) return unanswered('Metrics of what runs full, with its limit.', 'No resource is named.');
    const name = metricOf(gauge);
    const statements = (state.facts?.statements ?? []).filter((s) => s.about.some((id) => sameThing(id, gauge)));
    const records = (state.facts?.changes ?? []).filter((c) => c.about.some((id) => sameThing(id, gauge)));
    const says = [
      ...statements.map((statement) => ({ item: statement, guards: missingGuards(statement.said) })),
      ...records.map((record) => ({ item: record, guards: missingGuards(record.what) })),
    ].filter((one) => one.guards.length > 0);
    if (says.length === 0) {
      return unanswered(
        `The configuration of ${name}: its limit for each client, its timeouts and its alerts.`,
        `No record or statement says what holds ${name} back or warns before it is full.`,
      );
    }
    const guards = [...new Set(says.flatMap((one) => one.guards))];
    const targets = [gauge, ...(culprit.kind === 'unknown' ? [] : [culprit.id])];
    const fix =
      intervention(state, ['cap', 'limit', 'separate'], targets) ?? intervention(state, ['move', 'pause'], targets);
    const limit = amount(ceiling.data.limit);
    const root: RootClaim = {
      category: 'capacity limit',
      intervention: fix?.id ?? null,
      action: fix?.action ?? `Set ${guardsInWords(guards)} on ${name}, below ${limit}`,
      owner: (ownersOf(state, [gauge])[0] ?? ownersOf(state, targets)[0])?.name ?? null,
      horizon: 'immediate',
    };
    return answered(
      fitting(
        [
          `${name} can fill to ${limit} without ${guardsInWords(guards)}`,
          `${name} can run full without ${guardsInWords(guards)}`,
          `${name} can run full unnoticed`,
        ],
        ANSWER_LENGTH + 12,
      ),
      citeOf(ceiling, ...says.map((one) => one.item)),
      [gauge],
      [],
      root,
    );
  },
};
