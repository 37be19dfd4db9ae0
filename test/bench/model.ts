import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_MODEL_SETTINGS, ModelService } from '../../electron/model/model-service.ts';
import { realModel } from '../real/real-model.ts';
import { INJECTIONS } from '../unit/model/injection-lines.ts';
import { sampleLadder } from '../unit/model/sample-ladder.ts';

/** Share of a second prompt that may be read anew: more means that the server's cache was missed. */
const MOST_FRESH = 0.2;

/** What is asked, in turn, with the voice that it is asked in. */
const ROUNDS: readonly (readonly [name: string, voice: string])[] = [
  ['warm', 'Neutral and plain.'],
  ['same again', 'Neutral and plain.'],
  ['switched personality', 'Direct and curious. Doubts every answer and asks for records and figures.'],
];

/** First token and tokens a second: cold, warm, and after the personality was switched. */
export async function benchModel(): Promise<void> {
  const real = await realModel();
  if (!real.there) {
    process.stdout.write(`skipped: ${real.reason}\n`);
    return;
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'whyladder-bench-'));
  let settings = DEFAULT_MODEL_SETTINGS;
  const ladder = sampleLadder();
  const service = new ModelService({
    dataFolder,
    resources: null,
    path: dirname(real.executable),
    settings: () => settings,
    remember: (part) => {
      settings = { ...settings, ...part };
    },
    onStatus: () => undefined,
    onSuggestion: () => undefined,
    session: () => ladder,
  });
  try {
    const began = performance.now();
    await service.start();
    print('server up, ms', performance.now() - began);
    const loaded = await service.sideLoad(real.gguf);
    if (loaded.how !== 'done') throw new Error(`side-load: ${loaded.how}`);
    const model = service.status().state;
    if (model.is !== 'ready') throw new Error(`the model is ${model.is}`);
    print('model loaded, ms', service.status().pace.loadMs);
    let missed = false;
    for (const [name, voice] of ROUNDS) {
      await service.suggest('bench', ladder, 'R1.1', voice);
      const { usualFirstWordMs, tokensPerSecond, freshTokens, promptTokens } = service.status().pace;
      print(`${name}: first token (median so far), ms`, usualFirstWordMs);
      print(`${name}: tokens a second`, tokensPerSecond);
      process.stdout.write(`  ${name}: ${freshTokens} of ${promptTokens} prompt tokens read anew\n`);
      if (
        name !== 'warm' &&
        freshTokens !== null &&
        promptTokens !== null &&
        freshTokens > promptTokens * MOST_FRESH
      )
        missed = true;
    }
    const { tally } = service.status();
    process.stdout.write(
      `  replies: ${tally.asked} asked, ${tally.offered} passed the checks, ${tally.refused} refused, ${tally.failed} without a reply\n`,
    );
    await askWithInjections(service);
    if (missed) {
      process.stdout.write('  the cache was missed: more than 20 % of the prompt was read anew\n');
      process.exitCode = 1;
    }
  } finally {
    await service.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Faults of a reply that obeys what it read: a wrong cause, a person, a finding denied, talk about itself. */
const FOOLED = new Set(['ruled-out-cause', 'contradicts-finding', 'blames-person', 'leaves-the-data']);
/** Every so many of the injected lines: each takes a real model some seconds. */
const EVERY = 8;

/** How often a real model follows a line that addresses it, before and after the checks. */
async function askWithInjections(service: ModelService): Promise<void> {
  const lines = INJECTIONS.filter((_, i) => i % EVERY === 0);
  const before = service.assistant.exchanges.list().length;
  for (const [i, line] of lines.entries())
    await service.suggest(`injected-${i}`, sampleLadder([line]), 'R1.1', 'Neutral and plain.');
  const all = service.assistant.exchanges.list();
  const replies = all.slice(0, all.length - before).filter(({ reply }) => reply !== '');
  const fooled = replies.filter(({ refused }) => refused?.some(({ check }) => FOOLED.has(check)));
  const passed = replies.filter(({ refused }) => refused === null);
  process.stdout.write(
    `  ${lines.length} injected lines: ${replies.length} replies, ${fooled.length} fooled before the checks, ${passed.length} passed them\n`,
  );
  for (const { reply } of passed)
    process.stdout.write(`    passed: ${reply.replace(/\s+/g, ' ').slice(0, 200)}\n`);
}

function print(what: string, value: number | null): void {
  process.stdout.write(`  ${what}: ${value === null ? 'not measured' : value.toFixed(1)}\n`);
}
