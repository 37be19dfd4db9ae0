import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Assistant } from '../../../electron/model/assistant.ts';
import type { ChatDeadlines } from '../../../electron/model/chat.ts';
import { addressText } from '../../../electron/model/loopback.ts';
import { stateSentences } from '../../../electron/model/state-sentences.ts';
import { Supervisor, type SupervisorOptions } from '../../../electron/model/supervisor.ts';
import type { BeingWritten } from '../../../shared/ipc/model-contract.ts';
import { ok } from '../../../shared/result.ts';
import { done, FakeOllama, line, type Play, piece, says } from './fake-ollama.ts';
import { sampleLadder } from './sample-ladder.ts';

const DEADLINES: ChatDeadlines = { firstTokenMs: 400, betweenTokensMs: 300, wholeMs: 1_500 };
/** The specification's limit: a state that a person understands, so long after the deadline at the latest. */
const SETTLED_MS = 2_000;
const GOOD = JSON.stringify({
  note: 'The rebuild starts before each window.',
  question: 'Which record shows that the rebuild starts before each window?',
  cites: ['F2'],
  next_check: 'Compare run starts with window starts.',
});
const ladder = sampleLadder();
const asked = ladder.rungs[1]!;

let fake: FakeOllama;
let supervisor: Supervisor;
let assistant: Assistant;
const incidents: string[] = [];

const optionsOf = (address: string | null): SupervisorOptions => ({
  folders: { home: '/nonexistent', models: '/nonexistent' },
  named: () => address,
  find: () => ({ executable: null, lookedFor: [] }),
  chosen: () => null,
  contextTokens: 4_096,
  loadLimitMs: 1_000,
  warmUp: () => Promise.resolve(ok(null)),
  onChange: () => undefined,
  onIncident: (title) => incidents.push(title),
});
const supervise = (address: string | null): Supervisor => new Supervisor(optionsOf(address));

const word = (signal = new AbortController().signal) =>
  assistant.wordQuestion('s', ladder, asked, 'Neutral.', signal);

beforeEach(async () => {
  fake = new FakeOllama();
  await fake.start();
  incidents.length = 0;
  supervisor = supervise(addressText(fake.address));
  await supervisor.start();
  assistant = new Assistant(supervisor, () => DEADLINES);
});
afterEach(async () => {
  await supervisor.stop();
  await fake.stop();
});

const hang: Play = () => undefined;
const form = (part: object): string => JSON.stringify({ ...JSON.parse(GOOD), ...part });

/** Each fault, the code it ends with, and whether the model stays usable for the next question. */
const FAULTS: readonly (readonly [name: string, code: string, play: Play])[] = [
  ['no answer at all', 'first-token-timeout', hang],
  ['headers, then silence', 'first-token-timeout', (r) => void r.writeHead(200).flushHeaders()],
  ['silence in mid-stream', 'stalled', (r) => void r.write(piece('{"note"'))],
  [
    'one byte a second',
    'first-token-timeout',
    (r) => {
      const timer = setInterval(() => r.write(' '), 100);
      r.on('close', () => clearInterval(timer));
    },
  ],
  [
    'tokens without end',
    'over-time',
    (r) => {
      const timer = setInterval(() => r.write(piece('a')), 50);
      r.on('close', () => clearInterval(timer));
    },
  ],
  ['a garbage line', 'garbage-line', (r, b) => void r.end(`${piece('{')}not json at all\n${done(b)}`)],
  ['a line that is no object', 'garbage-line', (r, b) => void r.end(`[1,2]\n${done(b)}`)],
  ['half a JSON line at the end', 'ended-early', (r) => void r.end(`${piece('{')}{"message":{"con`)],
  ['half a JSON reply', 'refused', says('{"note":"The rebuild')],
  [
    'an error line under status 200',
    'server-error',
    (r) => void r.end(line({ error: 'something went wrong' })),
  ],
  [
    '404 for the model',
    'no-such-model',
    (r) => void r.writeHead(404).end(line({ error: 'model "small" not found' })),
  ],
  ['500', 'server-error', (r) => void r.writeHead(500).end('internal error')],
  [
    '503 busy',
    'busy',
    (r) =>
      void r
        .writeHead(503)
        .end(line({ error: 'server busy, please try again.  maximum pending requests exceeded' })),
  ],
  ['an end without done', 'ended-early', (r) => void r.end(piece(GOOD))],
  ['an empty reply', 'refused', says('')],
  [
    'a whitespace loop',
    'refused',
    (r, b) => {
      for (let i = 0; i < 200; i += 1) r.write(piece('\n  '));
      r.end(done(b));
    },
  ],
  ['the length limit reached', 'refused', says(GOOD, { done_reason: 'length' })],
  [
    'a reply of 10 MB',
    'too-large',
    (r, b) => {
      for (let i = 0; i < 100; i += 1) r.write(piece('x'.repeat(100_000)));
      r.end(done(b));
    },
  ],
  ['one line of 1 MB', 'too-large', (r) => void r.end('x'.repeat(1_000_000))],
  ['bytes that are not UTF-8', 'not-utf8', (r) => void r.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]))],
  ['a wrong schema', 'refused', says('{"answer":42}')],
  ['text beside the JSON', 'refused', says(`Sure! ${GOOD}`)],
  ['unknown ids', 'refused', says(form({ cites: ['F99'] }))],
  ['a prompt that was cut to the context', 'prompt-cut', says(GOOD, { prompt_eval_count: 4_096 })],
  ['a prompt of which only a part was read', 'prompt-cut', says(GOOD, { prompt_eval_count: 40 })],
  [
    'the server killed in mid-stream',
    'server-ended',
    (r) => {
      r.write(piece('{"note"'));
      setTimeout(() => fake.kill(), 30);
    },
  ],
  [
    'the runner killed',
    'server-ended',
    (r) => void r.writeHead(500).end(line({ error: 'llama runner process has terminated: signal: killed' })),
  ],
  [
    'out of memory in load',
    'out-of-memory',
    (r) =>
      void r
        .writeHead(500)
        .end(line({ error: 'model requires more system memory (5.1 GiB) than is available (2.0 GiB)' })),
  ],
];

