import type { NumberedFinding } from '../../../analyses/finding.ts';
import { liveFindings } from '../../../ladder/ladder-state.ts';
import { contentStems } from '../../../ladder/language/words.ts';
import { candidateNames } from './candidate-names.ts';
import { aroundName, clausesOf, isSupposed, namedIn, partsOf } from './clauses.ts';
import { shared } from './known-text.ts';
import type { ReplyCheck, ReplyContext } from './reply-check.ts';

/** Ways to wave a cause away without denying it. */
const DISMISSES =
  /\b(?:ruled out|rules? out|excluded?|excludes|innocent|unrelated|irrelevant|harmless|coincid\w+|cleared|clears|by ?stander|merely|red herring|symptom|consequence|side effect|left aside|set aside|beside the point|spurious|fine all along|forget|ignore|dismiss\w*|distract\w*|misleading|by chance|accidental\w*|disregard\w*|overrated|immaterial|no longer matters?)\b/i;
const DENIES = /\b(?:not|never|no|nothing|none|neither|nor|hardly|cannot|without)\b|n['’]t\b/i;
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
    const waved = DISMISSES.test(clause) || (DENIES.test(clause) && !repeats(clause, context));
    if (name !== null && waved && !isSupposed(clause, name) && !deniesAnother(clause, name)) {
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

/** What is denied stands behind the cause: "index-rebuild starts them, not traffic", "rather than traffic". */
function deniesAnother(clause: string, name: string): boolean {
  const [before, behind] = aroundName(clause, name);
  return !DENIES.test(before) && !DISMISSES.test(before) && /\b(?:rather than|instead of)\b/i.test(behind);
}

/** A sentence with a negation that a finding has too: the next check holds the two against each other. */
function repeats(clause: string, { state }: ReplyContext): boolean {
  const stems = contentStems(clause);
  return liveFindings(state).some(
    ({ statement }) => shared(stems, contentStems(statement)) >= Math.max(3, stems.size * 0.8),
  );
}

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
