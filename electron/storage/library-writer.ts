import type { Database } from 'better-sqlite3';
import { ok, type Result } from '../../shared/result.ts';
import { readSetting, writeSetting } from './settings.ts';
import { storageFailure } from './storage-failure.ts';

/** So long a write waits for another process that holds the library, ms; design: 5 s, then the room is told. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 40;

/** The outcome of a step, with what SQLite throws as a failure. */
function attempted<T>(step: () => Result<T>): Result<T> {
  try {
    return step();
  } catch (error) {
    return storageFailure(error, 'The library');
  }
}

/**
 * Everything that main writes into the library goes through here, one step after the other. No step waits inside
 * SQLite, which would freeze the windows: one that finds the library locked by another process is tried again later.
 */
export class LibraryWriter {
  readonly db: Database;
  private last: Promise<unknown> = Promise.resolve();
  private readonly remembered = new Map<string, unknown>();

  constructor(db: Database) {
    this.db = db;
    // From here on a locked library answers at once.
    db.pragma('busy_timeout = 0');
  }

  /** Runs a step that writes all or nothing, after those that were asked for before it. */
  write<T>(step: () => Result<T>): Promise<Result<T>> {
    const until = performance.now() + PATIENCE_MS;
    const done = this.last.then(() => this.patiently(step, until));
    this.last = done.catch(() => undefined);
    return done;
  }

  /** A remembered value, also one that is not on the disk yet. */
  recall<T>(name: string, fallback: T): T {
    if (this.remembered.has(name)) return this.remembered.get(name) as T;
    return readSetting(this.db, name, fallback);
  }

  /** Remembers a value that nothing depends on (a theme, a window's place): written as soon as it can be. */
  remember(name: string, value: unknown): void {
    this.remembered.set(name, value);
    void this.write(() => {
      writeSetting(this.db, name, value);
      return ok(null);
    }).then((written) => {
      if (!written.ok)
        process.stderr.write(`whyladder: ${name} is not remembered: ${written.error.message}\n`);
    });
  }

  /** Writes what is still to be remembered, once, before the library is closed. */
  close(): void {
    for (const [name, value] of this.remembered)
      attempted(() => {
        writeSetting(this.db, name, value);
        return ok(null);
      });
    this.db.close();
  }

  private async patiently<T>(step: () => Result<T>, until: number): Promise<Result<T>> {
    for (;;) {
      const outcome = attempted(step);
      if (outcome.ok || outcome.error.code !== 'busy' || performance.now() >= until) return outcome;
      await new Promise((later) => setTimeout(later, PAUSE_MS));
    }
  }
}
