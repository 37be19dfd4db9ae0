import { isKind } from '../analyses/finding.ts';
import { ancestorsOf, type LadderState, liveFindings } from './ladder-state.ts';
import type { Confidence, RootAssessment } from './root-assessment.ts';
import { actionability } from './root-tests/actionability.ts';
import { depth } from './root-tests/depth.ts';
import { evidence } from './root-tests/evidence.ts';
import { evidenceKinds } from './root-tests/evidence-kinds.ts';
import { recurrence } from './root-tests/recurrence.ts';
import type { RootTestRule } from './root-tests/root-test.ts';
import { specificity } from './root-tests/specificity.ts';
import type { Rung } from './rung.ts';

/** The five tests of a root, in the order in which they are shown. */
const TESTS: readonly RootTestRule[] = [recurrence, actionability, specificity, evidence, depth];

/** Engine confidence from which a root that rests on timing can be high. */
const HIGH_AT = 0.8;

const ORDER: readonly Confidence[] = ['low', 'medium', 'high'];

function atMost(confidence: Confidence, cap: Confidence): Confidence {
  return ORDER.indexOf(confidence) <= ORDER.indexOf(cap) ? confidence : cap;
}

function engineConfidence(state: LadderState): number {
  const cause = liveFindings(state).find((finding) => isKind(finding, 'cause'));
  return cause && isKind(cause, 'cause') && cause.data.state === 'cause' ? cause.data.probability : 0;
}

/** Blamed on a deployment while nothing says how: the nearest event in time is no mechanism. */
function deployWithoutMechanism(state: LadderState, root: Rung): boolean {
  const deploys = new Set(
    liveFindings(state).flatMap((finding) =>
      isKind(finding, 'trigger') && finding.data.candidateKind === 'deploy' ? [finding.data.candidate] : [],
    ),
  );
  return root.about.some((id) => deploys.has(id)) && !evidenceKinds(state, root).has('mechanism');
}

/** Rungs taken as roots that still stand. */
export function rootsOf(state: Pick<LadderState, 'rungs'>): Rung[] {
  return state.rungs.filter(
    (rung) => rung.root !== null && rung.answer !== null && rung.status !== 'refuted',
  );
}

/** The five tests of each root with their reasons, and the confidence that follows from them. */
export function assessRoots(state: LadderState): RootAssessment[] {
  return rootsOf(state).map((root) => {
    const tests = TESTS.map((rule) => ({ test: rule.test, ...rule.check(state, root) }));
    const holds = (test: string) => tests.some((one) => one.test === test && one.holds);
    const others = tests.filter((one) => one.test !== 'evidence' && one.holds).length;
    const kinds = evidenceKinds(state, root);
    const timing = kinds.has('timing');
    const engine = engineConfidence(state);
    const failing = tests.filter((one) => !one.holds).map((one) => one.test);

    let confidence: Confidence = holds('evidence') && others >= 2 ? 'medium' : 'low';
    let reason = confidence === 'low' ? `${failing.join(', ')} not yet` : '';
    if (failing.length === 0 && (!timing || engine >= HIGH_AT)) {
      confidence = 'high';
      reason = 'all five tests hold';
    } else if (confidence === 'medium') {
      reason = failing.length > 0 ? `${failing.join(', ')} not yet` : 'the timing alone is not sure enough';
    }
    const weak = [root, ...ancestorsOf(state, root.parent)].find((rung) => rung.status === 'asserted');
    const caps: readonly (readonly [boolean, Confidence, string])[] = [
      [weak !== undefined, 'medium', `rests on ${weak?.id}, which is only asserted`],
      [kinds.size > 0 && [...kinds].every((kind) => kind === 'timing'), 'medium', 'all evidence is timing'],
      [deployWithoutMechanism(state, root), 'low', 'a deployment without a mechanism'],
    ];
    for (const [applies, cap, why] of caps) {
      const capped = applies ? atMost(confidence, cap) : confidence;
      if (capped !== confidence) reason = why;
      confidence = capped;
    }
    return { rung: root.id, tests, confidence, confidenceReason: reason };
  });
}
