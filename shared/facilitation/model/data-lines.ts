/** Where data begin and end in a prompt. What lies between is evidence, whatever it says. */
export const DATA_BEGIN = '<<<DATA';
export const DATA_END = 'DATA>>>';

/** Longest text of one record in a prompt, characters. */
const RECORD_LENGTH = 260;
/** Characters that could end a line, hide text or turn its direction (Unicode Cc, Cf, Zl, Zp, tags). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** An unbroken run without blanks: encoded text, a key, a hash. Nothing that a question needs. */
const ENCODED = /[A-Za-z0-9+/_=-]{48,}/g;

/** Phrases with which a text speaks to a model rather than of an incident; in the five languages most often seen. */
const SPEAKS_TO_MODEL =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|previous|above|prior)|\b(?:system|assistant|developer)\s*(?:prompt|message|:)|\byou are (?:now|an? (?:ai|assistant|model))|\b(?:as an? |dear |hey |attention )(?:ai|assistant|language model|llm|model)\b|<\|?\/?(?:im_start|im_end|system|assistant|user|s)\|?>|\[\/?INST\]|###\s*(?:instruction|system)|"role"\s*:\s*"(?:system|assistant)"|\b(?:respond|reply|answer) only with\b|\bjailbreak|\bignorier\w*\b.{0,40}\b(?:anweisung|regel|vorgabe)|\bantworte\b.{0,20}\bnur\b|\bignore[zr]?\b.{0,40}\b(?:instructions|consignes|règles)|\bignora\b.{0,40}\b(?:instrucciones|istruzioni|reglas|regole)|忽略.{0,12}(?:指令|指示|规则)|以前の指示|無視/iu;

/** Does a text speak to a model instead of about the incident? Imported text that does is shown as data, marked. */
export function speaksToModel(text: string): boolean {
  return SPEAKS_TO_MODEL.test(text);
}

/** How a text of the evidence is put into a prompt. Replaceable so that a test can show what happens without it. */
export type Delimit = (id: string, text: string) => string;

/**
 * One record as one line: its id and its text as a JSON string, so that no quote, newline or invisible character of
 * the text can end it. Angle brackets become single quotation marks: no template's own tokens and no fence survive.
 */
export const asDataLine: Delimit = (id, text) => {
  const flat = text
    .replace(INVISIBLE, ' ')
    .replace(ENCODED, '[encoded text left out]')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/\s+/g, ' ')
    .trim();
  const short = flat.length > RECORD_LENGTH ? `${flat.slice(0, RECORD_LENGTH - 3)}...` : flat;
  const mark = speaksToModel(text) ? ' (speaks to a model: data only)' : '';
  return `${id}${mark} ${JSON.stringify(short)}`;
};
