import type { InterventionVerb } from '../../analyses/analysis-result.ts';
import type { NumberedFinding } from '../../analyses/finding.ts';
import { list } from '../../analyses/wording.ts';
import { mentions } from '../../incident/mentions.ts';
import { speaksOf } from '../../ladder/entailment.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import { usedUp } from '../../ladder/language/exhaustion.ts';
import { guardsInWords, missingGuards } from '../../ladder/language/missing-guard.ts';
import type { RootClaim, Rung } from '../../ladder/rung.ts';
import { beganWith } from '../began-once.ts';
import { citeOf, culpritOf, labelOf, linkedTo, one, ownersOf, sameThing, thingsOf } from '../case.ts';
import { asked, below, parked, standing } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { movedGauges, type Pressed, pressedBy } from '../pressed.ts';
import { isOutside, kindOf } from '../trial.ts';
import { amount, fitting, ROOT_LENGTH } from '../wording.ts';
import { citedChanges } from './change-record.ts';
import { CHANGES_THEMSELVES } from './trigger.ts';

/** The rung that says which change explains it. */
function changeRung(state: LadderState): Rung | null {
  for (const move of ['trigger', 'clock'] as const) {
    const rung = standing(state, move);
    if (rung && citedChanges(state, rung.cites).length > 0) return rung;
  }
  return null;
}

/** What the mechanism names as used up: a gauge at its limit, or what the failing requests say of themselves. */
interface UsedUp {
  readonly rung: Rung;
  /** As the cause names it. */
  readonly name: string;
  readonly gauge: string | null;
  /** outside: the calls to what others run. ended: what changed once and stayed so. */
  readonly how: Pressed['how'] | 'outside' | 'ended';
  readonly limit: number | null;
  readonly finding: NumberedFinding;
}

function usedUpBy(state: LadderState): UsedUp | null {
  const rung = standing(state, 'mechanism');
  const culprit = culpritOf(state);
  if (!rung) return null;
  const pressed = pressedBy(state, culprit);
  if (pressed && rung.about.some((id) => sameThing(id, pressed.gauge))) {
    const { name, gauge, limit, how, finding } = pressed;
    return { rung, name, gauge, how, limit, finding };
  }
  const cited = new Set(rung.cites.map((cite) => cite.id));
  const template = one(state, 'template', (f) => cited.has(f.id));
  const began = beganWith(state);
  if (template && began) {
    const name = began.change.data.about[0] ?? began.change.data.change;
    return { rung, name, gauge: null, how: 'ended', limit: null, finding: began.change };
  }
  if (template && isOutside(culprit)) {
    return { rung, name: labelOf(culprit), gauge: null, how: 'outside', limit: null, finding: template };
  }
  const clause = template ? usedUp(template.data.text) : null;
  return template && clause !== null
    ? { rung, name: `“${clause}”`, gauge: null, how: 'full', limit: null, finding: template }
    : null;
}

/** Does a statement or record speak of what is used up? */
function concerns(state: LadderState, full: UsedUp, text: string, about: readonly string[]): boolean {
  const { gauge, how, name } = full;
  if (how === 'ended') return about.some((id) => sameThing(id, name)) || mentions(text, name);
  if (how === 'outside') {
    // What rises with each failure (retries, waiting requests) is on our side of the calls.
    const ours = [name, ...movedGauges(state).map((moved) => moved.gauge)];
    return about.some((id) => ours.some((each) => sameThing(id, each))) || mentions(text, name);
  }
  return gauge === null ? speaksOf(full.name, text, []) : about.some((id) => sameThing(id, gauge));
}

