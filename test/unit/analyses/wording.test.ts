import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWords, shortName } from '../../../shared/analyses/contrast/short-name.ts';
import {
  atAmong,
  betweenAmong,
  count,
  durationList,
  durationRange,
  ofAll,
  perMinute,
  perMinutePair,
  roughly,
  spanAmong,
} from '../../../shared/analyses/wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 10, 20, 12);

describe('lengths of time beside each other', () => {
  it.each([
    [MINUTE, 3 * MINUTE, '1 to 3 min'],
    [2 * MINUTE, 3 * MINUTE, '2 to 3 min'],
    [110 * MINUTE, 302 * MINUTE, '1 h 50 min to 5 h 2 min'],
    [4 * HOUR + 28 * MINUTE, 23 * HOUR + 28 * MINUTE, '4 h 28 min to 23 h 28 min'],
    [45 * MINUTE, 5 * HOUR, '45 min to 5 h'],
    [0, 20_000, '0 to 20 s'],
    [2 * HOUR, 2 * HOUR + 10_000, '2 h'],
  ])('%i to %i ms: %s', (from, to, said) => {
    expect(durationRange(from, to)).toBe(said);
  });

  it('are read in hours as soon as one of them is', () => {
    expect(durationList([90 * MINUTE, 3 * HOUR])).toBe('1 h 30 min and 3 h');
    expect(durationList([25 * MINUTE, 30 * MINUTE])).toBe('25 and 30 min');
  });
});

describe('times', () => {
  it('carry their day only where another day is meant', () => {
    expect(atAmong(NOON, [NOON + HOUR], 'UTC')).toBe('at 12:00');
    expect(atAmong(NOON, [NOON + 20 * HOUR], 'UTC')).toBe('on Fri 20 Nov at 12:00');
    expect(spanAmong(NOON, NOON + MINUTE, NOON, 'UTC')).toBe('12:00 to 12:01');
    expect(spanAmong(NOON + 11 * HOUR, NOON + 13 * HOUR, NOON, 'UTC')).toBe('23:00 to Sat 21 Nov, 01:00');
    expect(betweenAmong(NOON, NOON + HOUR, [NOON - 24 * HOUR], 'UTC')).toBe(
      'between 12:00 and 13:00 on Fri 20 Nov',
    );
  });
});

describe('figures', () => {
  it('have commas, and no more digits than are known', () => {
    expect(count(2914, 'stream')).toBe('2,914 streams');
    expect([ofAll(1, 1, 'window'), ofAll(1, 4, 'window')]).toEqual(['the one window', '1 of 4 windows']);
    expect(perMinute(12_345, MINUTE)).toBe('12,345 requests a minute');
    expect(perMinute(1, 2 * HOUR)).toBe('0.5 requests an hour');
    expect(perMinutePair(667, 574.4, MINUTE)).toEqual(['667 requests a minute', '574']);
    expect(roughly(251_145)).toBe('250,000');
  });
});

describe('a text that is cut', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 12 });
  it('fits, and ends with a whole word', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 40, max: 90 }),
        (words, most) => {
          const text = words.join(' ');
          const cut = firstWords(text, most);
          expect(cut.length).toBeLessThanOrEqual(most);
          expect(`${text} `.startsWith(`${cut} `)).toBe(true);
        },
      ),
    );
  });

  it('does not end on a word that leads to what was cut', () => {
    expect(firstWords('broker-sync moved to every 45 minutes in test', 30)).toBe('broker-sync moved');
    expect(firstWords('raised the pool of connections after midnight', 37)).toBe(
      'raised the pool of connections',
    );
  });

  it('keeps the last whole parts of a name', () => {
    expect(shortName('payments.eu-west.checkout.pool.in_use', 20)).toBe('checkout.pool.in_use');
    expect(shortName('cpu.user{node:a2}', 12)).toBe('cpu.user');
  });
});
