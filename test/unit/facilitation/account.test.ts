import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entryFrom,
  proposeEntries,
  sentencesOf,
} from '../../../shared/facilitation/account/propose-entries.ts';

const context = {
  zone: 'UTC',
  now: Date.UTC(2026, 4, 8, 15),
  ids: ['tariff-sync', 'queue.depth', 'slots.in_use'],
};
const at = (hour: number, minute: number) => Date.UTC(2026, 4, 8, hour, minute);
const one = (sentence: string) => proposeEntries(sentence, context)[0];

describe('an account without a model', () => {
  it('is split into its sentences, each verbatim', () => {
    const account = [
      '- At 13:05 we restarted billing, it held 20 minutes.',
      '- Support said the queue was empty all morning; the import of tariffs doubled on 2026-05-01 06:00',
    ].join('\n');
    const quotes = sentencesOf(account);
    expect(quotes).toHaveLength(3);
    for (const quote of quotes) expect(account).toContain(quote);
  });

  it('takes for tried, said or changed what the words say', () => {
    expect(one('At 13:05 we restarted billing, it held 20 minutes.')).toMatchObject({
      kind: 'attempt',
      text: 'We restarted billing, it held 20 minutes',
      at: at(13, 5),
      workedForMs: 20 * 60_000,
    });
    expect(one('Support said that the queue depth was normal.')).toMatchObject({
      kind: 'statement',
      saidBy: 'support',
      about: ['queue.depth'],
    });
    expect(one('The tariff-sync job moved to a new schedule at 06:30')).toMatchObject({
      kind: 'change',
      change: 'schedule',
      at: at(6, 30),
      about: ['tariff-sync'],
    });
    expect(one('Half an hour ago we raised the limit of slots.in_use')).toMatchObject({
      kind: 'attempt',
      at: at(14, 30),
    });
  });

  it('reads no time where none is told', () => {
    expect(one('We raised the limit to 200')).toMatchObject({ when: null, at: null, workedForMs: null });
  });

  it('reads times from the words of the account, not from a model', () => {
    const entry = entryFrom(
      { kind: 'attempt', text: 'Restarted at 19:00, held 5 hours', quote: 'we restarted at 13:05' },
      'model',
      context,
    );
    expect(entry).toMatchObject({ at: at(13, 5), workedForMs: null });
  });

  it('takes any text: every quote is in it, and no sentence of letters is lost in silence', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        for (const { quote } of proposeEntries(text, context)) expect(text).toContain(quote);
      }),
    );
  });
});
