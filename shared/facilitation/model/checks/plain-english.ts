import { wordsOf } from '../../../ladder/language/words.ts';
import { knownTo } from './known-text.ts';
import type { ReplyCheck } from './reply-check.ts';

/** Printable ASCII and the marks of typeset English. Anything else can look like a letter that it is not. */
const ORDINARY = /^[\x20-\x7e‘’“”–—…×·]*$/;
/** Letters and figures in one word: "traff1c" is a name that the evidence does not have. */
const MIXED = /(?=\p{L}*\p{N}+\p{L})[\p{L}\p{N}]{3,}|\p{L}{2,}\p{N}+\p{L}*/u;
const UNIT = /^\d+(?:\.\d+)?(?:ms|s|m|min|mins|h|hr|hrs|d|k|x|st|nd|rd|th|kb|mb|gb|bn|fold|am|pm)$/i;
/** "t r a f f i c", "t.r.a.f.f.i.c": no word is spelled so. */
const SPELLED = /(?:\b\p{L}[\s._*-]+){3,}\p{L}\b/u;
/** "tra-ffic", "tra_ffic" are caught by comparing without marks; "tra|ffic", "tra*ffic" by this. */
const SPLIT = /\p{L}[|*^~=+\\]+\p{L}/u;

/** Function words that English has and that hardly any sentence of five words does without. */
const ENGLISH = new Set(
  'a an the of to in on at by for from with into is are was were be been has have had do does did can could would will not no and or but if so because when while where what which why how that this these those it its they their there then than as each every all any before after between during until most more less only same other into over under out up down about'.split(
    ' ',
  ),
);
/** Function words of neighbours that no English sentence has. */
const OTHER = new Set(
  'der das und ist nicht wird werden wurde durch bei einen einer eines dem den zu zum zur mit von vom warum welche welcher les des une est pas sont que qui pourquoi quel quelle avec dans sur par pour du el los las una unos es por del según cuál qué fue era hay con para il lo gli della dei che non perché quale sono di e o het een niet welke waarom van voor na um os não uma é foi jest nie w z och inte är som det vad ve bir bu için neden'.split(
    ' ',
  ),
);
/** Shortest sentence whose language can be told by its function words. */
const LONG_ENOUGH = 5;

/** Something that is not plain English in plain letters: look-alikes, spelled-out words, another language. */
export const plainEnglish: ReplyCheck = ({ sentences }, context) => {
  const refuse = (reason: string) => ({ check: 'not-plain-english' as const, reason });
  const { words: known } = knownTo(context);
  for (const text of sentences) {
    const words = wordsOf(text);
    const strange = ORDINARY.test(text)
      ? undefined
      : (words.find(({ lower }) => !/^[\x20-\x7e’]*$/.test(lower) && !known.has(lower))?.text ??
        [...text].find((one) => !ORDINARY.test(one) && !/[\p{L}\p{N}]/u.test(one)));
    if (strange !== undefined) return refuse(`"${strange}" is not written in plain letters.`);
    const mixed = words.find(
      ({ lower }) =>
        MIXED.test(lower) && !UNIT.test(lower) && !known.has(lower) && !/^[fsacehr]\d/.test(lower),
    );
    if (mixed) return refuse(`"${mixed.text}" is no word of the evidence.`);
    if (SPELLED.test(text) || SPLIT.test(text)) return refuse('It spells a word out.');
    const plain = words.filter(({ lower }) => /^[a-z']+$/.test(lower) && !known.has(lower));
    const other = plain.filter(({ lower }) => OTHER.has(lower)).length;
    const english = words.filter(({ lower }) => ENGLISH.has(lower)).length;
    if (other > 0 && other >= english) return refuse('It is not in English.');
    if (words.length >= LONG_ENOUGH && english === 0) return refuse('It is not in English.');
  }
  return null;
};
