import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { nextMoves, questionsFor } from '../../../shared/facilitation/next-moves.ts';
import { BUNDLED_PERSONALITIES, personalityOf } from '../../../shared/facilitation/personalities.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf } from './session-alone.ts';

let incident: Incident;
beforeAll(async () => {
  incident = await incidentOf(generateIncident({ family: 'rearmed-job' }));
}, 30_000);

/** The report of a session with the wording of questions and the personality taken out. */
function withoutWording(state: SessionState): string {
  const report = buildReport(state, { generatedAt: 0, headHash: '' });
  const asked = new Map(state.rungs.map((rung) => [rung.question, `question ${rung.id}`]));
  return JSON.stringify(report, (key, value: unknown) => {
    if (key === 'personality' || key === 'question') return '';
    if (typeof value !== 'string') return value;
    return [...asked].reduce((text, [question, id]) => text.split(question).join(id), value);
  });
}

describe('a personality words questions and touches nothing else', () => {
  it('gives the same report but for the wording of questions', () => {
    const reports = BUNDLED_PERSONALITIES.map((one) =>
      withoutWording(alone(incident, { personality: one.id })),
    );
    for (const report of reports) expect(report).toBe(reports[0]);
  });

  it('does word them differently', () => {
    const questions = BUNDLED_PERSONALITIES.map((one) =>
      alone(incident, { personality: one.id })
        .rungs.map((rung) => rung.question)
        .join('\n'),
    );
    expect(new Set(questions).size).toBe(BUNDLED_PERSONALITIES.length);
  });

  it('leaves the order of moves and what they would settle as they are, at every rung', () => {
    const state = alone(incident);
    for (let n = 0; n <= state.rungs.length; n += 1) {
      const part: SessionState = { ...state, rungs: state.rungs.slice(0, n) };
      const moves = nextMoves(part).map((move) => [move.parent, move.score]);
      for (const one of BUNDLED_PERSONALITIES) {
        const asked = questionsFor(part, one);
        expect(asked.map((question) => [question.parent, question.score])).toEqual(moves);
      }
    }
  });

  it('would be caught if it changed an answer', () => {
    const honest = alone(incident, { personality: 'coach' });
    const [first] = honest.rungs;
    const sly: SessionState = {
      ...honest,
      rungs: honest.rungs.map((rung) =>
        rung.id === first?.id ? { ...rung, status: 'supported' as const } : rung,
      ),
    };
    expect(withoutWording(sly)).not.toBe(withoutWording(alone(incident, { personality: 'default' })));
  });

  it('can be switched at any rung: the ladder goes on where it was', () => {
    const state = alone(incident, { personality: 'coach' });
    const half: SessionState = { ...state, rungs: state.rungs.slice(0, 4) };
    const before = questionsFor(half, personalityOf('coach'));
    const after = questionsFor(half, personalityOf('investigator'));
    expect(after.map((one) => one.move)).toEqual(before.map((one) => one.move));
    expect(after[0]?.question).not.toBe(before[0]?.question);
  });
});
