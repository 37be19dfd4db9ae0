import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/read-session.ts';
import { builtScript, started } from './built-script.ts';

/** More rounds on request: the figure to reach is 300. */
const ROUNDS = Number(process.env.WHYLADDER_KILLS ?? 12);
let folder: string;
let writer: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
  writer = await builtScript('writer', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the writer until it has said `lines` seqs, kills it, and returns the last one it said. */
function killed(file: string, session: string, lines: number): Promise<number> {
  return new Promise((settle, fail) => {
    const child = started(writer, file, session);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > lines) child.kill('SIGKILL');
    });
    child.on('error', fail);
    child.on('exit', () => settle(Number(said.split('\n').slice(0, -1).at(-1) ?? 0)));
  });
}

describe('a writer that is killed', () => {
  it(`${ROUNDS} times loses no acknowledged event and leaves no broken chain`, {
    timeout: 60_000 + ROUNDS * 2_000,
  }, async () => {
    const file = join(folder, 'library.db');
    for (let round = 0; round < ROUNDS; round += 1) {
      const session = `s${round}`;
      const acknowledged = await killed(file, session, 1 + ((round * 7) % 23));
      expect(acknowledged).toBeGreaterThan(0);
      const library = openLibrary(file);
      if (!library.ok) throw new Error(library.error.message);
      expect(readEvents(library.value, session).length).toBeGreaterThanOrEqual(acknowledged);
      expect(brokenAt(library.value, session)).toBeNull();
      library.value.close();
    }
  });
});
