import { expect, test } from '@playwright/test';
import { openSample, resize, startApp, type TestApp, takeAll } from '../launch.ts';

let app: TestApp;
test.beforeEach(async () => {
  app = await startApp();
});
test.afterEach(() => app.close());

test('the sample is offered on the welcome view and leads to two roots on both windows', async () => {
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await expect(screen.locator('.stage-now')).toBeVisible();
  await takeAll(app);
  await app.desk.keyboard.press('Control+e');
  const roots = app.desk.locator('.root-tests thead th[scope=col]');
  await expect(roots).toHaveCount(2);
  await expect(roots.filter({ hasText: 'confidence high' }).first()).toBeVisible();
  await app.desk.keyboard.press('Control+3');
  await expect(screen.locator('.stage-root')).toHaveCount(2);
});

test('an accepted answer is on the screen at once, and undo takes it off again', async () => {
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await app.desk.keyboard.press('a');
  await app.desk.locator('#answer').fill('The windows follow something that starts again after each fix');
  await app.desk.keyboard.press('Control+Enter');
  await expect(screen.locator('.stage-answer').first()).toContainText('The windows follow something');
  await app.desk.locator('body').click({ position: { x: 2, y: 300 } });
  // The question that followed, then the answer itself.
  await app.desk.keyboard.press('Control+z');
  await app.desk.keyboard.press('Control+z');
  await expect(screen.locator('.stage-answer')).toHaveCount(0);
});

test('the personality switches at any rung with one key and shows in the question', async () => {
  await openSample(app, 'checkout');
  const question = app.desk.locator('#question');
  const before = await question.inputValue();
  await app.desk.locator('body').click({ position: { x: 2, y: 300 } });
  await app.desk.keyboard.press('v');
  await expect.poll(() => question.inputValue()).not.toBe(before);
});

test('the guard rail warns while the answer is typed and never blocks', async () => {
  await openSample(app, 'checkout');
  await app.desk.locator('#answer').fill('The on-call engineer should have checked the pool.');
  await expect(app.desk.locator('.guard')).toBeVisible();
  await app.desk.keyboard.press('Control+Enter');
  await expect(app.desk.locator('.ladder-tree .answered').first()).toContainText('should have checked');
});

test('the screen shows nothing when it is blanked, and the chart on request, whole or one window at a time', async () => {
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await resize(app, screen, 1280, 720);
  await app.desk.keyboard.press('Control+2');
  await expect(screen.locator('.timeline-chart')).toBeVisible();
  await expect(screen.locator('.timeline-chart')).toContainText('5 windows');
  await app.desk.keyboard.press('Escape');
  await app.desk.keyboard.press('ArrowRight');
  await expect(screen.locator('.timeline-chart')).toContainText('Window 1 of 5');
  await app.desk.keyboard.press('ArrowLeft');
  await app.desk.keyboard.press('ArrowLeft');
  await expect(screen.locator('.timeline-chart')).toContainText('Window 5 of 5');
  await app.desk.keyboard.press('Home');
  await expect(screen.locator('.timeline-chart')).toContainText('5 windows');
  await app.desk.keyboard.press('Control+0');
  await expect(screen.locator('.stage-blank')).toBeVisible();
});
