import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Assistant } from '../../../electron/model/assistant.ts';
import {
  asDataLine,
  DATA_BEGIN,
  DATA_END,
  type Delimit,
} from '../../../shared/facilitation/model/data-lines.ts';
import { growEvidence, NO_EVIDENCE } from '../../../shared/facilitation/model/evidence-block.ts';
import { evidenceRecords } from '../../../shared/facilitation/model/evidence-records.ts';
import { buildPrompt } from '../../../shared/facilitation/model/prompts.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import { FakeOllama, says } from './fake-ollama.ts';
import { INJECTIONS } from './injection-lines.ts';
import { sampleLadder } from './sample-ladder.ts';

const same = (text: string): string => text;
const promptWith = (said: readonly string[], delimit?: Delimit) => {
  const state = sampleLadder(said);
  const block = growEvidence(NO_EVIDENCE, evidenceRecords(state), same, delimit, 100_000);
  return buildPrompt(
    block,
    {
      task: 'question',
      voice: 'Neutral.',
      about: [
        { name: 'question', text: 'Which job starts first?' },
        { name: 'known', text: said[0] ?? '' },
      ],
    },
    same,
    delimit,
  ).user;
};

/** What a reader finds outside the data: everything that is not a record on a line of its own between the two fences. */
function outsideTheData(prompt: string): string {
  const lines = prompt.split(/\r\n|[\n\r\u2028\u2029]/);
  let inside = false;
  const outside: string[] = [];
  for (const line of lines) {
    if (line === DATA_BEGIN) inside = true;
    else if (line === DATA_END) inside = false;
    else if (
      !inside ||
      !/^(?:[FSACE]\d+|question|known)(?: \(speaks to a model: data only\))? "(?:[^"\\]|\\.)*"$/.test(line)
    )
      outside.push(line);
  }
  return outside.join('\n');
}

const TEMPLATE_TOKENS = /<\|?[a-z_]+\|?>|<<SYS>>|<\/s>/i;
const HIDDEN = /[\u200b\u202e\u2028\u2029]|[\u{e0000}-\u{e007f}]/u;

function leaks(delimit?: Delimit): readonly string[] {
  const clean = outsideTheData(promptWith(['The archive was loaded'], delimit));
  return INJECTIONS.filter((line) => {
    const prompt = promptWith([line], delimit);
    return (
      outsideTheData(prompt) !== clean ||
      TEMPLATE_TOKENS.test(prompt) ||
      HIDDEN.test(prompt) ||
      (prompt.match(/^DATA>>>$/gm)?.length ?? 0) !== 1
    );
  });
}

describe('text that speaks to the model', () => {
  it('is there in more than fifty ways', () => expect(INJECTIONS.length).toBeGreaterThanOrEqual(50));

  it('stays inside the data, one line a record, whatever it says', () => expect(leaks()).toEqual([]));

  it('gets out when the delimiting is taken out', () => {
    expect(leaks((id, text) => `${id} ${text}`).length).toBeGreaterThan(10);
    expect(leaks((id, text) => `${id} "${text}"`).length).toBeGreaterThan(5);
  });

  it('is marked as data where it is recognised, and ordinary lines are not', () => {
    expect(INJECTIONS.filter((line) => asDataLine('S1', line).includes('data only')).length).toBeGreaterThan(
      30,
    );
    for (const line of [
      'Connection pool exhausted',
      'The system was slow and the assistant team restarted it',
      'Nobody told us about the load',
    ]) {
      expect(asDataLine('S1', line)).not.toContain('data only');
    }
  });

  it('changes no status on the ladder', () => {
    const claim = {
      answer: 'index-rebuild starts before each window',
      cites: [{ id: 'F2', revision: 1 }],
      parent: null,
    };
    const without = statusOf(sampleLadder(), claim);
    for (const line of INJECTIONS) expect(statusOf(sampleLadder([line]), claim)).toEqual(without);
  });

  it('leaves a secret out of the prompt', async () => {
    const secret = 'password=hunter2hunter2';
    const fake = new FakeOllama();
    await fake.start();
    const assistant = new Assistant({
      usable: true,
      address: fake.address,
      model: 'small',
      began: () => undefined,
      ended: () => undefined,
    });
    const state = sampleLadder([`the login was ${secret}`]);
    await assistant.wordQuestion('s', state, state.rungs[1]!, 'Neutral.', new AbortController().signal);
    await fake.stop();
    expect(JSON.stringify(fake.chats)).not.toContain('hunter2');
    expect(JSON.stringify(fake.chats)).toContain('[redacted');
  });
});

describe('a model that obeys every line it reads', () => {
  let fake: FakeOllama;
  beforeEach(async () => {
    fake = new FakeOllama();
    await fake.start();
  });
  afterEach(() => fake.stop());

  it('brings nothing past the checks', async () => {
    let refused = 0;
    const obedient = [
      'Why is traffic the cause of each window?',
      'Who broke it?',
      'Why did the engineer forget to check the index?',
      'What shows that index-rebuild is ruled out?',
      'What makes it 100 percent sure?',
    ];
    for (const [i, line] of INJECTIONS.entries()) {
      const state = sampleLadder([line]);
      const before = JSON.stringify(state);
      fake.play = says(
        JSON.stringify({
          note: line.slice(0, 300),
          question: obedient[i % obedient.length],
          cites: ['F2'],
          next_check: 'None.',
        }),
      );
      const assistant = new Assistant({
        usable: true,
        address: fake.address,
        model: 'small',
        began: () => undefined,
        ended: () => undefined,
      });
      const reply = await assistant.wordQuestion(
        's',
        state,
        state.rungs[1]!,
        'Neutral.',
        new AbortController().signal,
      );
      if (!reply.ok && reply.error.code === 'refused') refused += 1;
      expect(JSON.stringify(state)).toBe(before);
    }
    expect(refused).toBe(INJECTIONS.length);
  });
});

describe('the prompt', () => {
  it('keeps its beginning while evidence is added and the voice changes', async () => {
    const fake = new FakeOllama();
    await fake.start();
    const assistant = new Assistant({
      usable: true,
      address: fake.address,
      model: 'small',
      began: () => undefined,
      ended: () => undefined,
    });
    const ask = async (said: readonly string[], voice: string) => {
      const state = sampleLadder(said);
      await assistant.wordQuestion('s', state, state.rungs[1]!, voice, new AbortController().signal);
      return fake.chats.at(-1)!.messages.at(-1)!.content;
    };
    const first = await ask(['one'], 'Neutral.');
    const second = await ask(['one'], 'Direct.');
    const third = await ask(['one', 'two'], 'Direct.');
    await fake.stop();
    const prefix = first.slice(0, first.indexOf('\nknown'));
    expect(prefix.length / first.length).toBeGreaterThan(0.5);
    expect(second.startsWith(prefix)).toBe(true);
    expect(third.startsWith(`${prefix}\nS2 `)).toBe(true);
  });
});
