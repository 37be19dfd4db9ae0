import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { lintSentence } from '../../../shared/ladder/lint-sentence.ts';
import type { Cite, RungId } from '../../../shared/ladder/rung.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf } from '../facilitation/session-alone.ts';

let state: SessionState;
beforeAll(async () => {
  state = alone(await incidentOf(generateIncident({ family: 'rearmed-job' })));
}, 30_000);

/** The cite of the first finding of a kind. */
function finding(kind: string, title = ''): Cite {
  const found = state.findings.find((one) => one.data.kind === kind && one.title.includes(title));
  if (!found) throw new Error(`no ${kind}`);
  return { id: found.id, revision: found.revision };
}
const said = (id: string): Cite => ({ id, revision: null });
const judge = (answer: string, cites: readonly Cite[], parent: RungId | null = null) =>
  statusOf(state, { answer, cites, parent });

describe('the status of an answer', () => {
  it('is asserted without a cite', () => {
    expect(judge('The Redis pool runs full', [])).toMatchObject({
      status: 'asserted',
      reason: 'no evidence cited',
    });
  });

  it('is supported by a finding that says so, in whatever words', () => {
    for (const answer of [
      'redis.pool.in_use is full during its runs',
      'Every connection of the Redis pool is in use at its limit',
    ]) {
      expect(judge(answer, [finding('at-ceiling')]).status).toBe('supported');
    }
    expect(judge('It follows a clock, not the traffic', [finding('rhythm')]).status).toBe('supported');
  });

  it('is not supported by a finding about something else', () => {
    expect(judge('The payment provider answers slowly', [finding('at-ceiling')]).status).toBe('asserted');
    expect(judge('The buyer was not reachable', [finding('change-point')]).status).toBe('asserted');
  });

  it('is refuted by a rule-out of what it affirms, and supported by it when it denies', () => {
    const cite = finding('rule-out', 'db');
    const id = state.findings.find((one) => one.id === cite.id);
    const about = id?.data.kind === 'rule-out' ? (id.data.about[0] ?? '') : '';
    expect(judge(`${about} is the cause`, [cite])).toMatchObject({ status: 'refuted', refutedBy: cite.id });
    expect(judge(`${about} is not the cause`, [cite]).status).toBe('supported');
  });

  it('is refuted by the finding that names as the cause what it acquits', () => {
    const cause = state.findings.find((one) => one.data.kind === 'trigger' && one.verdict === 'supported');
    if (cause?.data.kind !== 'trigger') throw new Error('no trigger');
    const cite = { id: cause.id, revision: cause.revision };
    const name = cause.data.candidate;
    expect(judge(`${name} starts before each window`, [cite]).status).toBe('supported');
    for (const answer of [`It is not ${name}`, `${name} is not the cause`, `Not ${name}`])
      expect(judge(answer, [cite])).toMatchObject({ status: 'refuted', refutedBy: cause.id });
    // What it fails to do is no acquittal.
    expect(judge(`${name} does not release its connections`, [cite]).status).toBe('supported');
  });

  it('needs two roles when only people say it', () => {
    const one = judge('A run opens connections from the Redis pool', [said('S2')]);
    expect(one).toMatchObject({ status: 'asserted', reason: 'S2 is one role' });
    expect(judge('A run opens connections from the Redis pool', [said('S2'), said('S3')]).status).toBe(
      'supported',
    );
  });

  it('counts a role once, however often it speaks', () => {
    expect(judge('The cache warmer reads every one of the products', [said('S1'), said('S2')]).status).toBe(
      'asserted',
    );
  });

  it('is at most asserted under a rung that is not supported', () => {
    const open: SessionState = {
      ...state,
      rungs: state.rungs.map((rung) => (rung.level === 1 ? { ...rung, status: 'asserted' as const } : rung)),
    };
    const parent = open.rungs.find((rung) => rung.move === 'pattern')?.id ?? null;
    const answer = { answer: 'redis.pool.in_use is full', cites: [finding('at-ceiling')], parent };
    expect(statusOf(open, answer).status).toBe('asserted');
    expect(statusOf(open, answer).reason).toContain(parent);
  });
});

describe('the wording rules', () => {
  it('take no longer than a keystroke allows under 200 rungs', () => {
    const ancestors = Array.from(
      { length: 200 },
      (_, n) => `Step ${n}: the queue of worker ${n} fills while its consumer waits for lock ${n % 7}`,
    );
    const text =
      'The on-call engineer should have noticed that nothing limits the queue, and the disk was full';
    lintSentence(text, { ancestors });
    const from = performance.now();
    for (let n = 0; n < 20; n += 1) lintSentence(text, { ancestors });
    // The promise is 5 ms; a busy machine gets room.
    expect((performance.now() - from) / 20).toBeLessThan(25);
  });
});
