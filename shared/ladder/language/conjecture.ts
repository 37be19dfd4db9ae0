import { isOrdinary, isPersonGroup } from '../rules/people.ts';
import { nounGroups, readingOf } from './clauses.ts';

const BELIEVE = new Set(
  'think believe suspect assume guess bet blame reckon expect presume suppose feel say fear'.split(' '),
);
const CERTAIN = /^(?:sure|certain|convinced|confident|positive|guessing|betting)$/;
const ADVERB =
  /\b(?:probably|most likely|very likely|quite likely|likely|presumably|apparently|obviously|surely|supposedly|possibly|perhaps|maybe|in all likelihood|in all probability|i guess|no doubt|clearly|allegedly|seemingly)\b/gi;
const NOUN =
  /^(?:hypothesis|theory|guess|assumption|suspicion|hunch|favou?rite|suspect|belief|feeling|bet|verdict|consensus|speculation|money|idea)$/;
const WHOSE = /^(?:my|our|the|team|their|working|current|main|first|best|prime|gut|popular|educated|a)$/;

/** The words by which a text offers an explanation that it does not know, or null: "probably a database issue". */
export function conjectureIn(text: string): string | null {
  const reading = readingOf(text);
  const { words, clauses } = reading;
  const tail = (from: number): string =>
    text
      .slice(from)
      .split(/[.!?\n]/)[0]
      ?.trim() ?? '';
  for (const clause of clauses) {
    const { subject } = clause;
    const head = words[subject?.head ?? -1]?.lower ?? '';
    const start = words[subject && subject.from < clause.verb ? subject.from : clause.verbFrom]?.from ?? 0;
    const rest = words.slice(clause.verb + 1, clause.to);
    if (
      (isPersonGroup(words, subject) && !isOrdinary(head)) ||
      /^(?:support|ops|operations|marketing|management|product)$/.test(head)
    ) {
      if (BELIEVE.has(clause.lemma) && !clause.negated) return tail(start);
      if (clause.passive && /^convinc/.test(clause.lemma)) return tail(start);
      if (clause.lemma === 'be' && rest.some((word) => CERTAIN.test(word.lower))) return tail(start);
    }
    // "It must be the firmware", "could be garbage collection", "looks like the relay".
    const open = subject === null || /^(?:it|this|that|cause|reason|culprit)$/.test(head);
    if (
      open &&
      clause.modal !== null &&
      /^(?:must|could|might|may|can)$/.test(clause.modal) &&
      clause.lemma === 'be' &&
      !clause.passive
    )
      return tail(start);
    if (open && clause.lemma === 'have' && clause.to_ === 'be') return tail(start);
    if (
      open &&
      /^(?:look|seem|appear|sound|smell)$/.test(clause.lemma) &&
      /\b(?:like|to be|as if|as though)\b/i.test(tail(start))
    )
      return tail(start);
  }
  const opening =
    /(?:^|[.!?;,]\s*)((?:looks?|seems?|sounds?|smells?|appears?) (?:like|to be|as if)|(?:could|might|may|must|can) (?:(?:it|this|that) )?(?:well )?be)\b/i.exec(
      text,
    );
  if (opening) return tail(opening.index + opening[0].length - (opening[1]?.length ?? 0));
  const suspect =
    /\b(?:suspected|likely|probable|assumed|possible|presumed|alleged|supposed) (?:root )?(?:cause|reason|culprit|trigger)\s*(?::|is\b|was\b)/i.exec(
      text,
    );
  if (suspect) return tail(suspect.index);
  for (const match of text.matchAll(ADVERB)) {
    if (quoted(text, match.index)) continue;
    const after = readingOf(text.slice(match.index + match[0].length));
    const before = words.filter((word) => word.to <= match.index).at(-1);
    const lone =
      before === undefined ||
      words.find((word) => word.from >= match.index)?.stop !== '' ||
      /^(?:is|are|was|it|and|but|most|very|quite|so|all)$/.test(before.lower);
    const names =
      nounGroups(after.words, 0, Math.min(4, after.words.length)).length > 0 ||
      /^\s*(?:because|due|caused)/i.test(after.text);
    if (lone && names) return tail(match.index);
  }
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (!NOUN.test(word.lower) || !WHOSE.test(words[i - 1]?.lower ?? '')) continue;
    const later = words
      .slice(i + 1, i + 5)
      .find((one) => one.tag !== 'adv' && one.tag !== 'prep' && one.tag !== 'sub');
    if (/^(?:the|a)$/.test(words[i - 1]?.lower ?? '') && later?.tag === 'be')
      return tail(words[i - 1]?.from ?? word.from);
    if (/^(?:the|a)$/.test(words[i - 1]?.lower ?? '') && !(next && (next.tag === 'be' || next.stop === ':')))
      continue;
    if (next && (next.stop === ':' || next.tag === 'be' || /^(?:says?|is|was|goes)$/.test(next.lower)))
      return tail(words[i - 1]?.from ?? word.from);
  }
  return null;
}

function quoted(text: string, at: number): boolean {
  return (text.slice(0, at).match(/["“”]/g)?.length ?? 0) % 2 === 1;
}
