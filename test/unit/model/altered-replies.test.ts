import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { checkQuestion } from '../../../shared/facilitation/model/check-reply.ts';
import type { ReplyContext } from '../../../shared/facilitation/model/checks/reply-check.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf } from '../facilitation/session-alone.ts';
import { alteredReplies, type Subjects, type Wording } from './altered-replies.ts';
import { sampleLadder } from './sample-ladder.ts';

/** Altered replies that the checks let through, with how they were altered. */
function passed(context: ReplyContext, subjects: Subjects): readonly string[] {
  return alteredReplies(context.state, subjects).flatMap(({ how, reply }) =>
    checkQuestion(JSON.stringify(reply), context).passed ? [`${how}: ${JSON.stringify(reply)}`] : [],
  );
}

const refusals = (reply: Wording, context: ReplyContext) => {
  const outcome = checkQuestion(JSON.stringify(reply), context);
  return outcome.passed ? [] : outcome.refusals.map(({ check, reason }) => `${check}: ${reason}`);
};

describe('altered replies on an invented ladder', () => {
  const context: ReplyContext = {
    state: sampleLadder(['The archive was loaded at noon']),
    playbookQuestion: 'Which job starts before each window?',
    askedBefore: ['What do the failures follow?'],
  };
  const subjects: Subjects = {
    good: {
      note: 'A rebuild starts before each window.',
      question: 'Which record shows that index-rebuild starts before each window?',
      cites: ['F2'],
      next_check: 'Compare the run starts with the window starts.',
    },
    cause: 'index-rebuild',
    ruledOut: ['traffic', 'search deployments', 'disk latency', 'the load'],
  };
  it('pass unaltered', () => expect(refusals(subjects.good, context)).toEqual([]));
  it('do not pass: none of several hundred', () => {
    expect(alteredReplies(context.state, subjects).length).toBeGreaterThan(400);
    expect(passed(context, subjects)).toEqual([]);
  });
});

describe.each([3, 8])('altered replies on a simulated incident (seed %i)', (seed) => {
  let state: SessionState;
  let context: ReplyContext;
  let subjects: Subjects;
  beforeAll(async () => {
    state = alone(await incidentOf(generateIncident({ family: 'rearmed-job', seed })));
    context = { state, playbookQuestion: 'What runs on that rhythm?', askedBefore: [] };
    const found = state.findings.find((one) => isKind(one, 'cause'));
    if (!found || !isKind(found, 'cause')) throw new Error('no cause');
    const { candidates, cause } = found.data;
    // A stream of which one event still stands is not ruled out as a whole.
    const stands = (id: string) => candidates.some((one) => !one.ruledOut && one.id.startsWith(`${id}#`));
    subjects = {
      good: {
        note: `A run of ${cause} comes before each window.`,
        question: `Which runs of ${cause} start shortly before the windows?`,
        cites: [found.id],
        next_check: `Compare the runs of ${cause} with the windows.`,
      },
      cause,
      ruledOut: candidates
        .filter(({ id, kind, ruledOut }) => ruledOut && kind !== 'none' && kind !== 'pair' && !stands(id))
        .slice(0, 4)
        .map(({ label }) => label),
    };
  }, 30_000);
  it('pass unaltered', () => expect(refusals(subjects.good, context)).toEqual([]));
  it('do not pass: none of several hundred', () => {
    expect(subjects.ruledOut.length).toBeGreaterThan(1);
    expect(alteredReplies(state, subjects).length).toBeGreaterThan(300);
    expect(passed(context, subjects)).toEqual([]);
  });
});
