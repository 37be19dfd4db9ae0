import { expect, type Page, test } from '@playwright/test';
import { openSample, resize, startApp, type TestApp } from '../launch.ts';

const NAME = 'payments.checkout.worker_'.repeat(9);
const SENTENCE =
  'Customers in three regions cannot pay with a saved card while the nightly settlement export is still being written. ';

/** Enlarges all of a page in a window of `width` px, as a display that is scaled does. */
async function zoom(app: TestApp, page: Page, width: number, factor: number): Promise<void> {
  const frame = await app.app.browserWindow(page);
  await frame.evaluate((one, by) => one.webContents.setZoomFactor(by), factor);
  await expect
    .poll(async () => Math.abs((await page.evaluate(() => window.innerWidth)) - width / factor))
    .toBeLessThan(3);
}

/** Texts that stand over the window's edge or are cut without a sign, and boxes that have to be scrolled sideways. */
async function overruns(page: Page): Promise<string[]> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => {
    const found: string[] = [];
    const wide = (element: Element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const signed = (element: Element) =>
      getComputedStyle(element).textOverflow === 'ellipsis' ||
      getComputedStyle(element).webkitLineClamp !== 'none';
    for (const box of document.querySelectorAll('*')) {
      // Tables of evidence and the report's lines are as wide as they are.
      if (box.matches('.table-box, .report-text')) continue;
      if (wide(box) && box.scrollWidth > box.clientWidth + 1) found.push(`sideways: ${box.className}`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      let edge = { left: 0, right: window.innerWidth };
      for (let box = text.parentElement; box; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box);
        if (overflowX === 'visible') continue;
        edge = overflowX === 'hidden' && !signed(box) ? box.getBoundingClientRect() : { left, right };
        break;
      }
      if (right > edge.right + 1 || left < edge.left - 1) found.push(`cut: ${text.textContent}`);
    }
    return found;
  });
}

test('long names and sentences stay inside both windows, also when all is twice as large', async () => {
  test.setTimeout(150_000);
  const app = await startApp();
  const { desk } = app;
  const leaveField = () => desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await openSample(app, 'checkout');
  const screen = await app.screen();
  await expect(screen.locator('.stage-now')).toBeVisible();
  const look = async (where: string) => {
    for (const [width, height] of [
      [1440, 900],
      [1920, 1080],
    ] as const)
      for (const page of [desk, screen]) {
        await resize(app, page, width, height);
        for (const factor of [1, 2]) {
          await zoom(app, page, width, factor);
          expect(await overruns(page), `${where}, ${width} px, ${factor} x`).toEqual([]);
        }
        await zoom(app, page, width, 1);
      }
  };
  await look('first question');
  await desk.locator('#question').fill(`${NAME} ${SENTENCE.repeat(2)}`);
  for (let level = 1; level <= 4; level += 1) {
    await desk.locator('#answer').fill(SENTENCE + NAME);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.locator('.ladder-tree .answered')).toHaveCount(level);
    await expect(desk.locator('#answer')).toHaveValue('');
  }
  await look('ladder');
  await leaveField();
  await desk.keyboard.press('Control+3');
  await desk.keyboard.press('Control+e');
  await expect(desk.locator('.hit-list')).toBeVisible();
  await look('report');
  await app.close();
});
