import { type Clause, type NounGroup, nounGroups, type Reading, readingOf } from '../../language/clauses.ts';
import type { TaggedWord } from '../../language/tagged-words.ts';
import { isPersonGroup } from '../people.ts';
import { kindOf, roots, type StructureRule } from './structure-rule.ts';

/** What is brought to production. */
const SHIPPED =
  /^(?:deploys?|deployments?|releases?|rollouts?|roll-outs?|builds?|commits?|merges?|push|pushes|patch|patches|hotfix|hotfixes|upgrades?|updates?|version|versions|bumps?|pr|rev|revision)$/;
const SHIPPED_CODE = /^(?:code|change|changes|feature|features|config|binary|image|firmware|app)$/;
const VERSION = /^v?\d+(?:\.\d+)+\w*$/;
const NEWEST =
  /^(?:new|last|latest|recent|bad|faulty|broken|friday's|yesterday's|today's|monday's|newest|previous)$/;
const SHIP = new Set('deploy release merge ship push upgrade patch'.split(' '));
/** Verbs that say that it did harm and not how. */
const VAGUE = new Set(
  'be break cause introduce lead result trigger make go have start begin fail bring create produce worsen come happen appear contain ruin kill crash do get blame destabilise destabilize affect impact degrade regress land ship deploy release merge'.split(
    ' ',
  ),
);
const VAGUE_NOUN =
  /^(?:bugs?|regressions?|issues?|problems?|errors?|failures?|faults?|defects?|outages?|incidents?|it|this|that|trouble|everything|things?|cause|reason|culprit|breakage|instability|slowness|mess|live|wrong|bad|worse|checkout|everywhere|production|prod|causes?)$/;
const SINCE = /^(?:since|with|after|from|by|due|of|to|on|in|upon|following|through|via)$/;

function isShipped(words: readonly TaggedWord[], group: NounGroup): boolean {
  const head = words[group.head]?.lower ?? '';
  const inside = words.slice(group.from, group.head).map((word) => word.lower);
  if (SHIPPED.test(head) || /^(?:deploying|releasing|upgrading|updating|shipping|patching)$/.test(head))
    return true;
  if (VERSION.test(head)) return true;
  // "commit 9fe31c", "release train".
  if (/\d/.test(head) || head === 'train') return inside.some((word) => SHIPPED.test(word));
  if (SHIPPED_CODE.test(head))
    return (
      inside.some((word) => NEWEST.test(word)) ||
      /\bthat was (?:shipped|deployed|released)\b/.test(words.map((word) => word.lower).join(' '))
    );
  return false;
}

/** Does the clause say by what means, or only that it did harm? */
function tellsHow(reading: Reading, clause: Clause): boolean {
  const { words } = reading;
  if (!VAGUE.has(clause.lemma)) return true;
  if (clause.passive) return false;
  const groups = nounGroups(words, clause.verb + 1, clause.to).filter(
    (one) => one.preposition === null || one.preposition === 'to' || one.preposition === 'in',
  );
  if (/^(?:introduce|contain|bring|create|have|make|produce)$/.test(clause.lemma))
    return (
      groups.some((one) => {
        const head = words[one.head]?.lower ?? '';
        return !VAGUE_NOUN.test(head) && !isShipped(words, one);
      }) && !groups.slice(0, 1).some((one) => VAGUE_NOUN.test(words[one.head]?.lower ?? ''))
    );
  return false;
}

/** The words that blame a deployment, when nothing in the sentence says how it does harm; else null. */
export function blamesDeploy(cause: string): string | null {
  const reading = readingOf(cause);
  const { words, clauses } = reading;
  const groups = nounGroups(words, 0, words.length);
  const shipped = groups.filter((group) => isShipped(words, group));
  const acts = clauses.find((clause) => SHIP.has(clause.lemma) && isPersonGroup(words, clause.subject));
  if (shipped.length === 0 && !acts) return null;
  if (clauses.some((clause) => clause.negated) || /\b(?:no|not|never|before|until|without)\b/i.test(cause))
    return null;
  if (clauses.length === 0) {
    const first = groups[0];
    const blamed = shipped.find((group) => group === first || SINCE.test(group.preposition ?? ''));
    const thing =
      /^(?:something|cause|because|due|result|fault|problem|bug|regression|error|failure|issue)$/.test(
        words[first?.head ?? 0]?.lower ?? '',
      );
    return blamed && (blamed === first || thing) ? cause : null;
  }
  for (const clause of clauses) {
    const subject = clause.subject;
    const tail = nounGroups(words, clause.verb + 1, clause.to);
    const isSubject =
      subject !== null &&
      (shipped.some((group) => group.from === subject.from) ||
        /^(?:it|this|that|they)$/.test(words[subject.head]?.lower ?? ''));
    const led =
      subject === null ||
      /^(?:something|failures?|errors?|it|this|problems?|issues?|everything|outages?|incidents?|cause|reason|symptoms?|which)$/.test(
        words[subject.head]?.lower ?? '',
      ) ||
      isPersonGroup(words, subject);
    if (
      !isSubject &&
      !led &&
      !shipped.some((group) => group.to <= (subject?.from ?? 0) + 1 && SINCE.test(group.preposition ?? ''))
    )
      return null;
    if (
      tellsHow(reading, clause) &&
      !(
        led &&
        !isSubject &&
        (SHIP.has(clause.lemma) ||
          tail.every((group) => group.preposition !== null) ||
          /^(?:start|begin|come|appear|fail|result|stem)$/.test(clause.lemma))
      )
    )
      return null;
  }
  const named = shipped[0];
  return named ? cause.slice(words[named.from]?.from ?? 0, words[named.to - 1]?.to ?? cause.length) : cause;
}

/** Findings that say how something does harm. */
const MECHANISM = new Set([
  'at-ceiling',
  'held-by',
  'difference',
  'dimension',
  'template',
  'dose',
  'change-point',
]);

/** A deployment is blamed and nothing says how: the nearest event in time is no mechanism. */
export const latestDeploy: StructureRule = {
  id: 'latest-deploy',
  severity: 'warn',
  check: (report) =>
    roots(report).flatMap(({ root, where }) => {
      const text = blamesDeploy(root.cause);
      if (text === null || (root.cites ?? []).some((id) => MECHANISM.has(kindOf(report, id)))) return [];
      return [
        {
          where,
          text,
          advice: `A deployment is named and no mechanism: low at most. What in ${/^(?:the|an?|our|yesterday|friday|last|new)\b/i.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text} makes requests fail, and where is that seen?`,
        },
      ];
    }),
};
