import { contentStems, wordsOf } from '../../../ladder/language/words.ts';
import { knownTo, shared } from './known-text.ts';
import type { ReplyCheck } from './reply-check.ts';

/** Least share of a statement's content words that must come from one record, and of a question's from all together. */
const LEAST_STATED = 0.6;
const LEAST_ASKED = 0.4;
/** So many at least of a statement, where it has them. */
const LEAST_WORDS = 2;
/** Words of any review: they speak of no subject, so that they count neither for nor against. */
const OF_ANY_REVIEW = contentStems(
  'ask answer begin beginning begins behaviour case cause change check clear come common compare confirm count data day different difference else end evidence exact explain fact fail failure figure find first follow found full go happen hold hour incident know last later length let level line list log look make match matter mean measure minute moment name need next number observation observe occur once open order part pattern place point possible prove question reason record refute relate report rest result rise same see separate settle shortly show side sign single source start still stop take tell test thing time together true turn use verify watch way week whole work',
);

/** A sentence about something that the evidence does not speak of, or an id that has nothing to do with the words. */
export const nearTheEvidence: ReplyCheck = ({ question, sentences, cites }, context) => {
  if (context.invents) return null;
  const { stems, records } = knownTo(context);
  // What is stated must come from one place: words picked from everywhere make a new story.
  const passages = [
    ...records.values(),
    ...[
      context.playbookQuestion ?? '',
      ...(context.told ?? []),
      ...context.state.rungs.map(({ answer }) => answer ?? ''),
    ].map(contentStems),
  ];
  const all = new Set<string>();
  for (const text of sentences) {
    const own = contentStems(text);
    for (const one of own) all.add(one);
    const telling = new Set([...own].filter((one) => !OF_ANY_REVIEW.has(one)));
    const share = text === question ? LEAST_ASKED : LEAST_STATED;
    const near =
      text === question
        ? shared(telling, stems)
        : Math.max(0, ...passages.map((one) => shared(telling, one)));
    if (near < Math.min(telling.size, Math.max(text === question ? 1 : LEAST_WORDS, telling.size * share)))
      return { check: 'off-the-evidence', reason: `The evidence does not speak of "${text.slice(0, 60)}".` };
  }
  for (const one of contentStems(context.playbookQuestion ?? '')) all.add(one);
  const stray = cites.find((id) => {
    const record = records.get(id);
    return record !== undefined && shared(record, all) === 0;
  });
  if (stray !== undefined)
    return { check: 'off-the-evidence', reason: `${stray} has nothing to do with what it says.` };
  if (question === null || context.playbookQuestion === null) return null;
  const asked = contentStems(context.playbookQuestion);
  const cited = cites.flatMap((id) => [...(records.get(id) ?? [])]);
  if (shared(contentStems(question), new Set([...asked, ...cited])) === 0)
    return { check: 'off-the-evidence', reason: 'It asks for something else than the playbook does.' };
  const plain = (text: string): string =>
    wordsOf(text)
      .map(({ lower }) => lower)
      .join(' ');
  return plain(question) === plain(context.playbookQuestion)
    ? { check: 'nothing-new', reason: 'It is the playbook’s question word for word.' }
    : null;
};