describe('a model server in trouble', () => {
  it.each(FAULTS)('%s ends as %s, with a sentence and the next step', async (_name, code, play) => {
    fake.play = play;
    const began = performance.now();
    const result = await word();
    const elapsed = performance.now() - began;
    expect(result.ok ? 'a reply' : result.error.code).toBe(code);
    if (!result.ok) {
      expect(result.error.message).toMatch(/^[A-Z].{10,}\.$/);
      expect(result.error.hint.length).toBeGreaterThan(10);
    }
    expect(elapsed).toBeLessThan(DEADLINES.wholeMs + SETTLED_MS);
    expect(['ready', 'degraded']).toContain(supervisor.state.is);
  });

  it('recovers with the next good reply', async () => {
    fake.queue.push(hang);
    fake.play = says(GOOD);
    expect((await word()).ok).toBe(false);
    const next = await word();
    expect(next.ok && next.value.cites).toEqual(['F2']);
    expect(supervisor.state.is).toBe('ready');
  });

  it('takes the third reply when the first two are refused, and counts them', async () => {
    fake.queue.push(says(form({ cites: ['F99'] })), says(form({ question: 'No question.' })));
    fake.play = says(GOOD);
    expect((await word()).ok).toBe(true);
    expect(assistant.exchanges.tally()).toMatchObject({ asked: 3, offered: 1, refused: 2, failed: 0 });
    expect(assistant.exchanges.list()[1]?.refused?.[0]?.check).toBe('not-a-question');
  });

  it('ignores everything after the first done', async () => {
    fake.play = (r, b) => void r.end(piece(GOOD) + done(b) + piece('more') + done(b));
    expect((await word()).ok).toBe(true);
  });

  it('is cancelled within 200 ms, also before the headers', async () => {
    for (const play of [hang, ((r) => void r.write(piece('{'))) as Play]) {
      fake.play = play;
      const cancel = new AbortController();
      const asking = word(cancel.signal);
      await new Promise((later) => setTimeout(later, 80));
      const began = performance.now();
      cancel.abort();
      const result = await asking;
      expect(performance.now() - began).toBeLessThan(200);
      expect(!result.ok && result.error.code).toBe('cancelled');
      expect(supervisor.state.is).toBe('ready');
    }
  });

  it('tells how far a reply is, words that fail a check left out, and why the try before was withdrawn', async () => {
    const slowly =
      (text: string): Play =>
      async (r, b) => {
        for (const part of text.match(/.{1,12}/g) ?? []) {
          r.write(piece(part));
          await new Promise((later) => setTimeout(later, 30));
        }
        r.end(done(b));
      };
    fake.queue.push(slowly(form({ note: 'Traffic is the cause of each window here.' })));
    fake.play = slowly(GOOD);
    const told: BeingWritten[] = [];
    const result = await assistant.wordQuestion(
      's',
      ladder,
      asked,
      'Neutral.',
      new AbortController().signal,
      (writing) => told.push(writing),
    );
    expect(result.ok).toBe(true);
    expect(told.some(({ attempt, withheld }) => attempt === 1 && withheld?.includes('ruled out'))).toBe(true);
    expect(told.every(({ note, question }) => !/is the cause/.test(note + question))).toBe(true);
    const second = told.filter(({ attempt }) => attempt === 2);
    expect(second.every(({ withdrawn }) => withdrawn?.includes('ruled out'))).toBe(true);
    expect(second.some(({ question }) => question.startsWith('Which record'))).toBe(true);
    expect(second.at(-1)?.tokens).toBeGreaterThan(5);
  });

  it('drops the answer to a cancelled call', async () => {
    fake.queue.push((r, b) => void setTimeout(() => r.end(piece('{"late": true}') + done(b)), 100));
    fake.play = says(GOOD);
    const cancel = new AbortController();
    const first = word(cancel.signal);
    cancel.abort();
    expect((await first).ok).toBe(false);
    expect((await word()).ok).toBe(true);
  });

  it('keeps its deadlines when the wall clock jumps', async () => {
    const { now } = Date;
    fake.play = hang;
    const asking = word();
    Date.now = () => now() + 86_400_000;
    try {
      const began = performance.now();
      expect((await asking).ok).toBe(false);
      expect(performance.now() - began).toBeGreaterThan(DEADLINES.firstTokenMs / 2);
    } finally {
      Date.now = now;
    }
  });

  it('is degraded after three failures in a row, and says why', async () => {
    fake.play = hang;
    for (let i = 0; i < 3; i += 1) await word();
    expect(supervisor.state).toMatchObject({ is: 'degraded', reason: { code: 'first-token-timeout' } });
  });
});

