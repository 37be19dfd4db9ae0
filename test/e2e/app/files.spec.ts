import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { parse } from 'yaml';
import { openSample, startApp, type TestApp } from '../launch.ts';

let app: TestApp;
test.beforeEach(async () => {
  app = await startApp();
});
test.afterEach(() => app.close());

/** Lets main's dialogs answer with a path instead of asking. */
async function answerDialogs(path: string): Promise<void> {
  await app.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
}

function invoke(channel: string, ...args: readonly unknown[]): Promise<unknown> {
  return app.desk.evaluate(
    ([name, words]) =>
      (
        window as unknown as {
          whyladder: { invoke(channel: string, ...args: readonly unknown[]): Promise<unknown> };
        }
      ).whyladder.invoke(name as string, ...(words as readonly unknown[])),
    [channel, args] as const,
  );
}

async function openedSession(): Promise<string> {
  const [entry] = (await invoke('library:list')) as { session: string }[];
  return entry?.session ?? '';
}

test('a session goes to a file and comes back from it into another library', async () => {
  await openSample(app, 'unexplained');
  const session = await openedSession();
  const file = join(app.home, 'handover.whyladder');
  await answerDialogs(file);
  expect(await invoke('session:export-file', session)).toEqual({ ok: true, value: file });
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');

  await invoke('session:close');
  expect(await invoke('library:remove', session)).toEqual({ ok: true, value: null });
  expect(await invoke('library:list')).toEqual([]);
  expect(await invoke('session:import-file')).toEqual({ ok: true, value: session });
  expect(await invoke('library:list')).toMatchObject([{ session }]);
});

test('a session file that is no database is refused in a sentence and left as it is', async () => {
  const file = join(app.home, 'garbage.whyladder');
  writeFileSync(file, 'not a database, however long it may be. '.repeat(100));
  const before = readFileSync(file);
  await answerDialogs(file);
  expect(await invoke('session:import-file')).toMatchObject({ ok: false, error: { code: 'no-database' } });
  expect(readFileSync(file)).toEqual(before);
});

