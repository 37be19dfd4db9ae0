import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import type { Command } from '../../../shared/session/commands.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { commanded, incidentOf, opened } from '../facilitation/session-alone.ts';

type Log = ReturnType<typeof opened>;
let start: Log;

beforeAll(async () => {
  start = opened(await incidentOf(generateIncident({ family: 'rearmed-job' })));
}, 30_000);

/** The state without its place in the log: what a person sees. */
function seen({ seq, undoable, redoable, undoLabel, ...state }: SessionState): unknown {
  return state;
}

const ask: Command = { kind: 'ask', move: null, parent: null, question: null, askedBy: 'playbook' };
const accept = (rung: `R${string}`, answer: string): Command => ({
  kind: 'accept-answer',
  rung,
  answer,
  cites: [],
  answeredBy: 'team',
});

/** One session in which each kind of step happens; each is undone and redone where it stands. */
const STEPS: readonly Command[] = [
  { kind: 'start-blind-round', seconds: 90 },
  { kind: 'name-people', people: 'on-call, 2 support' },
  { kind: 'extend-blind-round', seconds: 60 },
  { kind: 'add-card', text: 'A timer' },
  { kind: 'skip-blind-round' },
  ask,
  { kind: 'word-question', rung: 'R1', question: 'What would we see?', askedBy: 'team' },
  { kind: 'switch-personality', personality: 'coach' },
  { kind: 'set-depth', maxDepth: 9 },
  { kind: 'set-source-format', source: 'E1', importer: 'plain-log' },
  { kind: 'set-source-clock', source: 'E1', timezone: null, offsetMs: -40_000 },
  accept('R1', 'It follows a clock'),
  {
    kind: 'add-branch',
    sibling: 'R1',
    answer: 'It follows the load',
    cites: [],
    answeredBy: 'team',
    refutedBy: null,
  },
  { kind: 'refute', rung: 'R2', refutedBy: null, reason: 'the load was calm' },
  {
    kind: 'claim-root',
    rung: 'R1',
    root: { category: 'schedule', intervention: null, action: 'Stop it', owner: null, horizon: 'immediate' },
  },
  { kind: 'withdraw-root', rung: 'R1' },
  { kind: 'ask', move: 'own', parent: 'R1', question: 'Which clock?', askedBy: 'team' },
  { kind: 'park', rung: 'R1.1', bring: 'The list of jobs' },
  { kind: 'reopen', rung: 'R1.1' },
  { kind: 'log-attempt', action: 'Restarted it' },
  { kind: 'start-action', action: 'Pause the job', prediction: 'no window' },
  { kind: 'stop-action', result: 'passed', note: 'none came' },
  { kind: 'add-verification', test: 'Look again', result: '', testKind: 'check', status: 'pending' },
  { kind: 'note-dissent', text: 'It is the network', reason: '' },
  { kind: 'add-step', action: 'Write it down', horizon: 'immediate', prevents: [], owner: null },
  { kind: 'park', rung: 'R1.1', bring: 'The list of jobs' },
  { kind: 'ask', move: 'stop', parent: null, question: null, askedBy: 'playbook' },
];

describe('undo and redo', () => {
  it('take back and put back each kind of step, one after another', () => {
    let log = start;
    for (const step of STEPS) {
      const before = log;
      const after = commanded(log, step);
      const events = after.events.length - before.events.length;
      let undone = after;
      for (let n = 0; n < events; n += 1) undone = commanded(undone, { kind: 'undo' });
      expect(seen(undone.state), `undo of ${step.kind}`).toEqual(seen(before.state));
      let redone = undone;
      for (let n = 0; n < events; n += 1) redone = commanded(redone, { kind: 'redo' });
      expect(seen(redone.state), `redo of ${step.kind}`).toEqual(seen(after.state));
      log = redone;
    }
  });

  it('take back an answer beside the ladder with all that it wrote', () => {
    let log = start;
    for (const step of STEPS) log = commanded(log, step);
    const asked = log.state.current;
    if (asked === null) throw new Error('nothing is asked');
    const after = commanded(log, accept(asked, 'The export of the second region, by Monday'));
    expect(after.state.openEnds).toHaveLength(1);
    const undone = commanded(after, { kind: 'undo' });
    expect(seen(undone.state)).toEqual(seen(log.state));
    expect(seen(commanded(undone, { kind: 'redo' }).state)).toEqual(seen(after.state));
  });
});
