import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { LibraryWriter } from '../../../../electron/storage/library-writer.ts';
import { readEvents } from '../../../../electron/storage/read-session.ts';
import { BRIEF } from '../../session/session-builder.ts';

/** How long another process holds the library, ms; 10,000 shows that a user is told in the end. */
const HELD_MS = Number(process.env.WHYLADDER_LOCKED_MS ?? 800);
const TICK_MS = 20;

/** A process that takes the library for itself, says so, and lets go after a while. */
const HOLDER = `
  const Sqlite = require('better-sqlite3');
  const db = new Sqlite(process.argv[1]);
  db.exec('BEGIN IMMEDIATE');
  process.stdout.write('held');
  setTimeout(() => { db.exec('COMMIT'); process.stdout.write('free'); }, Number(process.argv[2]));
`;

let folder: string;
let file: string;
let library: LibraryWriter;
let holder: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-locked-'));
  file = join(folder, 'library.db');
  const opened = openLibrary(file);
  if (!opened.ok) throw new Error(opened.error.message);
  library = new LibraryWriter(opened.value);
});
afterEach(() => {
  holder?.kill();
  library.close();
  rmSync(folder, { recursive: true, force: true });
});

function session(): OpenSession {
  const made = OpenSession.create(
    library.db,
    's1',
    { kind: 'session-opened', title: 'Orders', brief: BRIEF, folder: null },
    [],
    () => undefined,
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Resolves once another process holds the library. */
function held(ms: number): Promise<void> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, ['-e', HOLDER, file, String(ms)], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    holder = child;
    child.stdout.on('data', (said: Buffer) => said.toString().includes('held') && settle());
  });
}

describe('a library that another process has locked', () => {
  it(`for ${HELD_MS} ms leaves this process free, and what was asked for is stored in order or refused in a sentence`, {
    timeout: HELD_MS * 2 + 60_000,
  }, async () => {
    const open = session();
    await held(HELD_MS);
    let ticks = 0;
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      ticks += 1;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, TICK_MS);
    const outcomes = await Promise.all(
      [true, false].map((live) =>
        library.write(() => open.append([{ kind: 'live-switched', live }], 'facilitator')),
      ),
    );
    clearInterval(timer);
    // A process that waited inside SQLite would not have ticked at all.
    expect(ticks).toBeGreaterThan(5);
    process.stderr.write(
      `held ${HELD_MS} ms: ${ticks} ticks of ${TICK_MS} ms, longest gap ${Math.round(longest)} ms\n`,
    );
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.code).toBe('busy');
    const stored = outcomes.filter((outcome) => outcome.ok).length;
    if (HELD_MS < 2_000) expect(stored).toBe(2);
    expect(
      readEvents(library.db, 's1')
        .slice(1)
        .map(({ body }) => body.kind === 'live-switched' && body.live),
    ).toEqual([true, false].slice(2 - stored));
  });

  it('can be read all the same, and remembers a theme as soon as it is free', async () => {
    session();
    await held(300);
    library.remember('theme', 'dark');
    expect(library.recall('theme', 'light')).toBe('dark');
    expect(readEvents(library.db, 's1')).toHaveLength(1);
    await library.write(() => ({ ok: true, value: null }));
    expect(library.db.prepare("SELECT value FROM setting WHERE name = 'theme'").get()).toEqual({
      value: '"dark"',
    });
  });
});
