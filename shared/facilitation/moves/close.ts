import { list, spanAmong } from '../../analyses/wording.ts';
import { type LadderState, type NotedStep, standingRungs } from '../../ladder/ladder-state.ts';
import type { Rung } from '../../ladder/rung.ts';
import { citeOf, culpritOf, labelOf, one, thingsOf } from '../case.ts';
import { asked, below } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import { expectationOf, isPausable, trialOf } from '../trial.ts';
import { ANSWER_LENGTH, fitting } from '../wording.ts';

/** Roots that stand, in the order in which they were claimed. */
function roots(state: LadderState): readonly Rung[] {
  return standingRungs(state).filter((rung) => rung.root !== null);
}

/** What would show that the cause is another one: an experiment, with its prediction. */
export interface Experiment {
  readonly test: string;
  readonly prediction: string;
}

/** The cheapest experiment that tells the cause from its rivals, with what is expected when it is right. */
export function experimentOf(state: LadderState): Experiment | null {
  const culprit = culpritOf(state);
  if (culprit.kind === 'unknown') {
    const said = culprit.cause?.data.experiment ?? null;
    return said === null
      ? null
      : { test: withoutStop(said), prediction: 'No window while it is held back; a window then clears it' };
  }
  if (culprit.kind !== 'stream') {
    const said = culprit.cause.data.experiment;
    return said === null ? null : { test: withoutStop(said), prediction: 'No window while it lasts' };
  }
  return {
    test: withoutStop(culprit.cause.data.experiment ?? trialOf(culprit)),
    prediction: containment(state),
  };
}

/** A test is read before a colon, or in a list. */
const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** What is expected while the likeliest cause is held back, and what would refute it. */
export function containment(state: LadderState): string {
  const culprit = culpritOf(state);
  const id = culprit.kind === 'unknown' ? null : culprit.id;
  const zone = state.facts?.zone ?? 'UTC';
  const next = one(state, 'forecast')?.data.rivals.find((rival) => rival.candidate === id)?.next ?? null;
  if (next && (culprit.kind !== 'stream' || isPausable(culprit)))
    return `No failure from ${spanAmong(next.from, next.to, state.facts?.now ?? next.from, zone)}; a failure then refutes it`;
  if (culprit.kind === 'stream') return expectationOf(culprit);
  return id === null
    ? 'No failure while it lasts'
    : 'No failure while it is held back; a failure then refutes it';
}

/** The result of a check that nobody has made yet. */
export const NOT_YET_SEEN = 'not yet seen';

/** The next step that makes the experiment: when a stream is the cause of a root that stands, by the team that owns it. */
export function experimentStep(state: LadderState, experiment: Experiment): NotedStep | null {
  const culprit = culpritOf(state);
  if (culprit.kind !== 'stream' || roots(state).length === 0) return null;
  if (state.steps.some((step) => step.action === experiment.test)) return null;
  const owners = (state.facts?.teams ?? [])
    .filter((team) => team.owns.some((id) => thingsOf(state, culprit.id).includes(id)))
    .map((team) => team.name);
  return {
    action: experiment.test,
    horizon: 'immediate',
    prevents: [],
    owner: owners.length > 0 ? list(owners) : null,
  };
}

