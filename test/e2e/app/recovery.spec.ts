import { expect, test } from '@playwright/test';
import { openSample, startApp } from '../launch.ts';

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

test('a window that reloads is where it was', async () => {
  const app = await startApp();
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await expect(screen.locator('.stage-now')).toBeVisible();
  const asked = await screen.locator('.stage-now').textContent();
  await app.desk.reload();
  await expect(app.desk.locator('#question')).toHaveValue(asked ?? '');
  await screen.reload();
  await expect(screen.locator('.stage-now')).toHaveText(asked ?? '');
  await app.close();
});
