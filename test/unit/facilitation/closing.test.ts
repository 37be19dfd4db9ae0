import { beforeAll, describe, expect, it } from 'vitest';
import { guidanceFor } from '../../../electron/sessions/guidance.ts';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { knockout } from '../../../scripts/samples/knockout.ts';
import { afterAnswer } from '../../../shared/facilitation/auto-facilitate.ts';
import { BUNDLED_PERSONALITIES } from '../../../shared/facilitation/personalities.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { BESIDE_LADDER } from '../../../shared/ladder/closing.ts';
import type { Move } from '../../../shared/ladder/rung.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, commanded, incidentOf, opened, skeleton } from './session-alone.ts';

type Log = ReturnType<typeof opened>;

const sample = generateIncident({ family: 'rearmed-job' });
let incident: Incident;
let asked: Log;

/** The next question of the playbook, or one of its moves. */
const ask = (log: Log, move: Move | null = null): Log =>
  commanded(log, { kind: 'ask', move, parent: null, question: null, askedBy: 'playbook' });

const current = (state: SessionState) => {
  const rung = state.rungs.find((one) => one.id === state.current);
  if (!rung) throw new Error('nothing is being asked');
  return rung;
};

/** A room that takes whatever the evidence says and leaves open what it does not say: one key after another. */
function room(of: Incident, until: (state: SessionState) => boolean = () => false): Log {
  let log = opened(of);
  for (let n = 0; n < 60; n += 1) {
    const guidance = guidanceFor(log.state, BUNDLED_PERSONALITIES);
    if (log.state.current === null) {
      if (guidance.next === null) return log;
      log = ask(log);
      if (until(log.state)) return log;
      continue;
    }
    const rung = current(log.state);
    const { reply } = guidance;
    if (reply?.kind !== 'answer') {
      log = commanded(log, { kind: 'park', rung: rung.id, bring: reply?.bring ?? null });
      continue;
    }
    const { answer, cites } = reply.proposal;
    log = commanded(log, { kind: 'accept-answer', rung: rung.id, answer, cites, answeredBy: 'playbook' });
    for (let step = 0; step < 60; step += 1) {
      const taken = log.state.rungs.find((one) => one.id === rung.id);
      const next = taken ? afterAnswer(log.state, taken) : null;
      if (next === null) break;
      log = commanded(log, next);
    }
  }
  throw new Error('The room does not come to an end.');
}

const answered = (log: Log, answer: string): Log =>
  commanded(log, {
    kind: 'accept-answer',
    rung: current(log.state).id,
    answer,
    cites: [],
    answeredBy: 'team',
  });

const reported = (state: SessionState) => {
  const { provenance: _, ...report } = buildReport(state, { generatedAt: 0, headHash: '' });
  return report;
};

beforeAll(async () => {
  incident = await incidentOf(sample);
  asked = room(incident, (state) => current(state).move === 'test');
}, 30_000);

describe('questions beside the ladder', () => {
  it('a room that takes what the evidence says writes the report that the command line writes', () => {
    const together = room(incident).state;
    expect(skeleton(together)).toEqual(skeleton(alone(incident)));
    expect(reported(together)).toEqual(reported(alone(incident)));
  });

  it.each(['runs', 'change-entry', 'limit-statement'] as const)(
    'it does so where the evidence ends too: without the %s',
    async (taken) => {
      const poorer = await incidentOf(knockout(sample, taken));
      const together = room(poorer).state;
      expect(skeleton(together)).toEqual(skeleton(alone(poorer)));
      expect(reported(together)).toEqual(reported(alone(poorer)));
    },
    30_000,
  );

  it('leave no rung behind, with a room and without one', () => {
    for (const state of [room(incident).state, alone(incident)]) {
      expect(state.rungs.filter((rung) => BESIDE_LADDER.has(rung.move))).toEqual([]);
      expect(state.settled.map((rung) => rung.move)).toContain('test');
    }
  });

  it('a test in the words of the room is a check that nobody has made yet', () => {
    const { state } = answered(asked, 'Stop the job for an hour and watch the pool');
    expect(state.verifications.at(-1)).toEqual({
      test: 'Stop the job for an hour and watch the pool',
      result: 'not yet seen',
      kind: 'experiment',
      status: 'pending',
    });
    expect(state.rungs).toEqual(asked.state.rungs.slice(0, -1));
  });

  it('what the room says of the fixes together is a check of the report', () => {
    const weighed = room(incident, (state) => current(state).move === 'prevent');
    const { question } = current(weighed.state);
    const { state } = answered(weighed, 'The larger pool alone, until it grows again');
    expect(state.verifications.at(-1)).toEqual({
      test: question,
      result: 'The larger pool alone, until it grows again',
      kind: 'check',
      status: 'pending',
    });
    expect(state.rungs.some((rung) => rung.move === 'prevent')).toBe(false);
  });

  it('a test that nobody can name is an open question of the report, and no rung', () => {
    const { state } = commanded(asked, {
      kind: 'park',
      rung: current(asked.state).id,
      bring: 'A second region to compare with',
    });
    expect(reported(state).open_questions).toEqual([
      expect.objectContaining({ bring: 'A second region to compare with' }),
    ]);
    expect(reported(state).questioning_sequence.every((one) => one.answer !== null)).toBe(true);
  });

  it('take no rival answer: there is nothing to weigh it against', () => {
    const add = () =>
      commanded(asked, {
        kind: 'add-branch',
        sibling: current(asked.state).id,
        answer: 'Another test',
        cites: [],
        answeredBy: 'team',
        refutedBy: null,
      });
    expect(add).toThrow(/takes one answer/);
  });

  it('come back with undo, as they were asked', () => {
    const settled = answered(asked, 'Stop the job for an hour');
    const { state } = commanded(settled, { kind: 'undo' });
    expect(current(state).question).toBe(current(asked.state).question);
    expect(state.verifications).toEqual(asked.state.verifications);
    expect(state.settled).toEqual([]);
  });
});

describe('an incident that still fails', () => {
  const failing = (of: Incident): Log => {
    const live = commanded(opened(of), { kind: 'switch-live', live: true });
    const { result } = live.state;
    if (!result) throw new Error('not analysed');
    const episodes = result.episodes.map((one, n, all) =>
      n === all.length - 1 ? { ...one, to: null } : one,
    );
    return { ...live, state: { ...live.state, result: { ...result, episodes } } };
  };

  it('what the room does to contain it is in hand, with a prediction, and ends as a check', () => {
    const log = failing(incident);
    const question = ask(log).state.rungs.at(-1);
    expect(question?.move).toBe('contain');
    const inHand = answered(ask(log), 'Pause the job');
    expect(inHand.state.inHand).toMatchObject({ action: 'Pause the job' });
    expect(inHand.state.inHand?.prediction).not.toBe('');
    expect(inHand.state.rungs).toEqual([]);
    const ended = commanded(inHand, { kind: 'stop-action', result: 'passed', note: 'no failure' });
    expect(ended.state.verifications).toEqual([
      expect.objectContaining({ status: 'passed', result: 'no failure', kind: 'experiment' }),
    ]);
  });
});
