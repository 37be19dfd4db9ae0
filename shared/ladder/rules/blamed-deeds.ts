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
/** Conduct that only people are judged by. */
const CONDUCT =
  /\b(?:(?:gave|sent|chose|picked|used|typed|entered|selected|wrote|pushed|told|put|took|made)\b[^.;,]{0,40}?\b(?:wrong|incorrect|bad|broken|faulty|untested)\b|took too long|did nothing|rubber-?stamped|left (?:the |an? )?[\w-]+(?: [\w-]+)? (?:on|off|open|unlocked|enabled|disabled)\b|never (?:looked|checked|read|tested|asked|told|bothered|tried|cared)\b|(?:was|were|is|are) (?:not |too |so |very |simply )?(?:careful|distracted|tired|asleep|confused|unprepared|hasty|impatient|overconfident|sleepy|slow)\b|pressured|bullied)/i;
const WHOEVER = /^\s*(?:it was |because )?who(?:so)?ever \w+/i;
/** "The root cause is the developer." */
const IS_THE_CAUSE =
  /\b(?:cause|culprit|reason|problem|issue) (?:is|was) (?:the |our |an? |one of the )?((?:[\w-]+ ){0,2}[\w-]+)[.!]?\s*$/i;
const POOR_WORK =
  /\b(?:poor|bad|wrong|sloppy|hasty|rash|shoddy|careless) (?:work|judge?ment|decision|call|handling|choice|workmanship|execution) (?:by|of|from) ((?:[\w-]+\s?){1,4})/i;
const NOT_PROPERLY =
  /\bnot (?:been )?\w+ed (?:properly |carefully |correctly |thoroughly |well |in time )?by ((?:[\w-]+\s?){1,4})/i;
/** A department that stands for its people, with a verb that only people can fail by. */
const DEPARTMENT =
  /^\s*(?:the )?(?:platform|support|operations|security|infra|infrastructure|product|finance|legal|it|network|data|release|helpdesk|procurement|sales|marketing)(?: team| department| people)? (?:has |had |have |simply |just )?(?:forgot(?:ten)?|neglected|overlooked|misread|misjudged|refused|gave \w+(?: \w+)? (?:wrong|bad|incorrect)|did not (?:tell|bother|ask|think)|didn't (?:tell|bother|ask|think))\b/i;
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
  for (const pattern of [NOBODY_CARED, WITHOUT_THOUGHT, LOW_STANDING, WHOEVER, DEPARTMENT]) {
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

  for (const pattern of [IS_THE_CAUSE, POOR_WORK, NOT_PROPERLY]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const end = match.index + match[0].length;
    const named = someone(end - (match[1]?.length ?? 0), end);
    if (named >= 0 && !ordinary(sentence, named)) return whole(match);
  }
  const passive = PASSIVE.exec(text);
  if (passive && !denied(passive.index, passive.index + passive[0].length)) {
    const by = passive.index + passive[0].length - (passive[1]?.length ?? 0);
    const agent = someone(by, passive.index + passive[0].length);
    if (
      agent >= 0 &&
      !ordinary(sentence, agent) &&
      (BAD_PARTICIPLE.test(passive[0]) || ACCIDENT.test(text))
    ) {
      return whole(passive);
    }
  }
  for (const pattern of [MADE_MISTAKE, HARMFUL, ACCIDENT, CONDUCT]) {
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
      ordinary(sentence, person) ||
      denied(Math.max(clause, match.index - 14), match.index) ||
      // What a role can do describes the system.
      /\b(?:can|could|may|might)\b/i.test(text.slice(clause, match.index)) ||
      enabledAt(person) ||
      !isSubject(sentence, clause, person)
    )
      continue;
    return [sentence.words[person]?.from ?? match.index, match.index + match[0].length];
  }
  return null;
}

/** Users and customers act as they do; what they do is a condition, not a fault. */
function ordinary(sentence: CheckedSentence, word: number): boolean {
  return /^(?:users?|customers?|clients?|visitors?|nobody|no-one)$/.test(sentence.words[word]?.lower ?? '');
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
