import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/client.ts';
import { openSample, startApp, type TestApp } from '../launch.ts';

let app: TestApp;
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(() => app.close());

test('the welcome view has no accessibility violation', async () => {
  await expect(app.desk.getByRole('heading', { name: 'New session' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: app.desk }).setLegacyMode(true).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});

test('the desk has no accessibility violation, in either theme', async () => {
  await openSample(app, 'checkout');
  for (const theme of ['light', 'dark']) {
    await app.desk.evaluate((choice) => {
      document.documentElement.dataset.theme = choice;
    }, theme);
    const { violations } = await new AxeBuilder({ page: app.desk }).setLegacyMode(true).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  }
});

test('sources, the presenter view and the report have no accessibility violation', async () => {
  const { desk } = app;
  await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const [key, shown] of [
    ['s', '.sources'],
    ['F5', '.presenter'],
    ['Control+e', '.finish .report-text'],
  ] as const) {
    await desk.keyboard.press(key);
    await expect(desk.locator(shown)).toBeVisible();
    const { violations } = await new AxeBuilder({ page: desk }).setLegacyMode(true).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
    await desk.keyboard.press(key);
  }
});

test('the palette finds every command by its name', async () => {
  await app.desk.keyboard.press('Control+k');
  await app.desk.getByPlaceholder('What do you want to do?').fill('blind');
  await expect(app.desk.getByRole('option', { name: /Blind round/ })).toBeVisible();
  await app.desk.keyboard.press('Escape');
});

test('the screen has no way to command: its bridge offers reading alone', async () => {
  const screen = await app.screen();
  const refused = await screen.evaluate(async () => {
    try {
      await (window as unknown as { whyladder: Bridge }).whyladder.invoke('session:command', {});
      return 'accepted';
    } catch {
      return 'refused';
    }
  });
  expect(refused).toBe('refused');
});

test('nothing in the window reaches an address outside of the app', async () => {
  const outcome = await app.desk.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'reached',
      () => 'cancelled',
    ),
  );
  expect(outcome).toBe('cancelled');
});
