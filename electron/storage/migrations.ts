import type { Database } from 'better-sqlite3';
import { sha256 } from './sha256.ts';

/** Marks a file as ours: "Whyl" in ASCII. */
export const APPLICATION_ID = 0x5768796c;

/** Each is one transaction; numbers only grow. A library and a session file have the same schema. */
const MIGRATIONS: readonly ((db: Database) => void)[] = [
  (db) =>
    db.exec(`
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0,
    rungs INTEGER NOT NULL DEFAULT 0,
    roots TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE event (
    session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    v INTEGER NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (session, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE passage USING fts5(session UNINDEXED, place UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2');
  `),
  // The chain holds a body by its hash alone, so that one erased on request leaves it valid.
  (db) => {
    db.exec("ALTER TABLE event ADD COLUMN body_hash TEXT NOT NULL DEFAULT ''");
    const keep = db.prepare('UPDATE event SET body_hash = ? WHERE session = ? AND seq = ?');
    const rows = db
      .prepare<[], { session: string; seq: number; body: string }>('SELECT session, seq, body FROM event')
      .all();
    for (const row of rows) keep.run(sha256(row.body), row.session, row.seq);
  },
  // A session's passages stand together in the index, so that a new entry does not search it all. What a session read,
  // counted and pinned can be asked for in SQL: views over the newest reading, for the entries are the only truth.
  (db) =>
    db.exec(`
  ALTER TABLE session ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
  UPDATE session SET number = (SELECT count(*) FROM session AS other WHERE other.id <= session.id);
  DELETE FROM passage;
  INSERT INTO passage (passage, rank) VALUES ('secure-delete', 1);
  CREATE VIEW source AS
    SELECT event.session AS session, value ->> 'id' AS id, value ->> 'file' AS file, value ->> 'importer' AS importer,
      value ->> 'format' AS format, value ->> 'records' AS records, value ->> 'sizeBytes' AS size_bytes,
      value ->> 'sha256' AS sha256, value ->> '$.span.from' AS span_from, value ->> '$.span.to' AS span_to,
      value ->> 'zone' AS zone
    FROM event, json_each(event.body, '$.sources')
    WHERE event.kind = 'evidence-imported' AND event.seq =
      (SELECT max(seq) FROM event AS later WHERE later.session = event.session AND later.kind = 'evidence-imported');
  CREATE VIEW series AS
    SELECT event.session AS session, value AS id,
      CASE value WHEN event.body ->> '$.facts.roles.requests.series' THEN 'requests'
        WHEN event.body ->> '$.facts.roles.errors.series' THEN 'errors' END AS role
    FROM event, json_each(event.body, '$.facts.seriesIds')
    WHERE event.kind = 'evidence-imported' AND event.seq =
      (SELECT max(seq) FROM event AS later WHERE later.session = event.session AND later.kind = 'evidence-imported');
  CREATE VIEW pin AS
    SELECT event.session AS session, evidence.key AS evidence, pins.value ->> 'source' AS source,
      pins.value ->> '$.bytes[0]' AS byte_from, pins.value ->> '$.bytes[1]' AS byte_to,
      pins.value ->> '$.lines[0]' AS line_from, pins.value ->> '$.lines[1]' AS line_to,
      pins.value ->> 'rangeSha256' AS range_sha256, pins.value ->> 'excerpt' AS excerpt
    FROM event, json_each(event.body, '$.pins') AS evidence, json_each(evidence.value) AS pins
    WHERE event.kind = 'analysed' AND event.seq =
      (SELECT max(seq) FROM event AS later WHERE later.session = event.session AND later.kind = 'analysed');
  `),
  // What the list says of a session is sealed: it has no chain of its own that would show a changed bit.
  (db) => db.exec("ALTER TABLE session ADD COLUMN seal TEXT NOT NULL DEFAULT ''"),
];

/** The newest schema that this program knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database from its version to the newest, one transaction a step: old or new, never between. */
export function migrate(db: Database, to = SCHEMA_VERSION): void {
  for (let version = Number(db.pragma('user_version', { simple: true })); version < to; version += 1) {
    const step = MIGRATIONS[version];
    if (step === undefined) throw new Error(`There is no migration from version ${version}`);
    db.transaction(() => {
      step(db);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}
