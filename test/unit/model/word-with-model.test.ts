import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { wordWithModel } from '../../../electron/cli/word-with-model.ts';
import { emptyState } from '../../../shared/session/empty-state.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { FakeOllama, says } from './fake-ollama.ts';
import { sampleLadder } from './sample-ladder.ts';

const reply = (question: string) =>
  says(
    JSON.stringify({
      note: 'A run of index-rebuild starts before each window.',
      question,
      cites: ['F2'],
      next_check: 'Compare the runs with the windows.',
    }),
  );

/** The sample ladder with a rival answer to its second question. */
function session(): SessionState {
  const ladder = sampleLadder();
  const rival = { ...ladder.rungs[1]!, id: 'R1.2' as const, answer: 'A queue' };
  return { ...emptyState('s'), ...ladder, rungs: [...ladder.rungs, rival] } as SessionState;
}

let fake: FakeOllama;
beforeEach(async () => {
  fake = new FakeOllama();
  const { port } = await fake.start();
  vi.stubEnv('WHYLADDER_OLLAMA', `127.0.0.1:${port}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake.stop();
});

it('words each question once, for all rival answers to it', async () => {
  fake.queue.push(
    reply('What do the windows line up with?'),
    reply('Which run starts before each of the windows?'),
  );
  const worded = await wordWithModel(session(), 'small');
  expect(worded.ok && worded.value.asked).toBe(2);
  expect(
    worded.ok &&
      worded.value.events.map(
        (event) => event.kind === 'question-worded' && `${event.rung} ${event.askedBy}`,
      ),
  ).toEqual(['R1 model', 'R1.1 model', 'R1.2 model']);
});

it('takes no wording twice', async () => {
  fake.play = reply('Which run starts before each of the windows?');
  const worded = await wordWithModel(session(), 'small');
  expect(worded.ok && worded.value.events).toHaveLength(1);
});

it('says that the model is not there, and asks nothing', async () => {
  const worded = await wordWithModel(session(), 'other');
  expect(!worded.ok && worded.error.code).toBe('no-such-model');
  expect(fake.chats).toHaveLength(0);
});
