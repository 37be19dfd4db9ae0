import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { type Runtime, resolveRuntime } from '../../scripts/runtime/runtime.ts';

/** The app under test, with a home of its own. */
export interface TestApp {
  readonly app: ElectronApplication;
  readonly desk: Page;
  readonly home: string;
  /** The projected screen, opened when it is not there yet. */
  screen(): Promise<Page>;
  /** Ends the app; the home stays for a second start unless `forget` is set. */
  close(forget?: boolean): Promise<void>;
}

/** The page of one of the two windows, found by its address: windows come in any order. */
async function pageOf(app: ElectronApplication, name: 'facilitator' | 'screen'): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().includes(`/${name}/`));
  await expect
    .poll(() => find() !== undefined, { message: `the ${name} window opens`, timeout: 20_000 })
    .toBe(true);
  const page = find();
  if (!page) throw new Error(`no ${name} window`);
  return page;
}

/** A program that opens the app, and what comes before the app's own arguments. */
type Program = Pick<Runtime, 'executable' | 'args'>;

/** Starts the built app, or the given program instead, on a fresh or an earlier home. */
export async function startApp(
  home = mkdtempSync(join(tmpdir(), 'whyladder-e2e-')),
  program?: Program,
): Promise<TestApp> {
  const { executable, args } = program ?? (await resolveRuntime());
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args, `--user-data-dir=${home}`],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home } as Record<string, string>,
  });
  const desk = await pageOf(app, 'facilitator');
  return {
    app,
    desk,
    home,
    screen: async () => {
      if (!app.windows().some((page) => page.url().includes('/screen/')))
        await desk.keyboard.press('Control+p');
      return pageOf(app, 'screen');
    },
    close: async (forget = true) => {
      await app.close();
      if (forget) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Sets the inner size of a window, px. */
export async function resize(test: TestApp, page: Page, width: number, height: number): Promise<void> {
  const frame = await test.app.browserWindow(page);
  await frame.evaluate(
    (one, [w, h]) => {
      one.setFullScreen(false);
      one.setContentSize(w ?? 1440, h ?? 900);
    },
    [width, height],
  );
  // A display without a window manager keeps a pixel for itself.
  await expect
    .poll(async () => Math.abs((await page.evaluate(() => window.innerWidth)) - width))
    .toBeLessThan(3);
}

/** Opens a bundled sample from the library and waits for the first question. */
export async function openSample(test: TestApp, sample: string): Promise<void> {
  await test.desk.locator(`[data-sample="${sample}"]`).click();
  await expect(test.desk.getByLabel('Question', { exact: true }).locator('textarea#question')).toBeVisible({
    timeout: 20_000,
  });
}

/** Takes the finding that answers, again and again, until the playbook has no further question; returns how often. */
export async function takeAll(test: TestApp, most = 20): Promise<number> {
  const { desk } = test;
  let taken = 0;
  while (taken < most) {
    const take = desk.getByRole('button', { name: /^Take it/ });
    const park = desk.getByRole('button', { name: /^Park it/ });
    const nothing = desk.getByText('Nothing is being asked');
    await expect(take.or(park).or(nothing).first()).toBeVisible();
    if (await nothing.isVisible()) return taken;
    const before = await desk.locator('#question').inputValue();
    if (await take.isVisible()) await take.click();
    else {
      await park.click();
      await desk.getByRole('button', { name: 'Park the question' }).click();
    }
    taken += 1;
    await expect
      .poll(
        async () => (await nothing.isVisible()) || (await desk.locator('#question').inputValue()) !== before,
      )
      .toBe(true);
  }
  return taken;
}
