import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { searchSessions } from '../../../../electron/storage/library.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from '../../../../electron/storage/migrations.ts';
import { brokenAt, readEvents } from '../../../../electron/storage/read-session.ts';
import { canonicalJson } from '../../../../shared/session/canonical-json.ts';
import { GENESIS, hashLink, linkOf } from '../../../../shared/session/hash-chain.ts';
import { Room, sha256 } from '../../session/session-builder.ts';
import { builtScript, started } from './built-script.ts';

const ROUNDS = Number(process.env.WHYLADDER_KILLS ?? 5);
const SESSIONS = 24;
const RUNGS = 40;

let folder: string;
let migrator: string;
let old: string;
let tookMs: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-killed-'));
  migrator = await builtScript('migrator', folder);
  old = join(folder, 'old.db');
  const db = new Sqlite(old);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(db, 1);
  const room = new Room();
  for (let n = 1; n <= RUNGS; n += 1) room.ask(`Question ${n}`).answer(`R${n}`, `Because of the pool, ${n}`);
  const session = db.prepare('INSERT INTO session (id, title, opened_at, changed_at) VALUES (?, ?, 1, 1)');
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let n = 0; n < SESSIONS; n += 1) {
      session.run(`s${n}`, 'Orders');
      let prev = GENESIS;
      for (const event of room.log.events) {
        const own = { ...event, session: `s${n}` };
        const hash = hashLink(prev, linkOf(own, sha256), sha256);
        const { seq, at, role, v, body } = own;
        insert.run(own.session, seq, at, role, body.kind, v, canonicalJson(body), prev, hash);
        prev = hash;
      }
    }
  })();
  db.close();
  const began = performance.now();
  await killed(copy('first'), Number.POSITIVE_INFINITY);
  tookMs = performance.now() - began;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copy(name: string): string {
  const file = join(folder, `${name}.db`);
  copyFileSync(old, file);
  return file;
}

/** Migrates a file in a process that is killed so many ms after it began; resolves once it is gone. */
function killed(file: string, afterMs: number): Promise<void> {
  return new Promise((settle, fail) => {
    const child = started(migrator, file);
    child.stdout.once('data', () => {
      if (Number.isFinite(afterMs)) setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.on('error', fail);
    child.on('exit', () => settle());
  });
}

describe('a migration that is killed', () => {
  it(`at ${ROUNDS} points leaves the old schema or a newer one, never one between, and the next start goes on`, {
    timeout: 60_000 + ROUNDS * 5_000,
  }, async () => {
    const versions = new Map<number, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const file = copy(`round-${round}`);
      await killed(file, (tookMs * round) / ROUNDS);
      const left = new Sqlite(file);
      const version = Number(left.pragma('user_version', { simple: true }));
      versions.set(version, (versions.get(version) ?? 0) + 1);
      const columns = left
        .prepare<[], { name: string }>(
          "SELECT name FROM pragma_table_info('session') UNION ALL SELECT name FROM pragma_table_info('event')",
        )
        .all()
        .map(({ name }) => name);
      expect(columns.includes('body_hash')).toBe(version >= 2);
      expect(columns.includes('number')).toBe(version >= 3);
      expect(columns.includes('seal')).toBe(version >= 4);
      left.close();
      const opened = openLibrary(file);
      if (!opened.ok) throw new Error(opened.error.message);
      expect(opened.value.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
      for (const id of ['s0', `s${SESSIONS - 1}`]) {
        expect(brokenAt(opened.value, id)).toBeNull();
        expect(readEvents(opened.value, id)).toHaveLength(1 + 2 * RUNGS);
      }
      expect(searchSessions(opened.value, 'pool')).toHaveLength(30);
      opened.value.close();
    }
    process.stderr.write(`killed ${ROUNDS} times, schemas left: ${JSON.stringify([...versions])}\n`);
  });
});
