import { describe, expect, it } from 'vitest';
import { WRONG } from './wrong-words.ts';

const PLANTED: Readonly<Record<string, string>> = {
  'a value that is none': 'The load was -Infinity requests an hour.',
  'two spaces': 'It failed  twice.',
  'a space before a mark': 'It failed twice , then stopped.',
  'two marks': 'It failed twice..',
  'one of several': 'It failed in 1 windows.',
  'several of one': 'It failed in 3 window.',
  'a figure too fine to say anything': 'It took 3.1415 min.',
  'a large figure without its commas': 'It fails after 251145 requests.',
  'no time at all': 'The first came 0 s later.',
  'a name that is said twice': 'It began after a deployment of Deploy cart.',
  'two brackets in a row': 'It came back (23 min) (n = 5).',
  'a word for one of its kind that is none': 'It began after a outage.',
};

describe('what no person would write', () => {
  it.each(WRONG)('%s is seen where it is planted', (name, pattern) => {
    expect(PLANTED[name]).toMatch(pattern);
  });

  it('is not seen in a sentence that is right', () => {
    const right =
      '1 of 12 windows began 2.6 min after a run of db.pool:3 (n = 1,250): p below 0.001, 0.05 % of all, and 1 window.';
    expect(WRONG.filter(([, pattern]) => pattern.test(right))).toEqual([]);
  });
});
