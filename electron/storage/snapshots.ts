import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

/** A whole copy of the library beside it. */
export interface Snapshot {
  readonly file: string;
  /** When it was taken, epoch ms. */
  readonly at: number;
}

/** So many are kept; older ones go. */
const KEPT = 3;
/** A library that is worked on gets one a day, ms. */
const EVERY_MS = 24 * 60 * 60 * 1000;
/** How often it is looked whether one is due, ms; the first time is behind the start. */
const LOOK_MS = 10 * 60 * 1000;
const FIRST_LOOK_MS = 60 * 1000;

/** The snapshots of a library, the newest first. */
export function snapshotsOf(library: string): Snapshot[] {
  const folder = dirname(library);
  const prefix = `${basename(library)}.`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.snapshot'))
    .map((name) => ({ file: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
}

/** True when the copy can be read and holds as many entries as the library. */
function isWhole(copy: string, db: Database): boolean {
  const count = (of: Database) => of.prepare<[], { n: number }>('SELECT count(*) AS n FROM event').get()?.n;
  const snapshot = new Sqlite(copy, { readonly: true, fileMustExist: true });
  try {
    return snapshot.pragma('quick_check(1)', { simple: true }) === 'ok' && count(snapshot) === count(db);
  } finally {
    snapshot.close();
  }
}

function keep(part: string, file: string, db: Database, library: string): void {
  if (!isWhole(part, db)) throw new Error('The snapshot is not what the library is');
  renameSync(part, file);
  for (const old of snapshotsOf(library).slice(KEPT)) rmSync(old.file, { force: true });
}

/** Where a snapshot grows before it has its name; nothing is left of an earlier try. */
function emptyPart(library: string): string {
  const part = `${library}.part`;
  rmSync(part, { force: true });
  return part;
}

/** Before a migration: a verified copy named after the schema that it has. Throws what SQLite throws. */
export function snapshotBefore(db: Database, library: string, version: number): void {
  const part = emptyPart(library);
  try {
    db.prepare('VACUUM INTO ?').run(part);
    keep(part, `${library}.v${version}.snapshot`, db, library);
  } finally {
    rmSync(part, { force: true });
  }
}

/** A verified copy of a library that is in use, in small steps between which the app goes on. `at` in epoch ms. */
export async function backUp(db: Database, library: string, at: number): Promise<void> {
  const part = emptyPart(library);
  try {
    await db.backup(part);
    keep(part, `${library}.${new Date(at).toISOString().replace(/[:.]/g, '-')}.snapshot`, db, library);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Removes all snapshots: what was erased must not come back with one. */
export function forgetSnapshots(library: string): void {
  for (const { file } of snapshotsOf(library)) rmSync(file, { force: true });
}

/** True when something was stored since the newest snapshot and that is a day old. Times in epoch ms. */
export function isDue(db: Database, library: string, now: number): boolean {
  const changedAt =
    db.prepare<[], { at: number | null }>('SELECT max(changed_at) AS at FROM session').get()?.at ?? 0;
  const newest = snapshotsOf(library)[0]?.at ?? 0;
  return changedAt > newest && now - newest >= EVERY_MS;
}

/** Takes a snapshot of the library in use whenever one is due. */
export class SnapshotKeeper {
  private readonly db: Database;
  private timer: NodeJS.Timeout | null = null;

  constructor(db: Database) {
    this.db = db;
  }

  start(): void {
    this.timer = setTimeout(() => void this.look(), FIRST_LOOK_MS);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private async look(): Promise<void> {
    const now = Date.now();
    try {
      if (isDue(this.db, this.db.name, now)) await backUp(this.db, this.db.name, now);
    } catch (error) {
      // A full disk or a busy library: the next look tries again, and the library itself is as it was.
      process.stderr.write(`whyladder: no snapshot was taken: ${String(error)}\n`);
    }
    if (this.timer) this.timer = setTimeout(() => void this.look(), LOOK_MS);
  }
}
