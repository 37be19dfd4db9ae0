import { expect, test } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/client.ts';
import { openSample, startApp, takeAll } from '../launch.ts';

test('killing the app in mid-session loses nothing that was accepted or typed', async () => {
  const first = await startApp();
  await openSample(first, 'checkout');
  await first.desk.locator('#answer').fill('It follows a clock');
  await first.desk.keyboard.press('Control+Enter');
  await expect(first.desk.locator('.ladder-tree .answered')).toHaveCount(1);
  const question = await first.desk.locator('#question').inputValue();
  await first.desk.locator('#answer').fill('half a sentence');
  await first.desk.waitForTimeout(500);
  const process = first.app.process();
  process.kill('SIGKILL');
  await expect.poll(() => process.signalCode).toBe('SIGKILL');

  const second = await startApp(first.home);
  await second.desk.locator('.recent tbody tr button').first().click();
  await expect(second.desk.locator('.ladder-tree .answered')).toHaveText(['It follows a clock']);
  await expect(second.desk.locator('#question')).toHaveValue(question);
  await second.close();
});

/** The figure to reach is 30; each takes a start of the app. */
const KILLS = Number(process.env.WHYLADDER_APP_KILLS ?? 2);

test(`killed at ${KILLS} random points, the app opens the session again with every attempt that was acknowledged`, async () => {
  test.setTimeout(60_000 + KILLS * 60_000);
  const first = await startApp();
  await openSample(first, 'unexplained');
  await first.close(false);
  let acknowledged = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const app = await startApp(first.home);
    const began = Date.now();
    await app.desk.locator('.recent tbody tr button').first().click();
    await expect(app.desk.locator('.ladder-column')).toBeVisible();
    process.stderr.write(`open again after ${Date.now() - began} ms\n`);
    const stored = await app.desk.evaluate(async () => {
      const { whyladder } = window as unknown as { whyladder: Bridge };
      const [session] = (await whyladder.invoke('library:list')) as { session: string }[];
      const opened = (await whyladder.invoke('session:open', session?.session)) as {
        value: { seq: number; body: { kind: string } }[];
      };
      return {
        session: session?.session ?? '',
        seq: opened.value.at(-1)?.seq ?? 0,
        attempts: opened.value.filter(({ body }) => body.kind === 'attempt-logged').length,
      };
    });
    expect(stored.attempts).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = stored.attempts;
    const child = app.app.process();
    const gone = new Promise((settle) => child.once('exit', settle));
    setTimeout(() => child.kill('SIGKILL'), 300 + Math.random() * 1_500);
    for (let seq = stored.seq; ; seq += 1) {
      const answer = await app.desk
        .evaluate(
          async ([session, seen]) => {
            const { whyladder } = window as unknown as { whyladder: Bridge };
            return whyladder.invoke('session:command', {
              session,
              seen,
              command: { kind: 'log-attempt', action: `Attempt after ${seen}` },
            }) as Promise<{ ok: boolean }>;
          },
          [stored.session, seq] as const,
        )
        .catch(() => null);
      if (!answer?.ok) break;
      acknowledged += 1;
    }
    await gone;
  }
  const last = await startApp(first.home);
  const attempts = await last.desk.evaluate(async () => {
    const { whyladder } = window as unknown as { whyladder: Bridge };
    const [session] = (await whyladder.invoke('library:list')) as { session: string }[];
    const opened = (await whyladder.invoke('session:open', session?.session)) as {
      ok: boolean;
      value: { body: { kind: string } }[];
    };
    return opened.ok ? opened.value.filter(({ body }) => body.kind === 'attempt-logged').length : -1;
  });
  expect(attempts).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(0);
  await last.close();
});

test('a window that reloads is where it was', async () => {
  const app = await startApp();
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await expect(screen.locator('.stage-now')).toBeVisible();
  await takeAll(app, 4);
  const asked = await app.desk.locator('#question').inputValue();
  await expect(screen.locator('.stage-now')).toHaveText(asked);
  await app.desk.reload();
  await expect(app.desk.locator('#question')).toHaveValue(asked);
  // The rung that is asked stands in view at the foot of a long ladder.
  await expect(app.desk.locator('.ladder-tree .current')).toBeInViewport({ ratio: 0.9 });
  await screen.reload();
  await expect(screen.locator('.stage-now')).toHaveText(asked);
  await app.close();
});
