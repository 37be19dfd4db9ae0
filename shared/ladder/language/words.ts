import { stem } from './stem.ts';

/** A word of a sentence with its place; ids such as `redis.pool.in_use` stay one word. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /[\p{L}\p{N}]+(?:[._/:#-][\p{L}\p{N}]+|['’][\p{L}]+)*/gu;

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const from = match.index;
    words.push({
      text: match[0],
      lower: match[0].toLowerCase().replaceAll('’', "'"),
      from,
      to: from + match[0].length,
    });
  }
  return words;
}

const STOP = new Set(
  (
    'a an the this that these those it its they them their we us our you your he she his her i my me there here of to in on at by for from with into onto over under than then as is are was were be been being am do does did done have has had having will would can could may might must shall not no nor and or but if so because since when while where which what who whom whose why how also just only very more most much many some any each every all both too up out about after before again still yet between during per via until upon ' +
    "isn't aren't wasn't weren't don't doesn't didn't can't cannot couldn't won't wouldn't hasn't haven't hadn't"
  ).split(' '),
);

/** True for words that carry no subject of their own. */
export function isStopWord(lower: string): boolean {
  return STOP.has(lower);
}

/** Stems of the content words: parts of ids count as words of their own. */
export function contentStems(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of wordsOf(text)) {
    for (const part of word.lower.split(/[._/:#-]+/)) {
      if (part.length > 1 && !STOP.has(part)) stems.add(stem(part));
    }
  }
  return stems;
}

/** Size of the intersection over size of the union; 0 when both are empty. (P. Jaccard, 1912.) */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
