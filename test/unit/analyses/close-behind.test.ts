import { describe, expect, it } from 'vitest';
import { closeBehind, undecidedSentences } from '../../../shared/analyses/close-behind.ts';
import type { Candidate, CauseState } from '../../../shared/analyses/finding.ts';

const candidate = (id: string, probability: number, more: Partial<Candidate> = {}): Candidate => ({
  id,
  label: id,
  kind: 'deploy',
  probability,
  ruledOut: false,
  reason: '',
  ...more,
});
const all = [
  candidate('cart', 0.3),
  candidate('cart#2', 0.28),
  candidate('none', 0.2, { kind: 'none', label: 'nothing listed' }),
  candidate('web', 0.18),
  candidate('docs', 0.05),
];
const said = (state: CauseState, inseparable: [string, string][] = []) =>
  undecidedSentences({
    kind: 'cause',
    state,
    cause: 'cart',
    probability: 0.3,
    candidates: all,
    inseparable,
    streamsTested: 3,
    experiment: null,
  });

describe('what the room reads of a verdict that is open', () => {
  it('names those that come close, but no event of the likeliest stream itself', () => {
    expect(closeBehind(all).map(({ id }) => id)).toEqual(['none', 'web']);
  });

  it('says what it leans to without a probability', () => {
    expect(said('undetermined')).toEqual([
      'Not settled: likeliest is cart.',
      'Close behind: a cause that no file lists and web.',
    ]);
    expect(said('inseparable', [['cart', 'web']])).toEqual(['cart and web cannot be told apart.']);
    expect(said('none')).toEqual(['Nothing that the evidence lists explains the failures.']);
  });

  it('says nothing of its own where a cause is named', () => {
    expect(said('cause')).toEqual([]);
  });
});
