import { describe, expect, it } from 'vitest';
import { isSeen, labelledSentences } from './read-sentences.ts';

const sentences = labelledSentences();
const rules = [...new Set(sentences.map((one) => one.rule))];

/** Floors of precision and recall on sentences of many registers; `npm run bench -- rules --misses` prints the figures. */
const FLOOR = 0.95;

describe('sentences of incident reviews', () => {
  it.each(rules)('that break %s are seen, and their near twins are not', (rule) => {
    const own = sentences.filter((one) => one.rule === rule);
    const seen = own.filter(isSeen);
    const right = seen.filter((one) => one.broken).length;
    const wrong = own.filter((one) => one.broken !== seen.includes(one)).map((one) => one.text);
    expect(right / own.filter((one) => one.broken).length, wrong.join('\n')).toBeGreaterThanOrEqual(FLOOR);
    expect(right / seen.length, wrong.join('\n')).toBeGreaterThanOrEqual(FLOOR);
  });
});
