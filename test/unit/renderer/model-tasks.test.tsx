import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSession } from '../../../renderer/stores/session-store.ts';
import { ModelTasks } from '../../../renderer/views/model/model-tasks.tsx';
import type { SessionState } from '../../../shared/session/state.ts';
import { sampleLadder } from '../model/sample-ladder.ts';

const state = { ...sampleLadder(), id: 's', current: 'R1.1' } as unknown as SessionState;
const RIVALS = ['A queue fills up', 'A lock is held', 'A cache expires'].map((hypothesis) => ({
  hypothesis: `${hypothesis}.`,
  check: 'Compare its metric with the windows.',
}));
const sent: unknown[] = [];

beforeEach(() => {
  sent.length = 0;
  const answers: Record<string, unknown> = {
    'model:rivals': { ok: true, value: RIVALS },
    'model:summary': { ok: true, value: 'Windows follow index-rebuild. What let it grow is open.' },
  };
  vi.stubGlobal('whyladder', {
    invoke: (channel: string) => Promise.resolve(answers[channel] ?? null),
    subscribe: () => () => undefined,
  });
  useSession.setState({
    send: (command) => {
      sent.push(command);
      return Promise.resolve({ ok: true, value: { seq: 1 } });
    },
  });
});
afterEach(cleanup);

it('shows rivals as unverified, each with what would refute it, and puts one on the ladder without any evidence', async () => {
  render(<ModelTasks state={state} />);
  fireEvent.click(screen.getByRole('button', { name: 'Rival hypotheses' }));
  expect(await screen.findAllByText('Unverified.')).toHaveLength(3);
  expect(screen.getAllByText(/Would be refuted by: Compare its metric/)).toHaveLength(3);
  fireEvent.click(screen.getAllByRole('button', { name: 'Add as a rival answer' })[0]!);
  await vi.waitFor(() => expect(screen.queryByText('A queue fills up.')).toBeNull());
  expect(sent[0]).toMatchObject({
    kind: 'add-branch',
    sibling: 'R1.1',
    answer: 'A queue fills up.',
    answeredBy: 'model',
    cites: [],
  });
});

it('notes the check of a rival as one that is still to be made', async () => {
  render(<ModelTasks state={state} />);
  fireEvent.click(screen.getByRole('button', { name: 'Rival hypotheses' }));
  fireEvent.click((await screen.findAllByRole('button', { name: 'Note the check' }))[1]!);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ kind: 'add-verification', testKind: 'check', status: 'pending' });
});

it('shows the summary with what it is: worded by the model, no part of the report', async () => {
  render(<ModelTasks state={state} />);
  fireEvent.click(screen.getByRole('button', { name: 'A summary' }));
  expect(await screen.findByText(/Windows follow index-rebuild/)).toBeTruthy();
  expect(screen.getByText(/not part of the report/)).toBeTruthy();
});
