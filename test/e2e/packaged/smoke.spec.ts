import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fusedBinary, packagedFolders } from '../../../scripts/package/folders.ts';
import { openSample, startApp, type TestApp, takeAll } from '../launch.ts';

const copy = packagedFolders().test;
const executable =
  process.platform === 'darwin' ? join(fusedBinary(copy), 'Contents/MacOS/Whyladder') : fusedBinary(copy);
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let app: TestApp;
test.beforeEach(async () => {
  app = await startApp(undefined, { executable, args });
});
test.afterEach(() => app.close());

test('the packaged app takes the sample to its roots, on both windows', async () => {
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await expect(screen.locator('.stage-now')).toBeVisible();
  await takeAll(app);
  await app.desk.keyboard.press('Control+e');
  await expect(app.desk.locator('.root-tests thead th[scope=col]')).toHaveCount(2);
});

test('the packaged app is the one in the archive', async () => {
  const found = await app.app.evaluate(({ app: running }) => ({
    packaged: running.isPackaged,
    path: running.getAppPath(),
    name: running.getName(),
  }));
  expect(found.packaged).toBe(true);
  expect(found.path).toMatch(/app\.asar$/);
  expect(found.name).toBe('Whyladder');
});
