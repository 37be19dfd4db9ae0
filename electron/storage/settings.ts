import type { Database } from 'better-sqlite3';

/** A remembered value, or the default where none was stored. */
export function readSetting<T>(db: Database, name: string, fallback: T): T {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?').get(name);
  return row ? (JSON.parse(row.value) as T) : fallback;
}

/** Remembers a value. */
export function writeSetting(db: Database, name: string, value: unknown): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value));
}
