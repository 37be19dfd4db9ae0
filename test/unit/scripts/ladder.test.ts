import { expect, it } from 'vitest';
import { drawLadder } from '../../../scripts/start/ladder.ts';

it('the terminal shows each question once with its answers, their status and evidence, then roots and what was ruled out', () => {
  const text = drawLadder({
    problem_statement: 'Failures come back',
    questioning_sequence: [
      { level: 1, question: 'Why?', answer: 'A clock', status: 'supported', evidence: ['F1', 'S2'] },
      { level: 1, question: 'Why?', answer: 'The load', status: 'refuted', evidence: ['F9'] },
      { level: 2, question: 'Why now?', answer: 'It grew', status: 'asserted', evidence: [] },
    ],
    root_causes: [{ cause: 'Nothing limits it', confidence: 'high' }],
    ruled_out: [{ cause: 'Traffic', reason: 'calm at its peak' }],
  });
  expect(text).toContain('1. Why?\n   > A clock (supported F1, S2)\n   x The load (refuted F9)\n');
  expect(text).toContain('2. Why now?\n   > It grew (asserted)\n');
  expect(text).toContain('Root causes\n  - Nothing limits it (confidence: high)');
  expect(text).toContain('Ruled out\n  - Traffic: calm at its peak');
});

it('says so when a report has no root', () => {
  const text = drawLadder({ problem_statement: 'P', questioning_sequence: [], root_causes: [] });
  expect(text).toContain('No root cause is established yet.');
});
