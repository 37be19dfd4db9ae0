import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { startVirtualDisplay } from '../../scripts/machine/xvfb.ts';
import type { ModelStatus, Suggestion } from '../../shared/ipc/model-contract.ts';
import { openSample, startApp } from '../e2e/launch.ts';
import { realModel } from '../real/real-model.ts';
import { printFigure } from './figures.ts';

const LOADS = 2;
const CANCELS = 4;
const IDLE_MS = 4_000;

/** What the recorder in the window keeps. */
interface Recorder {
  readonly gaps: { readonly at: number; readonly ms: number }[];
  readonly states: { readonly at: number; readonly is: string }[];
  suggestion: Suggestion | null;
}
interface Page {
  readonly whyladder: {
    invoke(channel: string, ...args: unknown[]): Promise<unknown>;
    subscribe(channel: string, listener: (payload: never) => void): () => void;
  };
  recorder: Recorder;
}

/** The window while a model starts, loads and answers: how long it stalls, and how soon a wording is stopped. */
export async function benchModelInApp(): Promise<void> {
  const real = await realModel();
  if (!real.there) {
    process.stdout.write(`skipped: ${real.reason}\n`);
    return;
  }
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  if (display) process.env.DISPLAY = display.name;
  const { PATH } = process.env;
  process.env.PATH = `${dirname(real.executable)}${delimiter}${PATH}`;
  const app = await startApp(mkdtempSync(join(tmpdir(), 'whyladder-bench-')));
  const { desk } = app;
  try {
    await openSample(app, 'checkout');
    await desk.locator('.finding-row').first().waitFor();
    await app.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    }, real.gguf);
    await desk.locator('body').click({ position: { x: 2, y: 300 } });
    await desk.keyboard.press('Control+Shift+M');
    await desk.locator('.model-badge', { hasText: /ready|at work/ }).waitFor({ timeout: 180_000 });
    await desk.evaluate(() => {
      const page = window as unknown as Page;
      const recorder: Recorder = { gaps: [], states: [], suggestion: null };
      page.recorder = recorder;
      // A gap between two turns of the window's loop is what a person feels as a stall.
      let last = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = performance.now();
        if (now - last > 4) recorder.gaps.push({ at: now, ms: now - last });
        last = now;
        setTimeout(() => channel.port2.postMessage(null), 0);
      };
      channel.port2.postMessage(null);
      page.whyladder.subscribe('push:model', ((status: ModelStatus) =>
        recorder.states.push({ at: performance.now(), is: status.state.is })) as never);
      page.whyladder.subscribe('push:suggestion', ((suggestion: Suggestion) => {
        recorder.suggestion = suggestion;
      }) as never);
    });
    /** The longest stalls between now and then. */
    const stalls = async (during: () => Promise<void>): Promise<number[]> => {
      const from = await desk.evaluate(() => performance.now());
      await during();
      const gaps = await desk.evaluate(
        (since) => (window as unknown as Page).recorder.gaps.filter(({ at }) => at > since),
        from,
      );
      return gaps.map(({ ms }) => ms);
    };
    const invoke = (channel: string, ...args: unknown[]) =>
      desk.evaluate(([name, rest]) => (window as unknown as Page).whyladder.invoke(name, ...rest), [
        channel,
        args,
      ] as const);
    await invoke('model:switch', false);
    const idle = await stalls(() => desk.waitForTimeout(IDLE_MS));
    const loading: number[] = [];
    const ready: number[] = [];
    for (let n = 0; n < LOADS; n += 1) {
      const began = performance.now();
      loading.push(
        Math.max(
          0,
          ...(await stalls(async () => {
            await invoke('model:switch', true);
            await desk.locator('.model-badge', { hasText: /ready|at work/ }).waitFor({ timeout: 120_000 });
          })),
        ),
      );
      ready.push(performance.now() - began);
      if (n + 1 < LOADS) await invoke('model:switch', false);
    }
    printFigure('idle window, longest gap in 4 s', [Math.max(0, ...idle)], 'what the machine gives');
    printFigure('window stalls while a model loads', loading, '<= 50 ms');
    printFigure('switched on until ready (start, load, reading)', ready, 'no figure');
    await benchCancel(invoke, desk);
  } finally {
    process.env.PATH = PATH;
    await app.close();
    await display?.stop();
  }
}

type Desk = Awaited<ReturnType<typeof startApp>>['desk'];

async function benchCancel(
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>,
  desk: Desk,
): Promise<void> {
  const cancelled: number[] = [];
  const writing: number[] = [];
  const session = ((await invoke('library:list')) as readonly { session: string }[])[0]?.session;
  for (let n = 0; n < CANCELS; n += 1) {
    await invoke('model:suggest', session, 'R1');
    const times = await desk.evaluate(
      () =>
        new Promise<{ ms: number; longest: number } | null>((settle) => {
          const { whyladder, recorder } = window as unknown as Page;
          const since = performance.now();
          const look = (): void => {
            const { suggestion } = recorder;
            if (suggestion?.phase === 'waiting' && suggestion.writing !== null) {
              const pressed = performance.now();
              const stop = whyladder.subscribe('push:model', ((status: ModelStatus) => {
                if (status.state.is !== 'ready') return;
                stop();
                const gaps = recorder.gaps.filter(({ at }) => at > since).map(({ ms }) => ms);
                settle({ ms: performance.now() - pressed, longest: Math.max(0, ...gaps) });
              }) as never);
              void whyladder.invoke('model:cancel');
            } else if (performance.now() - since > 60_000) settle(null);
            else setTimeout(look, 5);
          };
          look();
        }),
    );
    if (times === null) continue;
    cancelled.push(times.ms);
    writing.push(times.longest);
  }
  printFigure('Stop pressed until the model is free again', cancelled, '<= 200 ms');
  printFigure('window stalls while a reply is written', writing, '<= 50 ms');
}
