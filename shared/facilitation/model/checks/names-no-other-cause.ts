import { candidateNames } from './candidate-names.ts';
import { clausesOf, isSupposed, namedIn, partsOf } from './clauses.ts';
import type { ReplyCheck } from './reply-check.ts';

/** Ways to say that something causes something; idioms included, because a paraphrase needs no word of the evidence. */
const CAUSES =
  /\b(caus(?:e|es|ed|ing)|because|due to|owing to|thanks to|responsible|root cause|culprit|to blame|triggers?|triggered|explains?|explained|leads? to|led to|results? from|resulted from|stems? from|stemmed from|comes? from|came from|originat\w+|provok\w+|driven by|drives? the|drove the|(?:brought|brings?) (?:it|the|them|down|on|about)|knock(?:s|ed)|took (?:it|the \w+) down|takes? down|overwhelm\w*|chok(?:e|es|ed)|starv(?:e|es|ed)|toppl\w+|drown\w*|flood(?:s|ed)|kill(?:s|ed)|sank|crush\w*|cripple\w*|swamp(?:s|ed)|overload\w*|exhaust(?:s|ed)|broke|breaks|is the (?:problem|reason|issue|bottleneck|source)|was the (?:problem|reason|issue|bottleneck|source)|behind (?:it|the|all|this|every|each)|at the (?:root|bottom|heart) of|the real (?:cause|reason|problem|issue))\b/i;
/** A question that asks for the cause names none: "What causes the windows?" */
const ASKS_FOR_IT =
  /^(?:so |and |then |but )?(?:what|which (?:\w+ )?(?:else|other|thing|event|job|run|record|change|resource))\b/i;
const DENIED = /\b(?:not|never|no|nothing|cannot|neither|nor|hardly)\b|n['’]t\b/i;

/** A cause that the findings do not name, in whatever words: who is called the cause is for the findings to say. */
export const namesNoOtherCause: ReplyCheck = ({ sentences }, context) => {
  if (context.invents) return null;
  const { supported, standing } = candidateNames(context.state);
  const named = [...supported, ...standing].flatMap((name) => [name, ...partsOf(name)]);
  for (const clause of sentences.flatMap(clausesOf)) {
    const saw = CAUSES.exec(clause)?.[0];
    if (saw === undefined || ASKS_FOR_IT.test(clause) || DENIED.test(clause) || isSupposed(clause, saw))
      continue;
    if (namedIn(clause, named) === null)
      return { check: 'ruled-out-cause', reason: `"${saw}" speaks of a cause that no finding names.` };
  }
  return null;
};