/** A root is named, or rivals are left to be told apart, and nothing tried yet has been a test. */
export const test: MoveSpec = {
  form: 'test',
  propose(state) {
    const root = roots(state).at(-1) ?? null;
    const begun = state.rungs.some((rung) => rung.status !== 'open');
    if (!begun || state.verifications.length > 0 || asked(state, 'test')) return null;
    const culprit = culpritOf(state);
    const related =
      root !== null || culprit.kind !== 'unknown' || (culprit.cause?.data.inseparable.length ?? 0) > 0;
    if (!related || !experimentOf(state)) return null;
    const above = root ?? standingRungs(state).at(-1) ?? null;
    return {
      form: 'test',
      parent: above?.id ?? null,
      level: below(above),
      score: 20,
      slots: culprit.kind === 'stream' ? { culprit: labelOf(culprit) } : {},
    };
  },
  reply(state) {
    const experiment = experimentOf(state);
    const culprit = culpritOf(state);
    if (!experiment)
      return unanswered(
        'An observation that would come out differently if it were wrong.',
        'No experiment follows from the evidence.',
      );
    return answered(
      fitting(
        [
          experiment.test.replace(/[.\s]+$/, ''),
          ...(culprit.kind === 'stream' ? [trialOf(culprit), trialOf(culprit, culprit.id)] : []),
        ],
        ANSWER_LENGTH + 12,
      ),
      culprit.kind === 'unknown' ? citeOf(culprit.cause) : citeOf(culprit.cause, culprit.trigger),
      culprit.kind === 'unknown' ? [] : [culprit.id],
    );
  },
};

/** A root stands: which of the fixes, alone and together, leave no window? */
export const prevent: MoveSpec = {
  form: 'prevent',
  propose(state) {
    const root = roots(state).at(-1);
    if (!root || !state.result?.prevention || asked(state, 'prevent')) return null;
    return { form: 'prevent', parent: root.id, level: below(root), score: 15, slots: {} };
  },
  reply(state) {
    const prevention = state.result?.prevention;
    if (!prevention)
      return unanswered('What the fixes would have held back.', 'The evidence does not carry a replay.');
    const worst = Math.max(...prevention.outcomes.map((one) => one.growth));
    const holding = prevention.outcomes
      .filter((one) => one.interventions.length > 0 && one.growth === worst && one.windows.length === 0)
      .filter((one) => holdsToday(prevention.outcomes, one.interventions))
      .toSorted((a, b) => a.interventions.length - b.interventions.length)[0];
    const culprit = culpritOf(state);
    const cites = culprit.kind === 'unknown' ? [] : citeOf(culprit.cause, culprit.trigger);
    if (!holding)
      return unanswered(
        'A fix that still holds when it has grown.',
        'None of the fixes leaves no window under growth.',
      );
    const verbs = holding.interventions.map((id) => prevention.interventions.find((one) => one.id === id));
    return answered(
      fitting(
        [
          `${verbs.map((one) => `${one?.verb} ${one?.target}`).join(' and ')}: no window remains`,
          `${holding.interventions.length === 1 ? 'One fix' : `${holding.interventions.length} fixes together`}: no window remains`,
        ],
        ANSWER_LENGTH,
      ),
      cites,
      verbs.flatMap((one) => (one ? [one.target] : [])),
    );
  },
};

function holdsToday(
  outcomes: readonly {
    readonly interventions: readonly string[];
    readonly growth: number;
    readonly windows: readonly unknown[];
  }[],
  ids: readonly string[],
): boolean {
  const key = [...ids].sort().join('+');
  return outcomes.some(
    (one) => one.growth === 1 && one.windows.length === 0 && [...one.interventions].sort().join('+') === key,
  );
}

/** Depth is reached or the evidence ends: what is missing, who can bring it? */
export const stop: MoveSpec = {
  form: 'stop',
  propose(state) {
    const begun = state.rungs.some((rung) => rung.status !== 'open');
    if (!begun || asked(state, 'stop')) return null;
    const waiting = state.rungs.some((rung) => rung.status === 'parked');
    // While a question is being asked the evidence has not ended, unless another one waits for more.
    if (!waiting && (roots(state).length > 0 || state.rungs.some((rung) => rung.status === 'open')))
      return null;
    const last = state.rungs.at(-1) ?? null;
    return { form: 'stop', parent: last?.parent ?? null, level: last?.level ?? 1, score: 1, slots: {} };
  },
  reply(state) {
    const best = one(state, 'best-evidence');
    const waiting = state.rungs.filter((rung) => rung.status === 'parked' && rung.bring !== null);
    const bring = waiting[0]?.bring ?? best?.data.bring ?? 'Another export that covers the failure windows.';
    return unanswered(bring, 'The evidence ends here.');
  },
};
