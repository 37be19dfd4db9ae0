import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useModel } from '../../../renderer/stores/model-store.ts';
import { badgeText } from '../../../renderer/views/model/model-badge.tsx';
import { SuggestionCard } from '../../../renderer/views/model/suggestion-card.tsx';
import { sampleLadder } from '../model/sample-ladder.ts';

const rung = sampleLadder().rungs[1]!;

beforeEach(() => {
  vi.stubGlobal('whyladder', { invoke: () => Promise.resolve(null), subscribe: () => () => undefined });
  useModel.setState({ suggestion: null });
});
afterEach(cleanup);

it('draws no box at all without a suggestion, nor for another question', () => {
  const { container, rerender } = render(<SuggestionCard rung={rung} />);
  expect(container.innerHTML).toBe('');
  useModel.setState({
    suggestion: { phase: 'ready', rung: 'R9', model: 'small', question: 'What?', cites: [], nextCheck: '' },
  });
  rerender(<SuggestionCard rung={rung} />);
  expect(container.innerHTML).toBe('');
  useModel.setState({ suggestion: { phase: 'none', rung: rung.id, reason: '' } });
  rerender(<SuggestionCard rung={rung} />);
  expect(container.innerHTML).toBe('');
});

it('shows the wording as text, with who suggests it and what it cites', () => {
  useModel.setState({
    suggestion: {
      phase: 'ready',
      rung: rung.id,
      model: 'small:latest',
      question: 'What <b>runs</b> first?',
      cites: ['F2'],
      nextCheck: 'Compare starts.',
    },
  });
  render(<SuggestionCard rung={rung} />);
  expect(screen.getByText('What <b>runs</b> first?')).toBeTruthy();
  expect(screen.getByText('Suggested by small')).toBeTruthy();
  expect(screen.getByText(/Cites F2/)).toBeTruthy();
});

it('shows a reply while it is written as unchecked, and never what already fails a check', () => {
  const writing = {
    attempt: 2,
    tokens: 14,
    tokensPerSecond: 21.4,
    note: 'A rebuild starts first.',
    question: 'Which record shows',
    withheld: null,
    withdrawn: 'There is no F99.',
  };
  useModel.setState({ suggestion: { phase: 'waiting', rung: rung.id, since: 0, writing } });
  const { rerender } = render(<SuggestionCard rung={rung} />);
  expect(screen.getByText('Unchecked, being written')).toBeTruthy();
  expect(screen.getByText('Which record shows')).toBeTruthy();
  expect(screen.getByText(/Try 2 of 3: 14 tokens, 21 a second/)).toBeTruthy();
  expect(screen.getByText(/withdrawn: There is no F99/)).toBeTruthy();
  useModel.setState({
    suggestion: {
      phase: 'waiting',
      rung: rung.id,
      since: 0,
      writing: { ...writing, note: '', question: '', withheld: '"traffic" is ruled out.' },
    },
  });
  rerender(<SuggestionCard rung={rung} />);
  expect(screen.queryByText('Unchecked, being written')).toBeNull();
  expect(screen.getByText(/Not shown: "traffic" is ruled out/)).toBeTruthy();
});

it('says why a reply was withdrawn', () => {
  useModel.setState({
    suggestion: { phase: 'none', rung: rung.id, reason: 'No reply passed the checks (There is no F99).' },
  });
  render(<SuggestionCard rung={rung} />);
  expect(screen.getByText(/There is no F99/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Ask again' })).toBeTruthy();
});

it('names every state of the server in a few words', () => {
  const reason = { code: 'busy', message: 'm', hint: 'h' };
  const names = [
    { is: 'off' },
    { is: 'absent' },
    { is: 'starting', attempt: 1 },
    { is: 'no-model' },
    { is: 'loading', model: 'a', fit: null },
    { is: 'too-large', model: 'a', fit: {} },
    { is: 'ready', model: 'a:latest' },
    { is: 'busy', model: 'a' },
    { is: 'degraded', model: null, reason },
  ].map((state) => badgeText(state as Parameters<typeof badgeText>[0]));
  expect(new Set(names).size).toBe(9);
  expect(names[6]).toBe('a ready');
});
