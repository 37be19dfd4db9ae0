import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inProject } from '../../../scripts/machine/folders.ts';
import { openSample, resize, startApp, takeAll } from '../launch.ts';

// Pictures of both windows in both themes, for people who look at the layout and for the README (docs/pictures).
const FOLDER = inProject('reports', 'pictures');

for (const theme of ['light', 'dark'] as const) {
  test(`pictures of both windows, ${theme}`, async () => {
    test.setTimeout(120_000);
    mkdirSync(FOLDER, { recursive: true });
    const app = await startApp();
    const { desk } = app;
    const shot = (page: typeof desk, name: string) =>
      page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
    await desk.getByRole('button', { name: theme === 'light' ? 'Light' : 'Dark', exact: true }).click();
    await expect.poll(() => desk.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
    await resize(app, desk, 1440, 900);
    await shot(desk, 'welcome');
    await openSample(app, 'checkout');
    const screen = await app.screen();
    await resize(app, screen, 1920, 1080);
    await expect(screen.locator('.stage-now')).toBeVisible();
    await shot(desk, 'desk-first');
    await takeAll(app, 4);
    await shot(desk, 'desk');
    await shot(screen, 'screen-ladder');
    await resize(app, desk, 1920, 1080);
    await shot(desk, 'desk-1920');
    await resize(app, desk, 1440, 900);
    await desk.keyboard.press('Control+2');
    await expect(screen.locator('.timeline-chart')).toBeVisible();
    await shot(screen, 'screen-chart');
    await desk.keyboard.press('s');
    await expect(desk.getByRole('heading', { name: 'Sources' })).toBeVisible();
    await shot(desk, 'sources');
    await desk.keyboard.press('s');
    await takeAll(app);
    await desk.keyboard.press('Control+3');
    await desk.keyboard.press('Control+e');
    await expect(desk.locator('.root-tests')).toBeVisible();
    await shot(desk, 'finish');
    await expect(screen.locator('.stage-replay, .stage-root').first()).toBeVisible();
    await shot(screen, 'screen-summary');
    await app.close();
  });
}
