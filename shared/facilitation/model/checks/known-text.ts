import { contentStems, wordsOf } from '../../../ladder/language/words.ts';
import { evidenceRecords } from '../evidence-records.ts';
import type { ReplyContext } from './reply-check.ts';

/** All words that a reply was given: the records, the brief, the playbook's question, answers above. */
interface Known {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** Stems of each record, by its id. */
  readonly records: ReadonlyMap<string, ReadonlySet<string>>;
}

const made = new WeakMap<ReplyContext, Known>();

/** What a context gives to draw on; computed once a context. */
export function knownTo(context: ReplyContext): Known {
  const before = made.get(context);
  if (before) return before;
  const { state, playbookQuestion } = context;
  const records = evidenceRecords(state);
  const ids = [...(state.facts?.streamIds ?? []), ...(state.facts?.seriesIds ?? [])];
  const texts = [
    ...records.map(({ text }) => text),
    ...state.findings.flatMap(({ data }) =>
      data.kind === 'cause' ? data.candidates.flatMap(({ id, label }) => [id, label]) : [],
    ),
    ...ids,
    playbookQuestion ?? '',
    ...context.askedBefore,
    ...(context.told ?? []),
    ...state.rungs.flatMap(({ answer, question }) => [question, answer ?? '']),
  ];
  const words = new Set<string>();
  const stems = new Set<string>();
  for (const text of texts) {
    for (const word of wordsOf(text)) for (const part of parts(word.lower)) words.add(part);
    for (const one of contentStems(text)) stems.add(one);
  }
  const known = { words, stems, records: new Map(records.map(({ id, text }) => [id, contentStems(text)])) };
  made.set(context, known);
  return known;
}

/** A word and, for an id, the words in it: `slots.in_use` is `slots.in_use`, `slots`, `in`, `use`. */
function parts(word: string): readonly string[] {
  const inside = word.split(/[._/:#-]+/).filter((part) => part !== '');
  return inside.length > 1 ? [word, ...inside] : [word];
}

/** How many of these are among the others. */
export function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const one of some) if (others.has(one)) count += 1;
  return count;
}
