import type { NumberedFinding } from '../../../analyses/finding.ts';
import { liveFindings } from '../../../ladder/ladder-state.ts';
import { candidateNames } from './candidate-names.ts';
import { clausesOf, isSupposed, namedIn } from './clauses.ts';
import type { ReplyCheck, ReplyContext } from './reply-check.ts';

const DENIES_CAUSE =
  /\b(?:not|never|no longer|hardly)\b.*\b(?:cause|causing|responsible|root|culprit|explain\w*|behind|related|involved|trigger\w*|to do with|the problem|the reason)\b|n['’]t\b.*\b(?:cause|responsible|explain|matter|the problem|the reason)|\b(?:ruled out|rule out|excluded|exclude|innocent|unrelated|irrelevant|harmless|nothing to do|coincidence|cleared)\b/i;
const IRREGULAR =
  /\b(random\w*|irregular\w*|unpredictab\w*|sporadic\w*|no (?:rhythm|pattern|clock|regularity)|at any time)\b/i;
const REGULAR = /\b(clockwork|periodic\w*|regular(?:ly)?|every \w+ minutes|on a (?:clock|timer|schedule))\b/i;
const UP =
  /\b(gr[eo]w\w*|longer|increas\w*|rose|risen|ris(?:e|es|ing)|larger|bigger|doubl\w*|went up|slower|\w*fold|climb\w*)\b/i;
const DOWN =
  /\b(shr[aiu]nk\w*|shorter|decreas\w*|fell|fallen|dropp\w*|smaller|fewer|halv\w*|went down|faster|declin\w*|reduced)\b/i;
const ROOM =
  /\b(?:never|not|n['’]t|hardly)\b.*\b(?:full|limit|ceiling|exhaust\w*|used up|saturat\w*)|\b(?:had room|spare|free capacity|unused|below (?:its|the) (?:limit|ceiling)|plenty of)\b/i;
const CURED =
  /\b(solved|cured|permanent\w*|for good|fixed (?:it|the problem|the cause|everything)|resolved (?:it|the)|really worked)\b/i;
const UNCHANGED =
  /\b(nothing (?:has |had )?changed|no changes? (?:was|were|has|at all)|unchanged|the same as (?:before|ever|always))\b/i;

/** A sentence that says the opposite of what a supported finding says. */
export const contradictsFinding: ReplyCheck = ({ sentences }, context) => {
  const { supported } = candidateNames(context.state);
  for (const clause of sentences.flatMap(clausesOf)) {
    const name = namedIn(clause, supported);
    if (name !== null && DENIES_CAUSE.test(clause) && !isSupposed(clause, name)) {
      return { check: 'contradicts-finding', reason: `The findings support "${name}" as the cause.` };
    }
    const against = liveFindings(context.state).find(
      (finding) => finding.verdict === 'supported' && opposes(clause, finding, context),
    );
    if (against)
      return { check: 'contradicts-finding', reason: `${against.id} says otherwise: ${against.title}.` };
  }
  return null;
};

function opposes(clause: string, finding: NumberedFinding, { state }: ReplyContext): boolean {
  const { data } = finding;
  const supposed = isSupposed(clause, '');
  if (supposed) return false;
  switch (data.kind) {
    case 'rhythm':
      return data.periodic === 'yes'
        ? IRREGULAR.test(clause) && !/\b(?:not|never)\b|n['’]t/i.test(clause)
        : data.periodic === 'no' && REGULAR.test(clause) && !/\b(?:not|no|never)\b|n['’]t/i.test(clause);
    case 'change-point': {
      if (UNCHANGED.test(clause)) return true;
      if (namedIn(clause, [data.subject, ...partsOf(data.subject)]) === null || data.before === data.after)
        return false;
      const [along, opposite] = data.after > data.before ? [UP, DOWN] : [DOWN, UP];
      return opposite.test(clause) && !along.test(clause);
    }
    case 'recorded-change':
      return UNCHANGED.test(clause);
    case 'at-ceiling':
      return namedIn(clause, [data.gauge, ...partsOf(data.gauge)]) !== null && ROOM.test(clause);
    case 'fix-ledger':
      return (
        data.effect === 'reset-clock' &&
        CURED.test(clause) &&
        !/\b(?:not|never|only|no)\b|n['’]t/i.test(clause)
      );
    case 'fix': {
      if (data.effect !== 'reset-clock' || !CURED.test(clause)) return false;
      const action = state.facts?.attempts.find(({ id }) => id === data.attempt)?.action ?? '';
      return data.attempt !== null && namedIn(clause, [data.attempt, action]) !== null;
    }
    default:
      return false;
  }
}

/** Words of an id by which people name the thing: `redis.pool.in_use` is "redis", "pool". */
function partsOf(id: string): readonly string[] {
  return id
    .replace(/\{.*\}$/, '')
    .split(/[\s._/:#-]+/)
    .filter((part) => part.length > 3);
}
