import type { CheckedSentence } from './sentence.ts';

type Range = readonly [from: number, to: number];

/** Nobody "bothered" or "cared": a denial that judges all who were there. */
const NOBODY_CARED =
  /\b(?:nobody|no one|no-one|none of (?:us|them|you)) (?:even )?(?:bothered|cared|thought|paid attention|took (?:the )?(?:time|care|trouble)|was paying attention|was awake|had the sense)\b/i;
/** Only people think, care and pay attention. */
const WITHOUT_THOUGHT =
  /\bwithout (?:even )?(?:thinking|caring|bothering|paying attention|due care|any care|reflection)\b/i;
/** What might have been if somebody had behaved otherwise. */
const IF_ONLY =
  /\b(?:if only|if) (?:the |an? |our |one |any |some)?((?:[\w-]+ ){1,3})had (?:not |n't |only |just )?(?:been |\w+ed\b|paid|read|thought|known|told|seen|done|taken|looked)/i;
const MADE_MISTAKE =
  /\b(?:made|makes|making|committed) (?:an? |the |some |several )?(?:\w+ )?(?:typos?|mistakes?|errors?|slips?|blunders?|oversights?|(?:wrong|bad|poor) (?:decision|choice|call|assumption)s?)\b/i;
/** A deed that did harm; a person or a team as its subject makes it blame. */
const HARMFUL =
  /\b(?:deleted|dropped|wiped|erased|disabled|(?:turned|switched|shut) off|unplugged|corrupted|overwrote|broke|wrecked|killed|silenced|muted|fat-fingered|truncated|pulled the plug)\b/i;
const ACCIDENT =
  /\b(?:by (?:mistake|accident)|accidentally|mistakenly|inadvertently|carelessly|recklessly|wrongly|without (?:asking|checking|testing|telling|permission|approval|review))\b/i;
/** Passive: "was botched by the release engineer". */
const PASSIVE =
  /\b(?:was|were|been|got|gets|is|are|being) (?:\w+ly )?(?:\w+(?:ed|en|wn|ne|ot|pt|ft|nt|lt))\b[^.;]*?\bby ((?:[\w-]+\s?){1,4})/i;
const BAD_PARTICIPLE =
  /\b(?:botched|bungled|forgotten|overlooked|missed|ignored|neglected|misconfigured|broken|skipped|mistyped|mishandled|misread|messed up|screwed up|deleted|dropped|wiped|disabled|turned off|corrupted|overwritten|caused|introduced|missed)\b/i;
/** Named by their low standing, people stand there to be blamed, whatever they did. */
const LOW_STANDING =
  /^(?:an?|the|our|some|one of the) (?:new |young )?(?:interns?|juniors?(?: \w+)?|trainees?|newcomers?|rookies?|new hires?|contractors?|freelancers?|temps?) (?:had |has |then |simply |just )?(?:\w+ed|ran|broke|wrote|made|did|took|put|sent|left|set|pushed|chose|gave|went|built|got)\b/i;

/**
 * Blame that needs no verb of failing: harm done by a person, in the active or the passive voice, a mistake that
 * somebody made, what would have been if somebody had paid attention.
 */
export function blamedByDeed(
  sentence: CheckedSentence,
  personAt: (word: number) => boolean,
  enabledAt: (word: number) => boolean,
): Range | null {
  const { text } = sentence;
  const whole = (match: RegExpExecArray): Range => [match.index, match.index + match[0].length];
  for (const pattern of [NOBODY_CARED, WITHOUT_THOUGHT, LOW_STANDING]) {
    const match = pattern.exec(text);
    if (match) return whole(match);
  }
  const someone = (from: number, to: number): number =>
    sentence.words.findIndex((word, n) => word.from >= from && word.to <= to && personAt(n));
  const denied = (from: number, to: number): boolean =>
    /\b(?:no|not|never|nobody|none|without|neither|can|could|may|might|n't)\b|n't\b/i.test(
      text.slice(from, to),
    );

  const only = IF_ONLY.exec(text);
  if (only && someone(only.index, only.index + only[0].length) >= 0) return whole(only);

  const passive = PASSIVE.exec(text);
  if (passive && !denied(passive.index, passive.index + passive[0].length)) {
    const by = passive.index + passive[0].length - (passive[1]?.length ?? 0);
    if (
      someone(by, passive.index + passive[0].length) >= 0 &&
      (BAD_PARTICIPLE.test(passive[0]) || ACCIDENT.test(text))
    ) {
      return whole(passive);
    }
  }
  for (const pattern of [MADE_MISTAKE, HARMFUL, ACCIDENT]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const clause = Math.max(
      0,
      ...[...text.slice(0, match.index).matchAll(/[;.!?]\s/g)].map((stop) => stop.index + 1),
    );
    const person = someone(clause, match.index);
    // The person must be the subject of the clause, not what is acted on: its first noun.
    if (
      person < 0 ||
      denied(clause, match.index) ||
      enabledAt(person) ||
      !isSubject(sentence, clause, person)
    )
      continue;
    return [sentence.words[person]?.from ?? match.index, match.index + match[0].length];
  }
  return null;
}

/** True when only articles, adjectives and other parts of the noun group stand between the clause's start and the person. */
function isSubject(sentence: CheckedSentence, clause: number, person: number): boolean {
  const before = sentence.words.filter((word, n) => word.from >= clause && n < person);
  return (
    before.length <= 3 &&
    !before.some(
      (word) =>
        /^(?:by|of|for|to|with|from|at|in|on|that|which|when|because)$/.test(word.lower) &&
        word.lower !== 'because',
    )
  );
}
