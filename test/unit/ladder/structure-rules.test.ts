import { describe, expect, it } from 'vitest';
import { lintReport } from '../../../shared/ladder/lint-report.ts';

const SOUND = {
  problem_statement: 'Orders fail on and off since 11:07; browsing does not fail',
  questioning_sequence: [
    {
      level: 1,
      question: 'When does it fail?',
      answer: 'While the export job runs',
      status: 'supported',
      evidence: ['F1'],
    },
    {
      level: 1,
      question: 'When does it fail?',
      answer: 'Too much load',
      status: 'refuted',
      evidence: ['F2'],
    },
    { level: 1, question: 'When does it fail?', answer: 'Slow storage', status: 'refuted', evidence: ['F3'] },
    {
      level: 2,
      question: 'How can that be?',
      answer: 'It fills the session pool: 64 of 64',
      status: 'supported',
      evidence: ['F4'],
    },
    {
      level: 3,
      question: 'What lets it run full unnoticed?',
      answer: 'The session pool can fill to 64 without an alert',
      status: 'supported',
      evidence: ['F4'],
    },
  ],
  root_causes: [
    {
      cause: 'The session pool can fill to 64 without an alert',
      confidence: 'medium',
      evidence: 'x',
      cites: ['F4'],
    },
  ],
  next_steps: [{ action: 'Set an alert at 50', horizon: 'immediate', prevents: [0], owner: 'storage' }],
  ruled_out: [{ cause: 'load', reason: 'calm at peak', cites: ['F2'] }],
  evidence: [
    { id: 'F1', kind: 'trigger' },
    { id: 'F2', kind: 'rule-out' },
    { id: 'F3', kind: 'rule-out' },
    { id: 'F4', kind: 'at-ceiling' },
  ],
};

const rules = (change: object): string[] => {
  const hits = lintReport({ ...SOUND, ...change });
  if (!hits.ok) throw new Error(hits.error.message);
  return hits.value.map((hit) => hit.rule);
};
const root = (part: object) => ({ root_causes: [{ ...SOUND.root_causes[0], ...part }] });

describe('the rules over a whole report', () => {
  it('let a sound one pass', () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    ['too-early', { next_steps: [] }],
    ['no-action', root({ cause: 'The cloud provider had an outage in its storage' })],
    ['only-temporal', root({ cites: ['F1'] })],
    ['unsupported', root({ cites: [] })],
    ['latest-deploy', root({ cause: 'The latest deployment introduced it', cites: ['F1'] })],
    ['scope-gap', { problem_statement: 'Orders fail on and off since 11:07' }],
    ['blame', root({ cause: 'The operator forgot to raise the limit' })],
    ['lack-of', root({ cause: 'Lack of monitoring' })],
    [
      'tunnel',
      {
        ruled_out: [],
        questioning_sequence: SOUND.questioning_sequence.filter((rung) => rung.status !== 'refuted'),
      },
    ],
  ])('see %s', (rule, change) => {
    expect(rules(change)).toContain(rule);
  });

  it('read any report with the same first two blocks', () => {
    const hits = lintReport({
      problem_statement: 'Logins fail since noon; sign-up does not',
      questioning_sequence: [{ level: 1, question: 'Who broke it?', answer: 'The admin was careless' }],
    });
    expect(hits.ok && hits.value.map((hit) => hit.rule)).toEqual(
      expect.arrayContaining(['who-question', 'blame']),
    );
  });

  it('say what is missing when it is no report', () => {
    expect(lintReport({ title: 'Notes' }).ok).toBe(false);
    expect(lintReport(null).ok).toBe(false);
  });
});
