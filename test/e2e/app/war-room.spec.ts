import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { openSample, startApp, type TestApp, takeAll } from '../launch.ts';

let app: TestApp;
test.beforeEach(async () => {
  app = await startApp();
});
test.afterEach(() => app.close());

const leaveField = (desk: Page) =>
  desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** The report as it would be saved now. */
async function report(desk: Page): Promise<{
  verification: { test: string; kind: string; status: string }[];
  questioning_sequence: { question: string }[];
  open_questions: { bring: string | null }[];
  dissent: { text: string; reason: string }[];
  root_causes: unknown[];
  sources: { file: string; zone: string; offset_s: number; span: { from: string } }[];
}> {
  const text = await desk.evaluate(async () => {
    const bridge = (
      window as unknown as { whyladder: { invoke(channel: string, ...args: unknown[]): Promise<unknown> } }
    ).whyladder;
    const [entry] = (await bridge.invoke('library:list')) as { session: string }[];
    const view = (await bridge.invoke('report:view', entry?.session, 'yaml')) as { value: { text: string } };
    return view.value.text;
  });
  return parse(text);
}

test('a blind round: the room sees how many cards, never what; then the ideas, until the next answer', async () => {
  await openSample(app, 'checkout');
  const { desk } = app;
  const screen = await app.screen();
  await leaveField(desk);
  await desk.keyboard.press('h');
  await expect(screen.getByText('What do you think is causing it?')).toBeVisible();
  // Nothing on the console steers a card.
  await expect(desk.locator('.verdict, .nowbar .hand')).toHaveCount(0);
  await expect(desk.getByText('database')).toHaveCount(0);
  const here = desk.getByRole('region', { name: 'Who is here' });
  await here.getByRole('textbox').fill('on-call, database, 2 support');
  await desk.keyboard.press('Enter');
  await expect(screen.locator('.stage-card.missing')).toHaveCount(4);
  const revealAt = await screen.getByText(/^Reveal at/).textContent();
  await desk.getByRole('button', { name: /^Add a minute/ }).click();
  await expect(screen.getByText(/^Reveal at/)).not.toHaveText(revealAt ?? '');
  for (const [index, card] of ['Something on a timer', 'A database problem', 'Slow database'].entries()) {
    await desk.locator('#answer').fill(card);
    await desk.keyboard.press('Enter');
    await expect(screen.locator('.stage-card:not(.missing)')).toHaveCount(index + 1);
  }
  await expect(screen.locator('.stage-card.missing')).toHaveCount(1);
  for (const role of ['on-call', 'database', 'support'])
    await here.getByRole('button', { name: role }).first().click();
  await expect(desk.locator('.accept-bar')).toContainText('1 card is missing: support.');
  await expect(desk.getByText('Something on a timer')).toHaveCount(0);
  await expect(screen.locator('body')).not.toContainText('database');
  await desk.keyboard.press('Alt+h');
  await expect(desk.getByText('Something on a timer')).toBeVisible();
  await desk.keyboard.press('Control+Enter');
  await expect(screen.getByText('3 cards, 2 ideas')).toBeVisible();
  await expect(screen.locator('.stage-matrix tbody tr')).toHaveCount(2);
  await expect(desk.getByRole('region', { name: 'Ideas of the room' })).toContainText('Something on a timer');
  await desk.getByRole('button', { name: /^Take it/ }).click();
  await expect(screen.locator('.stage-matrix')).toHaveCount(0);
  await expect(screen.locator('.stage-now')).toBeVisible();
  await leaveField(desk);
  await desk.keyboard.press('Control+4');
  await expect(screen.locator('.stage-matrix')).toBeVisible();
});

test('a test and the fixes together become checks of the report, and no rung of either window', async () => {
  await openSample(app, 'checkout');
  const { desk } = app;
  const screen = await app.screen();
  await takeAll(app);
  await expect(desk.locator('.beside-ladder')).toContainText('Check: Pause');
  const { verification, questioning_sequence, root_causes } = await report(desk);
  expect(verification[0]).toMatchObject({ kind: 'experiment', status: 'pending' });
  expect(root_causes).toHaveLength(2);
  expect(new Set(await desk.locator('.ladder-tree .level').allTextContents())).not.toContain('?');
  await expect(screen.locator('.stage-root-mark')).toHaveCount(2);
  await leaveField(desk);
  await desk.keyboard.press('Control+3');
  await expect(screen.locator('.stage-next')).toContainText('Pause');
  // Undo brings the last question beside the ladder back, as it was asked.
  await desk.keyboard.press('Control+z');
  await expect(desk.locator('.crumb b')).toHaveText('Prevent');
  const undone = await report(desk);
  expect(undone.questioning_sequence.length).toBe(questioning_sequence.length + 1);
});

