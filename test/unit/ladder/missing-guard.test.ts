import { describe, expect, it } from 'vitest';
import { missingGuards } from '../../../shared/ladder/language/missing-guard.ts';

/** A statement beside one that differs in little and means the opposite. */
const PAIRS: readonly (readonly [said: string, guards: readonly string[], opposite: string])[] = [
  [
    'There is no limit per client and no alert on it.',
    ['limit', 'alert'],
    'There is a limit per client and an alert on it.',
  ],
  [
    'Nothing sheds load before they are all busy.',
    ['limit'],
    'The gateway sheds load before they are all busy.',
  ],
  ['The pool runs without a timeout.', ['timeout'], 'The pool never runs without a timeout.'],
  ['Nobody set a quota for batch clients.', ['limit'], 'Somebody set a quota for batch clients.'],
  ['The queue is unbounded.', ['limit'], 'The queue is bounded.'],
  ['We do not monitor the number of open sessions.', ['alert'], 'We monitor the number of open sessions.'],
  ['Nothing warns us when it fills.', ['alert'], 'A page warns us when it fills.'],
  ["There isn't any cap on connections.", ['limit'], 'There is a cap on connections.'],
  ['It lacks a timeout.', ['timeout'], 'It has a timeout.'],
  ['An alert for it was never set up.', ['alert'], 'An alert for it was set up last year.'],
  ['A per-client limit does not exist.', ['limit'], 'A per-client limit exists.'],
  ['Neither a quota nor an alarm is in place.', ['limit', 'alert'], 'A quota and an alarm are in place.'],
  ['Jobs are not throttled.', ['limit'], 'Jobs are throttled.'],
  ['No alert exists for the pool.', ['alert'], 'No alert fired for the pool.'],
  ['There is no limit on the pool.', ['limit'], 'The limit on the pool was not reached.'],
  ['Its use is unmonitored.', ['alert'], 'Its use is monitored.'],
  ['No one reviewed the size, there is no review of it.', ['review'], 'Its size is reviewed each quarter.'],
  ['The alert is missing.', ['alert'], 'The alert is noisy.'],
  [
    'There are no alerts and no timeouts on this resource.',
    ['alert', 'timeout'],
    'There are alerts and timeouts on this resource.',
  ],
  [
    'Any client can take as many as it likes, without any limit.',
    ['limit'],
    'Any client can take ten, which is the limit.',
  ],
  ['No monitoring covers this pool.', ['alert'], 'Monitoring covers this pool.'],
];

describe('what a statement says is not there', () => {
  it.each(PAIRS)('%s', (said, guards, opposite) => {
    expect([...missingGuards(said)].sort()).toEqual([...guards].sort());
    expect(missingGuards(opposite)).toEqual([]);
  });

  it.each([
    'The Redis pool has one maximum of 128 for everybody.',
    'We did not change the limit.',
    'The limit is not the problem.',
    'No more than 128 connections are allowed.',
    'Query times look like on any other day.',
  ])('nothing is missing in: %s', (said) => {
    expect(missingGuards(said)).toEqual([]);
  });
});