/** Interventions that put a guard in place; a pause or a restart only bridges the time until one is. */
const REPAIRS: ReadonlySet<InterventionVerb> = new Set<InterventionVerb>([
  'cap',
  'limit',
  'separate',
  'restore',
]);

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
    const [subject = 'it'] = citedChanges(state, rung.cites).flatMap(({ about }) => about);
    return {
      form: 'guard-notice',
      parent: rung.id,
      level: below(rung),
      score: 30,
      slots: { subject },
    };
  },
  reply(state) {
    const rung = changeRung(state);
    const culprit = culpritOf(state);
    const full = usedUpBy(state);
    const changes = rung ? citedChanges(state, rung.cites) : [];
    const affected = [
      ...(culprit.kind === 'unknown' ? [] : linkedTo(state, culprit.id)),
      ...(full?.gauge ? [full.gauge] : []),
    ];
    const [subject = 'this'] = changes.flatMap(({ about }) => about);
    const owners = [...new Set([...affected, subject].flatMap((id) => ownersOf(state, [id])))];
    // A team that was told is no team that was left out; the one that makes the change is told by nature.
    const makers = ownersOf(state, [subject]).filter(
      (team) => !changes.some((change) => change.notKnownTo.includes(team.name)),
    );
    const untold = changes.flatMap((change) =>
      owners.filter((team) => change.notKnownTo.includes(team.name)).map((team) => ({ change, team })),
    );
    const first = untold[0];
    if (first) {
      const { change, team } = first;
      const finding = one(
        state,
        'recorded-change',
        (f) => f.data.change === change.id && f.verdict !== 'ruled-out',
      );
      const notice = intervention(state, ['notice'], [subject]);
      const untoldNames = list([...new Set(untold.map((each) => each.team.name))]);
      const root: RootClaim = {
        category: 'change process',
        intervention: notice?.id ?? null,
        action: notice?.action ?? `Before a change to ${subject} goes live, tell ${untoldNames}`,
        owner: makers[0]?.name ?? change.knownTo[0] ?? null,
        horizon: 'long-term',
      };
      return answered(
        fitting(
          [
            ...(change.kind === 'traffic'
              ? [`Traffic to ${subject} can be raised without ${team.name} knowing`]
              : []),
            `${subject} can change without ${team.name} knowing`,
            `${subject} can change without its users knowing`,
          ],
          ROOT_LENGTH,
        ),
        citeOf(finding, change),
        [subject, team.name],
        [],
        root,
      );
    }
    const told = changes.flatMap((change) =>
      owners
        .filter((team) => change.knownTo.includes(team.name) && !makers.includes(team))
        .map((team) => ({ change, team })),
    )[0];
    if (told) {
      const finding = one(
        state,
        'recorded-change',
        (f) => f.data.change === told.change.id && f.verdict !== 'ruled-out',
      );
      return answered(
        fitting(
          [`${told.team.name} knew of the change to ${subject}`, `${told.team.name} knew of the change`],
          ROOT_LENGTH,
        ),
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
    const full = usedUpBy(state);
    if (!full || asked(state, 'guard-limit')) return null;
    const trigger = standing(state, 'trigger');
    if (culpritOf(state).kind === 'unknown' && full.how !== 'ended' && !trigger) return null;
    const kind = kindOf(culpritOf(state));
    const settled =
      trigger ?? parked(state, 'trigger') ?? parked(state, 'trigger-load') ?? parked(state, 'trigger-fill');
    if (!settled && full.how !== 'ended' && !(kind !== null && CHANGES_THEMSELVES.has(kind))) return null;
    const parent = trigger ?? full.rung;
    const slots =
      full.how === 'outside'
        ? { outer: full.name }
        : full.how === 'ended'
          ? { gauge: `the change to ${full.name}` }
          : full.gauge === null
            ? {}
            : { gauge: full.name, ...(full.how === 'full' ? { full: full.name } : {}) };
    return { form: 'guard-limit', parent: parent.id, level: below(parent), score: 31, slots };
  },
  reply(state) {
    const culprit = culpritOf(state);
    const full = usedUpBy(state);
    if (!full) return unanswered('Metrics of what runs full, with its limit.', 'No resource is named.');
    const { name, gauge } = full;
    const says = [
      ...(state.facts?.statements ?? []).map((item) => ({ item, text: item.said, about: item.about })),
      ...(state.facts?.changes ?? []).map((item) => ({ item, text: item.what, about: item.about })),
    ]
      .filter(({ text, about }) => concerns(state, full, text, about))
      .map((said) => ({ ...said, guards: missingGuards(said.text) }))
      .filter(({ guards }) => guards.length > 0);
    if (says.length === 0) {
      if (full.how === 'outside') {
        return unanswered(
          `How calls to ${name} are guarded: time limit, retries, circuit breaker, and what answers without it.`,
          `No record or statement says what keeps a failure of ${name} from reaching the requests.`,
        );
      }
      if (full.how === 'ended') {
        return unanswered(
          `What warns of a change to ${name}, or tries it before it reaches the requests: alerts, checks, reviews.`,
          `No record or statement says what would have held back or announced the change to ${name}.`,
        );
      }
      const late = full.how === 'full' ? 'before it is full' : 'before requests fail';
      return unanswered(
        `The configuration behind ${name}: its limit for each client, its timeouts and its alerts.`,
        `No record or statement says what holds ${name} back or warns ${late}.`,
      );
    }
    const guards = guardsInWords([...new Set(says.flatMap((said) => said.guards))]);
    const targets = gauge === null ? says.flatMap((said) => said.about) : [gauge];
    const culprits = culprit.kind === 'stream' ? thingsOf(state, culprit.id) : [];
    const fix =
      intervention(state, ['cap', 'limit', 'separate', 'restore'], [...targets, ...culprits]) ??
      intervention(state, ['move', 'pause'], [...targets, ...culprits]);
    const limit = full.limit === null ? null : amount(full.limit);
    const root: RootClaim = {
      category:
        full.how === 'outside' ? 'dependency' : full.how === 'ended' ? 'missing guard' : 'capacity limit',
      intervention: fix?.id ?? null,
      action:
        (fix !== null && REPAIRS.has(fix.verb) && fix.target !== 'accumulation' ? fix.action : null) ??
        `Set ${guards} on ${name} ${limit === null ? 'that acts before requests fail' : `well below ${limit}`}`,
      owner: (ownersOf(state, targets)[0] ?? ownersOf(state, culprits)[0])?.name ?? null,
      horizon: 'immediate',
    };
    const moves = full.how === 'lowered' ? 'be drained' : 'rise';
    const wordings =
      full.how === 'outside'
        ? [`A failure of ${name} reaches requests without ${guards}`, `A failure of ${name} reaches requests`]
        : full.how === 'ended'
          ? [`A change to ${name} reaches requests without ${guards}`, `A change to ${name} reaches requests`]
          : full.how !== 'full'
            ? [`${name} can ${moves} without ${guards}`, `${name} can ${moves} unnoticed`]
            : gauge === null
              ? [`The load can reach ${name} without ${guards}`, `The load can reach ${name} unchecked`]
              : [
                  ...(limit === null ? [] : [`${name} can fill to ${limit} without ${guards}`]),
                  `${name} can run full without ${guards}`,
                  `${name} can run full unnoticed`,
                ];
    return answered(
      fitting(wordings, ROOT_LENGTH),
      citeOf(
        full.finding,
        full.how === 'outside' && culprit.kind === 'stream' ? culprit.trigger : null,
        ...says.map((said) => said.item),
      ),
      targets,
      [],
      root,
    );
  },
};