test('the presenter view shows the stage with nothing private, and takes an answer', async () => {
  await openSample(app, 'checkout');
  const { desk } = app;
  await leaveField(desk);
  await desk.keyboard.press('F5');
  await expect(desk.locator('.presenter .stage-now')).toBeVisible();
  await expect(desk.locator('.findings-column, .verdict, .suggestion')).toHaveCount(0);
  await desk.keyboard.press('a');
  await desk.locator('#answer').fill('It follows the clock of something');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('.presenter .stage-answer').first()).toContainText('It follows the clock');
  await leaveField(desk);
  await desk.keyboard.press('Control+0');
  await expect(desk.locator('.presenter .stage-blank')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(desk.locator('#question')).toBeVisible();
});

test('sources say what was rejected and why, what incident.yaml names in vain, and take a zone and a format', async () => {
  const folder = join(app.home, 'incident');
  mkdirSync(folder);
  const rows = Array.from({ length: 120 }, (_, minute) => {
    const at = new Date(Date.UTC(2026, 2, 3, 8, minute)).toISOString().slice(0, 19);
    return `${at},100,${minute % 40 >= 30 ? 40 : 0}`;
  });
  writeFileSync(join(folder, 'counts.csv'), ['time,requests,errors', ...rows, 'yesterday,1,1'].join('\n'));
  writeFileSync(join(folder, 'heap.bin'), Buffer.from([0, 1, 2, 0, 255, 0, 254, 3]));
  writeFileSync(join(folder, 'incident.yaml'), 'problem: Orders fail\nseries: {requests: hits}\n');
  await app.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  const { desk } = app;
  await desk.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(desk.locator('.findings-column .not-found')).toContainText('no series is called "hits"');
  await leaveField(desk);
  await desk.keyboard.press('s');
  const sources = desk.getByRole('region', { name: 'Sources' });
  await expect(sources.locator('.not-found')).toContainText('series.requests: no series is called "hits"');
  await expect(sources.locator('tr', { hasText: 'heap.bin' })).toContainText('Refused.');
  await sources.getByRole('button', { name: /details of counts.csv/ }).click();
  await expect(sources.locator('.source-detail')).toContainText('line 122');
  const row = sources.locator('tr', { hasText: 'counts.csv' });
  await expect(row).toContainText('UTC assumed');
  // Set by the keyboard, read anew, in the report; and taken back.
  const clock = sources.getByRole('form', { name: /Zone and clock of counts.csv/ });
  await clock.getByLabel('Zone').fill('Europe/Berlin');
  await clock.getByLabel('Add to its times').fill('-2 min');
  await expect(clock).toContainText('06:58 to 08:57');
  await desk.keyboard.press('Enter');
  await expect(row).toContainText('Europe/Berlin');
  await expect(row).toContainText('-120 s');
  const { sources: reported } = await report(desk);
  expect(reported.find(({ file }) => file === 'counts.csv')).toMatchObject({
    zone: 'Europe/Berlin',
    zone_origin: 'team',
    offset_s: -120,
    span: { from: '2026-03-03T06:58:00Z' },
  });
  await sources.getByLabel('Taken for').selectOption({ label: 'Counts and metrics, one row each (CSV)' });
  await expect(row).toContainText('one row each');
  await leaveField(desk);
  await desk.keyboard.press('Control+z');
  await desk.keyboard.press('Control+z');
  await expect(row).toContainText('UTC assumed');
  await expect(row).toContainText('one column each');
});

