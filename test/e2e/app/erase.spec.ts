import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openSample, startApp } from '../launch.ts';

test('a secret that was accepted as an answer is erased from the ladder, the screen, the report and the library', async () => {
  const secret = 'correct-horse-battery';
  const app = await startApp();
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await app.desk.locator('#answer').fill(`The password was set to ${secret}`);
  await app.desk.keyboard.press('Control+Enter');
  await expect(screen.getByText(secret).first()).toBeVisible();

  await app.desk.keyboard.press('Control+k');
  await app.desk.getByPlaceholder('What do you want to do?').fill('erase');
  await app.desk.getByRole('option', { name: /Erase words/ }).click();
  await app.desk.locator('#side-text').fill(secret);
  await app.desk.getByRole('button', { name: 'Erase', exact: true }).click();
  await app.desk.getByRole('button', { name: /^Erase for good in/ }).click();
  await expect(app.desk.getByText(/^Erased in \d/)).toBeVisible();
  await expect(app.desk.locator('.ladder-tree')).toContainText('[erased]');
  await expect(app.desk.getByText(secret)).toHaveCount(0);
  await expect(screen.getByText(secret)).toHaveCount(0);
  await app.desk.keyboard.press('Control+e');
  const report = app.desk.getByRole('region', { name: 'Report text' });
  await expect(report).toContainText('The password was set to [erased]');
  await expect(report).not.toContainText(secret);
  await app.close(false);

  const holding = readdirSync(app.home).filter(
    (name) => name.startsWith('library.db') && readFileSync(join(app.home, name)).includes(secret),
  );
  expect(holding).toEqual([]);
});
