import { speaksToModel } from '../data-lines.ts';
import type { ReplyCheck } from './reply-check.ts';

const MARKUP = /https?:|www\.|<\/?[a-z!]|`|\]\(|[\p{Cc}\p{Cf}]|DATA>>>|<<<DATA|[{}]/iu;
const ABOUT_ITSELF =
  /\b(?:as an? (?:ai|assistant|language model)|i (?:am|cannot|can't|will|have been)|system prompt|my instructions|the prompt|these rules|json|schema)\b/i;
/** Sentences of an English review have no letters of other scripts. */
const FOREIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Hangul}\p{Script=Devanagari}\p{Script=Thai}]/u;
const VERDICT =
  /\b(?:verdict|confidence|probability)\b.{0,30}\b(?:is|was|to|at|of)\b|\b(?:case closed|no further (?:questions?|investigation)|investigation is (?:over|complete))\b/i;

/** Links, markup, other scripts, talk about itself, or a verdict: nothing that wording a question needs. */
export const leavesTheData: ReplyCheck = ({ sentences }) => {
  for (const text of sentences) {
    if (MARKUP.test(text)) return { check: 'leaves-the-data', reason: 'It contains a link or markup.' };
    if (FOREIGN.test(text)) return { check: 'leaves-the-data', reason: 'It is not in English.' };
    if (ABOUT_ITSELF.test(text) || speaksToModel(text))
      return { check: 'leaves-the-data', reason: 'It speaks of the model instead of the incident.' };
    if (VERDICT.test(text))
      return { check: 'leaves-the-data', reason: 'It states a verdict; only the findings do.' };
  }
  return null;
};