test('the keyboard alone reaches a report: ask, answer, cite, rival, refute, log, act, dissent', async () => {
  await openSample(app, 'checkout');
  const { desk } = app;
  const press = async (...keys: string[]) => {
    for (const key of keys) await desk.keyboard.press(key);
  };
  const line = async (key: string, ...words: string[]) => {
    await press(key);
    await expect(desk.locator('.side-form')).toBeVisible();
    await press('End');
    for (const [index, text] of words.entries()) {
      if (index > 0) await press('Tab');
      await desk.keyboard.type(text);
    }
    await press('Enter');
    await expect(desk.locator('.side-form')).toHaveCount(0);
  };
  await leaveField(desk);
  // A prompt in place of the question, and back.
  const question = desk.locator('#question');
  const first = await question.inputValue();
  const prompt = await desk.locator('.prompts button').first().textContent();
  await press('1');
  await expect(question).toHaveValue((prompt ?? '').slice(1));
  await press('Control+z');
  await expect(question).toHaveValue(first);
  // An answer that cites, with the status it will get beside it.
  await press('a');
  await desk.keyboard.type('The on-call engineer should have checked redis.pool.in_use');
  await expect(desk.locator('.guard')).toBeVisible();
  await press('Control+a');
  await desk.keyboard.type('redis.pool.in_use is full in every window');
  await press('Alt+e');
  await desk.keyboard.type('redis.pool.in_use full');
  await press('Enter', 'Escape');
  await expect(desk.locator('.accept-bar')).toContainText('supported');
  await leaveField(desk);
  await line('b', 'The load is too high');
  await press('Control+Enter');
  await expect(desk.locator('.ladder-tree .answered').first()).toContainText('redis.pool.in_use');
  await leaveField(desk);
  await line('l', 'Restarted the service once more');
  await line('d', 'It is the network', 'the cables are old');
  await line('k', 'Look at the pool at 15:00');
  // What is in hand: started, then ended with what was seen.
  await press('g');
  await expect(desk.locator('.nowbar')).toContainText('In hand');
  await line('g', 'nothing failed');
  await line('w', 'Which alert would have shown it?');
  await expect(question).toHaveValue('Which alert would have shown it?');
  await press('p', 'Enter');
  await expect(desk.locator('.ladder-tree')).toContainText('Which alert would have shown it?');
  // Up selects a rung; it is edited, taken as a root, and refuted with a reason.
  await leaveField(desk);
  const selected = desk.locator('.ladder-tree .selected');
  await press('ArrowUp');
  while (!(await selected.textContent())?.includes('redis.pool.in_use is full')) await press('ArrowUp');
  await line('Shift+A', ' of all');
  await expect(selected).toContainText('in every window of all');
  await line('Shift+R', 'Raise the limit');
  await expect(selected).toContainText('root');
  await line('x', 'The pool has room');
  await expect(
    desk.locator('.ladder-tree, .rival').getByText('in every window of all').first(),
  ).toBeVisible();
  const { dissent, verification, open_questions } = await report(desk);
  expect(dissent).toEqual([{ text: 'It is the network', reason: 'the cables are old' }]);
  expect(verification.map((one) => one.test)).toContain('Look at the pool at 15:00');
  expect(open_questions.length).toBeGreaterThan(0);
  await press('Control+e');
  await expect(desk.getByRole('region', { name: 'Report text' })).toBeVisible();
});

test('every command has a key of its own on each page, and the palette lists it', async () => {
  await openSample(app, 'checkout');
  const { desk } = app;
  await leaveField(desk);
  await desk.keyboard.press('Control+k');
  const options = desk.getByRole('option');
  await expect(options.first()).toBeVisible();
  const keys = await options.locator('kbd').allTextContents();
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  for (const key of [
    'Q',
    'A',
    'E',
    'Y',
    'Ctrl Enter',
    '1',
    '2',
    '3',
    'B',
    'P',
    'F',
    'C',
    'L',
    'G',
    'S',
    'V',
    'H',
  ])
    expect(keys).toContain(key);
});

test('evidence that grows marks the rung whose finding moved, on both windows, and rewrites nothing', async () => {
  const folder = join(app.home, 'growing');
  mkdirSync(folder);
  const counts = (minutes: number) =>
    [
      'time,requests,errors',
      ...Array.from({ length: minutes }, (_, minute) => {
        const at = new Date(Date.UTC(2026, 2, 3, 8, minute)).toISOString();
        return `${at},100,${minute % 40 >= 30 ? 40 : 0}`;
      }),
    ].join('\n');
  const file = join(folder, 'counts.csv');
  writeFileSync(file, counts(160));
  writeFileSync(join(folder, 'incident.yaml'), 'problem: Orders fail\nimpact: all shops\ntimezone: UTC\n');
  const choose = (path: string) =>
    app.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
  await choose(folder);
  const { desk } = app;
  await desk.getByRole('button', { name: 'Choose a folder' }).click();
  const screen = await app.screen();
  await desk.locator('#answer').fill('It fails in windows of ten minutes');
  await desk.keyboard.press('Alt+e');
  await desk.keyboard.type('failure windows');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('.ladder-tree .answered').first()).toContainText('windows of ten minutes');
  await expect(desk.locator('.check-again')).toHaveCount(0);
  writeFileSync(file, counts(320));
  await leaveField(desk);
  await choose(file);
  await desk.keyboard.press('Control+o');
  await expect(desk.locator('.check-again')).toHaveText(/Check again/);
  await expect(screen.locator('.stage-check')).toBeVisible();
  await expect(desk.locator('.ladder-tree .answered').first()).toContainText('windows of ten minutes');
});