test('the report is saved in each format, and as a PDF', async () => {
  await openSample(app, 'traffic');
  const session = await openedSession();
  for (const format of ['yaml', 'json', 'markdown', 'text', 'pdf'] as const) {
    const file = join(app.home, `report.${format}`);
    await answerDialogs(file);
    expect(await invoke('report:save', session, format)).toEqual({ ok: true, value: file });
  }
  expect(parse(readFileSync(join(app.home, 'report.yaml'), 'utf8')).provenance.status).toBe('partial');
  expect(readFileSync(join(app.home, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a folder with a wrong incident.yaml says where, and the window stays usable', async () => {
  const folder = join(app.home, 'incident');
  mkdirSync(folder);
  writeFileSync(join(folder, 'incident.yaml'), 'problem: x\nprobelm: y\n');
  await answerDialogs(folder);
  await app.desk.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(app.desk.getByText(/line 2/)).toBeVisible();
  await openSample(app, 'unexplained');
});

test('a personality of your own is added in the form, or says what is wrong with it, and asks', async () => {
  const { desk } = app;
  const own = join(app.home, 'own.yaml');
  const text = readFileSync('resources/personalities/coach.yaml', 'utf8')
    .replace('id: coach', 'id: mentor')
    .replace('name: Coach', 'name: Mentor');
  writeFileSync(own, text.replace('closes:', 'ends:'));
  await answerDialogs(own);
  await expect(desk.locator('[data-sample]').first()).toBeVisible();
  await desk.keyboard.press('Control+n');
  const form = desk.getByRole('dialog');
  await form.getByRole('button', { name: 'Add one from a file' }).click();
  await expect(form.getByRole('alert')).toContainText('own.yaml, line 1: "closes" is missing');
  writeFileSync(own, text);
  await form.getByRole('button', { name: 'Add one from a file' }).click();
  await expect(form.getByLabel('Personality')).toHaveValue('mentor');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await form.getByLabel('Problem').fill('Orders fail twice an hour');
  await form.getByRole('button', { name: 'Start the session' }).click();
  await expect(desk.getByRole('button', { name: 'Mentor', pressed: true })).toBeVisible();
});

test('a personality beside incident.yaml asks in its session alone, or says what is wrong with it', async () => {
  const { desk } = app;
  const folder = join(app.home, 'incident');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'incident.yaml'),
    'problem: Orders fail twice an hour\npersonality: our-team.yaml\n',
  );
  const text = readFileSync('resources/personalities/coach.yaml', 'utf8')
    .replace('id: coach', 'id: mentor')
    .replace('name: Coach', 'name: Mentor');
  writeFileSync(join(folder, 'our-team.yaml'), text.replace('closes:', 'ends:'));
  await answerDialogs(folder);
  await desk.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(desk.getByText('our-team.yaml, line 1: "closes" is missing')).toBeVisible();
  writeFileSync(join(folder, 'our-team.yaml'), text);
  await desk.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(desk.getByRole('button', { name: 'Mentor', pressed: true })).toBeVisible();
  const list = (await invoke('personality:list')) as { personalities: { id: string }[] };
  expect(list.personalities.map(({ id }) => id)).not.toContain('mentor');
});

test('an archive with its incident.yaml opens under its problem, its voice and its depth', async () => {
  const { desk } = app;
  const file = join(app.home, 'orders.zip');
  const voice = readFileSync('resources/personalities/coach.yaml', 'utf8')
    .replace('id: coach', 'id: mentor')
    .replace('name: Coach', 'name: Mentor');
  const description =
    'problem: Orders fail twice an hour\nteam_hypothesis: the queue\npersonality: ours.yaml\nmax_depth: 5\n';
  writeFileSync(
    file,
    zipSync({
      orders: { 'incident.yaml': strToU8(description), 'ours.yaml': strToU8(voice) },
    }),
  );
  await answerDialogs(file);
  await desk.getByRole('button', { name: 'Choose files' }).click();
  await expect(desk.getByRole('heading', { name: 'Orders fail twice an hour' })).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Mentor', pressed: true })).toBeVisible();
  const events = (await invoke('session:events', await openedSession(), 0)) as {
    value: { body: { kind: string; brief?: unknown } }[];
  };
  const opened = events.value.find(({ body }) => body.kind === 'session-opened');
  expect(opened?.body.brief).toMatchObject({
    teamHypothesis: { text: 'the queue' },
    personality: 'mentor',
    maxDepth: 5,
  });
});

test('pasted text starts a session and is analysed', async () => {
  const lines = ['time,requests,errors'];
  for (let minute = 0; minute < 240; minute += 1) {
    const failing = minute % 60 >= 40 && minute % 60 < 50;
    const at = new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString();
    lines.push(`${at},100,${failing ? 40 : 0}`);
  }
  const token = await invoke('evidence:paste', lines.join('\n'));
  const created = (await invoke('session:create', { token })) as { ok: boolean; value: string };
  expect(created.ok).toBe(true);
  const events = (await invoke('session:events', created.value, 0)) as {
    value: { body: { kind: string; findings?: { title: string }[] } }[];
  };
  const analysed = events.value.find((event) => event.body.kind === 'analysed');
  expect(analysed?.body.findings?.[0]?.title).toMatch(/4 failure windows/);
});

test('no path of this machine reaches a window', async () => {
  await openSample(app, 'unexplained');
  const events = JSON.stringify(await invoke('session:events', await openedSession(), 0));
  expect(events).not.toContain(process.cwd());
  expect(events).not.toContain(app.home);
});

test('evidence that grows keeps the numbers of files and findings, and says what is new', async () => {
  await openSample(app, 'checkout');
  const session = await openedSession();
  const file = join(app.home, 'backups.csv');
  writeFileSync(
    file,
    'stream,kind,start,end,title\nbackup,job,2026-11-20T11:00:00Z,2026-11-20T11:10:00Z,nightly run\n',
  );
  await answerDialogs(file);
  const token = await invoke('evidence:choose', 'files');
  expect(await invoke('evidence:add', session, token)).toEqual({ ok: true, value: null });
  const events = (await invoke('session:events', session, 0)) as {
    value: {
      body: {
        kind: string;
        changed?: string[];
        sources?: { id: string; file: string }[];
        findings?: { id: string; key: string }[];
      };
    }[];
  };
  const bodies = (kind: string) =>
    events.value.map((event) => event.body).filter((body) => body.kind === kind);
  const [first, second] = bodies('evidence-imported');
  expect(second?.changed).toEqual([expect.stringContaining('backups.csv: new')]);
  expect(second?.sources).toEqual(
    expect.arrayContaining(
      (first?.sources ?? []).map(({ id, file: name }) => expect.objectContaining({ id, file: name })),
    ),
  );
  const [before, after] = bodies('analysed');
  expect(after?.findings).toEqual(
    expect.arrayContaining(
      (before?.findings ?? []).map(({ id, key }) => expect.objectContaining({ id, key })),
    ),
  );

  // On a machine that has only the new file, the session keeps what it found.
  const handed = join(app.home, 'handover.whyladder');
  await answerDialogs(handed);
  await invoke('session:export-file', session);
  await invoke('session:close');
  await invoke('library:remove', session);
  await invoke('session:import-file');
  await invoke('session:open', session);
  await answerDialogs(file);
  const again = await invoke('evidence:choose', 'files');
  expect(await invoke('evidence:add', session, again)).toMatchObject({
    ok: false,
    error: { code: 'evidence-elsewhere' },
  });
});
