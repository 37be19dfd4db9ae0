import { wordTable } from '../../../incident/word-table.ts';
import { liveFindings } from '../../../ladder/ladder-state.ts';
import type { ReplyCheck, ReplyContext } from './reply-check.ts';

/** A number in a sentence, with the unit behind it where there is one. */
interface Amount {
  readonly value: string;
  readonly unit: string | null;
  readonly text: string;
}

const WORDS: Readonly<Record<string, number>> = wordTable({
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  dozen: 12,
  twice: 2,
  double: 2,
  doubled: 2,
  doubling: 2,
  twofold: 2,
  tripled: 3,
  triple: 3,
  threefold: 3,
  thrice: 3,
  fourfold: 4,
  quadrupled: 4,
  quadruple: 4,
  fivefold: 5,
  tenfold: 10,
  half: 0.5,
  halved: 0.5,
});
const SCALE: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, bn: 1e9 };
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:milliseconds?|ms)\b/i, 'ms'],
  [/^(?:minutes?|mins?|m)\b/i, 'minute'],
  [/^(?:hours?|hrs?|h)\b/i, 'hour'],
  [/^(?:seconds?|secs?|s)\b/i, 'second'],
  [/^(?:days?)\b/i, 'day'],
  [/^(?:%|percent|per cent)/i, 'percent'],
  [/^(?:failure )?windows?\b/i, 'window'],
  [/^(?:connections?)\b/i, 'connection'],
  [/^(?:runs?)\b/i, 'run'],
  [/^(?:deployments?|deploys?)\b/i, 'deploy'],
  [/^(?:x|×|times|fold)(?=\W|$)/i, 'times'],
];
const NUMBER =
  /(?<![\p{L}\p{N}._/:#-])(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)?)((?::\d{2}){0,2})\s?(k|m|bn)?(?![\p{L}\p{N}_/#])(?!\.\d)|(?<![\p{L}\p{N}._/:#-])(\d+(?:\.\d+)?)(?=(?:ms|min|s|h|x|×|%)(?!\p{L}))/giu;

/** Numbers in figures and in words. Ids of the evidence (`redis-7`, `F3`) are no numbers. */
export function amountsIn(text: string, ids: readonly string[]): readonly Amount[] {
  let plain = text.replace(/\b[FSACEHR]\d+(?:\.\d+)*\b/g, ' ');
  for (const id of ids) if (/\d/.test(id)) plain = plain.replaceAll(id, ' ');
  const amounts: Amount[] = [];
  for (const match of plain.matchAll(NUMBER)) {
    const [whole, digits = match[5] ?? '', decimals = '', clock = '', scale = ''] = match;
    const rest = plain.slice(match.index + whole.length).trimStart();
    if (clock !== '') amounts.push({ value: `${digits}${clock}`, unit: 'clock', text: whole.trim() });
    else {
      const scaled = SCALE[scale.toLowerCase()];
      // "5 m" is five minutes where a letter stands apart; "61k" is a count.
      const value =
        Number(digits.replaceAll(',', '') + decimals) *
        (scale !== '' && !/\s/.test(whole) && scaled !== undefined ? scaled : 1);
      amounts.push({
        value: String(value),
        unit: UNITS.find(([pattern]) => pattern.test(rest))?.[1] ?? null,
        text: whole.trim(),
      });
    }
  }
  for (const match of plain.matchAll(/\b[a-z]+\b/gi)) {
    const value = WORDS[match[0].toLowerCase()];
    if (value === undefined) continue;
    const rest = plain.slice(match.index + match[0].length).trimStart();
    amounts.push({
      value: String(value),
      unit: UNITS.find(([pattern]) => pattern.test(rest))?.[1] ?? null,
      text: match[0],
    });
  }
  return amounts;
}

/** A number, time or unit that neither a cited record nor the playbook's own question has. */
export const numberNotCited: ReplyCheck = ({ sentences, cites }, context) => {
  const ids = idsWithDigits(context);
  const known = [context.playbookQuestion ?? '', ...citedTexts(cites, context)].flatMap((text) =>
    amountsIn(text, ids),
  );
  for (const amount of sentences.flatMap((text) => amountsIn(text, ids))) {
    const same = known.filter(
      (one) =>
        one.value === amount.value || (amount.unit === 'clock' && one.value.startsWith(`${amount.value}:`)),
    );
    const fits = same.some((one) => amount.unit === null || one.unit === null || one.unit === amount.unit);
    if (!fits)
      return { check: 'number-not-cited', reason: `"${amount.text}" is in no finding that it cites.` };
  }
  return null;
};

function idsWithDigits({ state }: ReplyContext): readonly string[] {
  return [...(state.facts?.streamIds ?? []), ...(state.facts?.seriesIds ?? [])];
}

function citedTexts(cites: readonly string[], { state }: ReplyContext): readonly string[] {
  const { facts } = state;
  const cited = new Set(cites);
  return [
    ...liveFindings(state)
      .filter(({ id }) => cited.has(id))
      .flatMap(({ title, statement, measure }) => [title, statement, measure]),
    ...(facts?.statements ?? []).filter(({ id }) => cited.has(id)).map(({ said }) => said),
    ...(facts?.attempts ?? []).filter(({ id }) => cited.has(id)).map(({ action }) => action),
    ...(facts?.changes ?? []).filter(({ id }) => cited.has(id)).map(({ what }) => what),
  ];
}
