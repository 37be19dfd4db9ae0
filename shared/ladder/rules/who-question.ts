import type { SentenceRule } from './sentence.ts';

const WHO =
  /^\s*(?:(?:so|and|but|then|ok|okay|exactly),?\s+)*(?:(?:do we know|(?:can|could|do) (?:we|you|anyone) (?:please )?(?:say|tell|find out|know)(?: me| us)?|tell (?:me|us)|i wonder|find out|let's see)\s+)?(who(?:'s|m)?\b|whose\b|which (?:\w+ )?(?:person|engineer|developer|team member|colleague|operator|admin|administrator|manager|responder|architect|dba|contractor|reviewer|individual|employee)\b|did (?:you|he|she)\b|(?:was|is) it (?:the |our |an? )(?:[\w-]+ )?(?:engineer|operator|developer|admin|on-call|dba|team|reviewer|manager)(?: engineer)?\b(?!'s)|why (?:was|were|is|are) (?:the |our )(?:[\w-]+ )?(?:engineer|operator|developer|admin|on-call|dba|team|reviewer|manager|responder)s? (?:so |too |not (?:more )?(?:careful|attentive)|asleep|careless|slow)|which of (?:you|us|them)\b|by whom\b|(?:did|has|have|had|was|were|does|is|could|should|would|might) (?:any(?:one|body)|some(?:one|body))\b|(?:was|is) it (?:you|him|her|someone|somebody)\b|what (?:did|was) (?:he|she|the (?:engineer|operator|developer|on-call))\b|why (?:did|has|had|does|could|would)(?:n't| not)? (?:you|he|she|nobody|no one|(?:the |our |an? )(?:[\w-]+ )?(?:engineer|operator|developer|admin|administrator|on-call|dba|team|reviewer|manager|responder|staff|people|department|person|colleague|contractor|intern)s?|(?:any|some)(?:one|body))\b(?!(?:'s)? (?:service|process|api|pods?|table|role|node|console|controller|thread))|why (?:did|have|had)(?:n't| not)? (?:we|they) (?:not|never|ignore|forget|forgotten|miss|missed|overlook|overlooked|skip|skipped|fail|failed)\b|why (?:didn't|haven't|hadn't) (?:we|they)\b)/i;
/** Whom a change reaches is a question about the work, not about guilt. */
const HARMLESS =
  /\b(?:any|some)(?:one|body) (?:else )?affected\b|\bwho(?:m)?(?: else)? (?:depends|relies|uses|reads|owns|is affected|was affected|is told|was told|gets told|needs|can (?:act|change|bring|approve|say)|should be told|would notice|is paged|was paged|(?:sees?|saw|notices?|experiences?|reports?|gets?|has|have) (?:the |this |these |an? )?(?:\w+ )?(?:failures?|errors?|problems?|symptoms?|alerts?|timeouts?|it)\b)|\bwhose (?:\w+ )?(?:requests?|sessions?|orders?|traffic|calls?|connections?|payments?|data|accounts?|carts?|queries|uploads?|jobs? (?:run|read|use|hold)|services? (?:use|depend|read|share))\b/i;

/** A question that looks for a person; what and how find causes. */
export const whoQuestion: SentenceRule = {
  id: 'who-question',
  severity: 'warn',
  roles: ['question'],
  check({ text }) {
    const match = WHO.exec(text);
    if (!match?.[1] || HARMLESS.test(text)) return null;
    const from = match.index + match[0].length - match[1].length;
    return {
      range: [from, from + match[1].length],
      advice: 'This asks for a person. Ask what or how: what made it possible, how it could happen.',
      rewording: null,
    };
  },
};
