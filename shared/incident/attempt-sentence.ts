import { readDurationMs } from './timestamp.ts';
import { isWhen } from './when.ts';

/** What a sentence such as "bounced the pods at 09:00, ok for half an hour" says. */
export interface AttemptSentence {
  /** The sentence without the time and without what the team saw of the relief. */
  readonly action: string;
  /** The time as it was written, for `resolveWhen`; null when there is none. */
  readonly at: string | null;
  /** Relief that the team states, ms. */
  readonly reliefMs: number | null;
}

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\s*(?:z|utc)\b)?`;
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?`;
/** Times with a day first: a bare clock is the least that can be meant. */
const TIMES: readonly RegExp[] = [
  String.raw`\d{4}-\d{2}-\d{2}[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:z|utc|[+-]\d{2}:?\d{2}))?`,
  String.raw`\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?,? (?:um )?${CLOCK}`,
  String.raw`(?:\d{1,2}\.?\s+${MONTH}|${MONTH}\s+\d{1,2})(?:,?\s+\d{4})?,?\s+(?:at\s+)?${CLOCK}`,
  String.raw`(?:${WEEKDAY}|yesterday|today),?\s+(?:at\s+)?${CLOCK}`,
  CLOCK,
].map(
  (source) =>
    new RegExp(
      String.raw`(?<![\d:.])(?:\b(?:on|at|around|about|am|um|gegen)\s+|@\s*|~\s*)*(${source})(?!\d|:\d)`,
      'gi',
    ),
);
/** A time behind these words is when something ended, not when it was done. */
const ENDS = /\b(until|till?|to|before|by|from|since)\s+$|[-–]\s*$/i;

const RELIEF_WORD =
  /\b(?:worked|works|helped|held|lasted|fixed it|ok|okay|fine|good|relief|bought us|quiet|calm|stable|healthy|clean|better|recovered)\b/i;
const LENGTH = String.raw`(?:\d+(?:[.,]\d+)?\s*[\p{L}µ]+\.?\s*(?:and\s+)?)+`;
/** Lengths in words, in the order in which they are looked for. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:an|one) hour and a half\b/gi, '90 min'],
  [/\bhalf an hour\b/gi, '30 min'],
  [/\b(?:a )?quarter of an hour\b/gi, '15 min'],
  [/\bhalf a day\b/gi, '12 h'],
  [/\ba couple of\b/gi, '2'],
  [/\ban? (?=(?:hour|minute|day)\b)/gi, '1 '],
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, n) =>
      [new RegExp(String.raw`\b${word}(?= (?:hour|minute|min|day))`, 'gi'), String(n + 1)] as const,
  ),
];

/** Relief that the team states: "(worked 25 min)", "ok for half an hour", "held about 1h 10m"; ms, or null. */
export function statedRelief(text: string): number | null {
  return reliefIn(text)?.ms ?? null;
}

/** Where a sentence speaks of its relief, in the text with lengths in figures. */
function reliefIn(text: string): { readonly ms: number; readonly clause: string } | null {
  const figures = inFigures(text);
  for (const clause of figures.split(/(?<=[,;.)])\s+|\s*(?=\()/)) {
    const word = RELIEF_WORD.exec(clause);
    const after = word ? clause.slice(word.index + word[0].length) : null;
    const length =
      after === null
        ? // "(hielt 25 min)": what stands in brackets at the end of an action and names a length is its relief.
          new RegExp(
            String.raw`^\((?!\s*(?:took|after|downtime|for)\b)[^()]*?\b(${LENGTH})[^()\d]*\)?$`,
            'iu',
          ).exec(clause)
        : new RegExp(
            String.raw`^(?:[\s:,~]|for|about|around|only|just|of|danach|like)*(${LENGTH})`,
            'iu',
          ).exec(after);
    const ms = length?.[1] === undefined ? null : readDurationMs(length[1]);
    if (ms !== null && ms > 0) return { ms, clause };
  }
  return null;
}

function inFigures(text: string): string {
  return IN_WORDS.reduce((said, [words, figures]) => said.replace(words, figures), text);
}

/** Reads when something was done and what it brought, and leaves the action. */
export function readAttempt(written: string): AttemptSentence {
  const found = timeIn(written);
  const relief = reliefIn(written);
  let action = found ? `${written.slice(0, found.from)} ${written.slice(found.to)}` : written;
  if (relief) action = withoutRelief(action);
  action = action
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '')
    .replace(/\s+([,;.)])/g, '$1')
    .replace(/\s{2,}/g, ' ')
    .trim();
  return { action: action === '' ? written : action, at: found?.when ?? null, reliefMs: relief?.ms ?? null };
}

/** Cuts the clauses that only tell of the relief: what is in brackets at the end, or behind the last comma. */
function withoutRelief(action: string): string {
  const parts = action.split(/(?=[,;(])/);
  while (parts.length > 1 && reliefIn(parts.at(-1)?.replace(/^[,;]\s*/, '') ?? '') !== null) parts.pop();
  return parts.join('');
}

function timeIn(text: string): { readonly when: string; readonly from: number; readonly to: number } | null {
  for (const pattern of TIMES) {
    for (const match of text.matchAll(pattern)) {
      const when = (match[1] ?? '').replace(/\s+at\s+/i, ' ').trim();
      if (ENDS.test(text.slice(0, match.index)) || !isWhen(when)) continue;
      return { when, from: match.index, to: match.index + match[0].length };
    }
  }
  return null;
}