describe('the state of the server', () => {
  const stateWith = async (prepare: (server: FakeOllama) => void, at?: string) => {
    const server = new FakeOllama();
    await server.start();
    prepare(server);
    const own = supervise(at ?? addressText(server.address));
    await own.start();
    const { state } = own;
    await own.stop();
    await server.stop();
    return state;
  };

  it('is absent without a server, at once and without a word', async () => {
    const own = supervise(null);
    const began = performance.now();
    await own.start();
    expect(own.state).toEqual({ is: 'absent' });
    expect(performance.now() - began).toBeLessThan(100);
    expect(incidents).toEqual([]);
  });
  it('is "no model" on an empty server', async () =>
    expect(await stateWith((s) => (s.models = []))).toEqual({ is: 'no-model' }));
  it('is ready with a model', async () =>
    expect(await stateWith(() => undefined)).toEqual({ is: 'ready', model: 'small:latest' }));
  it('asks before it loads a model that does not fit, says what is needed, and loads it when told to', async () => {
    const server = new FakeOllama();
    await server.start();
    server.models = [{ name: 'huge:latest', size: 9e15 }];
    const own = supervise(addressText(server.address));
    await own.start();
    expect(own.state).toMatchObject({ is: 'too-large', model: 'huge:latest', fit: { verdict: 'too-large' } });
    expect(own.usable).toBe(false);
    expect(stateSentences(own.state, true).next).toMatch(/^Needs about .* of memory, .* free/);
    expect((await own.load('huge:latest')).ok).toBe(false);
    expect((await own.load('huge:latest', true)).ok).toBe(true);
    expect(own.state).toEqual({ is: 'ready', model: 'huge:latest' });
    await own.stop();
    await server.stop();
  });
  it('takes the one that fits by itself, and shows what it needs while it loads', async () => {
    const server = new FakeOllama();
    await server.start();
    server.models = [
      { name: 'huge:latest', size: 9e15 },
      { name: 'small:latest', size: 1e8 },
    ];
    const seen: string[] = [];
    const own = new Supervisor({
      ...optionsOf(addressText(server.address)),
      onChange: () => seen.push(stateSentences(own.state, true).next),
    });
    await own.start();
    expect(own.state).toEqual({ is: 'ready', model: 'small:latest' });
    expect(
      seen.some((next) => /^Needs about \d+ MB of memory, .* free; loads in about 1 s\./.test(next)),
    ).toBe(true);
    await own.stop();
    await server.stop();
  });
  it('is degraded where the connection is refused', async () =>
    expect(await stateWith(() => undefined, '127.0.0.1:9')).toMatchObject({
      is: 'degraded',
      reason: { code: 'refused' },
    }));
  it('is degraded by a version that is too old', async () =>
    expect(await stateWith((s) => (s.version = '0.3.14'))).toMatchObject({
      is: 'degraded',
      reason: { code: 'too-old' },
    }));
  it('is degraded by something that is no Ollama', async () =>
    expect(
      await stateWith((s) => s.routes.set('/api/version', (_q, r) => void r.end('<html>'))),
    ).toMatchObject({ is: 'degraded', reason: { code: 'not-ollama' } }));
  it('is degraded where the server dies while it loads', async () => {
    const state = await stateWith((s) => s.routes.set('/api/chat', () => s.kill()));
    expect(state).toMatchObject({ is: 'degraded', reason: { code: 'server-ended' } });
  });
  it('is degraded where loading never ends', async () => {
    const state = await stateWith((s) => s.routes.set('/api/chat', () => undefined));
    expect(state).toMatchObject({ is: 'degraded', reason: { code: 'first-token-timeout' } });
  });
  it('never asks another machine', async () => {
    for (const address of [
      '192.168.1.5:11434',
      'example.org',
      'http://user@127.0.0.1:1',
      '127.0.0.1.example.org:80',
    ] as const) {
      expect(await stateWith(() => undefined, address)).toMatchObject({
        is: 'degraded',
        reason: { code: 'not-loopback' },
      });
    }
  });
});
