import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalystJob } from '../../../../electron/analyst/job.ts';
import { pinsOf } from '../../../../electron/analyst/pins.ts';
import { readIncident, withoutErased } from '../../../../electron/analyst/read-incident.ts';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { searchSessions } from '../../../../electron/storage/library.ts';
import { brokenAt, readChecked } from '../../../../electron/storage/read-session.ts';
import { scrub } from '../../../../electron/storage/scrub.ts';
import { exportSession, importSession } from '../../../../electron/storage/session-file.ts';
import { backUp, snapshotsOf } from '../../../../electron/storage/snapshots.ts';
import { analyse } from '../../../../shared/analyses/analyse.ts';
import type { EvidencePin } from '../../../../shared/incident/evidence-pin.ts';
import { marksOf } from '../../../../shared/session/erase.ts';
import type { SessionEvent } from '../../../../shared/session/events.ts';
import { factsOf } from '../../../../shared/session/incident-facts.ts';
import { BRIEF } from '../../session/session-builder.ts';

const SECRET = 'correct-horse-battery';
let folder: string;
let file: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-erase-'));
  file = join(folder, 'library.db');
  db = library(file);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function library(at: string): Database {
  const opened = openLibrary(at);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** A session whose first answer holds the secret. */
function session(told: (events: readonly SessionEvent[]) => void = () => undefined): OpenSession {
  const made = OpenSession.create(
    db,
    's1',
    { kind: 'session-opened', title: 'Orders', brief: BRIEF, folder: null },
    [],
    told,
  );
  if (!made.ok) throw new Error(made.error.message);
  const send = (command: Parameters<OpenSession['command']>[0]['command']) =>
    made.value.command({ session: 's1', seen: made.value.log.state.seq, command }, 'facilitator');
  send({ kind: 'ask', move: 'own', parent: null, question: 'Why does it fail?', askedBy: 'team' });
  send({
    kind: 'accept-answer',
    rung: 'R1',
    answer: `Somebody set the password to ${SECRET}`,
    cites: [],
    answeredBy: 'team',
  });
  return made.value;
}

/** Files of the folder that hold the secret in their bytes. */
function holding(): string[] {
  return readdirSync(folder).filter(
    (name) => name !== 'evidence' && readFileSync(join(folder, name)).includes(SECRET),
  );
}

describe('words that are erased', () => {
  it('are in no file of the library any more: not in pages, log, index or snapshots', async () => {
    const open = session();
    await backUp(db, file, Date.now());
    expect(holding().length).toBeGreaterThan(1);
    expect(open.erase(SECRET)).toEqual({ ok: true, value: { entries: 1, still: 0 } });
    expect(scrub(db, file)).toEqual([]);
    expect(holding()).toEqual([]);
    expect(snapshotsOf(file)).toEqual([]);
    expect(searchSessions(db, 'horse')).toEqual([]);
    expect(searchSessions(db, 'password')).toHaveLength(1);
  });

  it('leave a chain that holds, and a session that opens again as it stands', () => {
    const open = session();
    open.erase(SECRET);
    expect(brokenAt(db, 's1')).toBeNull();
    const again = OpenSession.open(db, 's1', [], () => undefined);
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.log).toEqual(open.log);
    expect(open.log.state.rungs[0]?.answer).toBe('Somebody set the password to [erased]');
  });

  it('reach the windows as the entries that took the place of the old ones', () => {
    const told: SessionEvent[] = [];
    const open = session((events) => told.push(...events));
    const before = told.length;
    open.erase(SECRET);
    expect(told.slice(before).map((event) => event.body.kind)).toEqual(['answer-accepted', 'erased']);
  });

  it('do not open the chain to other changes', () => {
    session().erase(SECRET);
    db.prepare("UPDATE event SET body = replace(body, '[erased]', 'nothing') WHERE seq = 3").run();
    expect(brokenAt(db, 's1')).toBe(3);
  });

  it('are erased in another library, too, when the session comes there again', () => {
    const open = session();
    const before = join(folder, 'before.whyladder');
    const after = join(folder, 'after.whyladder');
    expect(exportSession(db, 's1', before).ok).toBe(true);
    open.erase(SECRET);
    expect(exportSession(db, 's1', after).ok).toBe(true);
    expect(readFileSync(after).includes(SECRET)).toBe(false);
    const other = library(join(folder, 'other.db'));
    expect(importSession(other, before).ok).toBe(true);
    expect(importSession(other, after).ok).toBe(true);
    expect(readChecked(other, 's1')).toEqual(readChecked(db, 's1'));
    // An older copy brings nothing back.
    expect(importSession(other, before).ok).toBe(true);
    expect(JSON.stringify(readChecked(other, 's1'))).not.toContain(SECRET);
    other.close();
  });
});

describe('evidence that still holds erased words', () => {
  const evidence = () => join(folder, 'evidence');
  const write = (name: string, ...lines: string[]) =>
    writeFileSync(join(evidence(), name), `${lines.join('\n')}\n`);

  /** Reads the folder for a session as the analyst does, and stores what it gave. */
  async function bring(open: OpenSession): Promise<void> {
    const { events, state } = open.log;
    const job: AnalystJob = {
      id: 'j',
      paths: [evidence()],
      brief: null,
      given: state.given,
      erased: marksOf(events),
      unreadable: [],
      analyse: true,
    };
    const read = await readIncident(job, () => undefined);
    if (!read.ok) throw new Error(read.error.message);
    const { incident, files, inputHash } = read.value;
    const result = analyse(incident);
    const refs = [...result.findings, ...incident.statements, ...incident.changes].flatMap((one) =>
      'key' in one
        ? one.pins.map((ref) => ({ key: one.key, ref }))
        : one.ref
          ? [{ key: one.id, ref: one.ref }]
          : [],
    );
    const found = await pinsOf(
      refs.map(({ ref }) => ref),
      incident.sources,
      files,
      withoutErased(job),
    );
    const pins: Record<string, EvidencePin[]> = {};
    for (const { key, ref } of refs) {
      const pin = found.get(ref);
      if (pin) pins[key] = [...(pins[key] ?? []), pin];
    }
    const { brief, sources } = incident;
    const stored = open.bring({
      brief,
      ownPersonality: null,
      title: '',
      sources,
      facts: factsOf(incident),
      result,
      pins,
      inputHash,
      elapsedMs: 0,
    });
    if (!stored.ok) throw new Error(stored.error.message);
  }

  const named = ({ state }: OpenSession['log']) => ({
    statements: state.facts?.statements.map(({ id, said }) => `${id} ${said}`),
    changes: state.facts?.changes.map(({ id, what }) => `${id} ${what}`),
    findings: state.findings.map(
      ({ id, revision, withdrawn, title }) => `${id}.${revision} ${withdrawn} ${title}`,
    ),
    pins: Object.keys(state.pins),
  });

  it('does not bring them back after a restart: not from the same export, nor from a grown one', async () => {
    mkdirSync(evidence());
    const statements = (...said: string[]) =>
      write(
        'incident.yaml',
        'problem: Orders fail',
        'statements:',
        ...said.map((one) => `  - {said: ${JSON.stringify(one)}, by_role: operations}`),
      );
    const counts = Array.from(
      { length: 200 },
      (_, m) => `${new Date(Date.UTC(2026, 2, 3, 8, m)).toISOString()},100,${m % 50 >= 40 ? 40 : 0}`,
    );
    write('counts.csv', 'time,requests,errors', ...counts);
    write(
      'calendar.csv',
      'at,kind,what,about,known_to,not_known_to',
      `2026-03-03T08:30:00Z,config,Rotated ${SECRET} on all hosts,,,`,
    );
    statements('Nothing unusual', SECRET, 'The queue was full');
    const open = session();
    await bring(open);
    const before = named(open.log);
    expect(open.erase(SECRET)).toMatchObject({ ok: true });
    const clean = named(open.log);
    expect(JSON.stringify(clean)).toBe(JSON.stringify(before).replaceAll(SECRET, '[erased]'));

    const again = OpenSession.open(db, 's1', [], () => undefined);
    if (!again.ok) throw new Error(again.error.message);
    await bring(again.value);
    expect(named(again.value.log)).toEqual(clean);

    statements(
      'It began at ten',
      'Nothing unusual',
      SECRET,
      `They typed ${SECRET} into the chat`,
      'The queue was full',
    );
    write(
      'app.jsonl',
      ...counts.map((row) =>
        JSON.stringify({ time: row.slice(0, 24), level: 'error', message: `login with ${SECRET} refused` }),
      ),
    );
    await bring(again.value);
    expect(again.value.log.state.facts?.statements.map(({ id, said }) => `${id} ${said}`)).toEqual([
      'S4 It began at ten',
      'S1 Nothing unusual',
      'S2 [erased]',
      'S5 They typed [erased] into the chat',
      'S3 The queue was full',
    ]);
    expect(JSON.stringify(again.value.log)).not.toContain(SECRET);
    expect(scrub(db, file)).toEqual([]);
    expect(holding()).toEqual([]);
  });

  it('leaves no part of them in titles and labels that are shortened, neither before nor after it is read again', async () => {
    mkdirSync(evidence());
    write('incident.yaml', 'problem: Orders fail');
    const told = (what: string) =>
      write(
        'calendar.csv',
        'at,kind,what,about,known_to,not_known_to',
        `2026-03-03T08:38:00Z,config,${what},,,`,
        `2026-03-03T09:28:00Z,config,${what} once more,,,`,
      );
    const counts = Array.from(
      { length: 200 },
      (_, m) => `${new Date(Date.UTC(2026, 2, 3, 8, m)).toISOString()},100,${m % 50 >= 40 ? 40 : 0}`,
    );
    write('counts.csv', 'time,requests,errors', ...counts);
    const words = 'at the request of Barnaby Merryweather Featherstonehaugh of Accounts';
    told(`Raised the pool to 50 connections ${words} before the sale began`);
    const open = session();
    await bring(open);
    const cut = /Barnaby(?! Merryweather Featherstonehaugh of Accounts)/;
    expect(JSON.stringify(open.log.state)).toMatch(cut);
    expect(open.erase(words)).toMatchObject({ ok: true });
    const left = () => JSON.stringify(open.log);
    expect(left()).not.toMatch(/Barnaby|request of/);
    await bring(open);
    expect(left()).not.toMatch(/Barnaby|request of/);
    expect(scrub(db, file)).toEqual([]);
    expect(readFileSync(file).includes('Barnaby')).toBe(false);
  });
});

describe('a session that went on in two places', () => {
  it('is refused, and both stay as they are', () => {
    const open = session();
    const copy = join(folder, 'copy.whyladder');
    exportSession(db, 's1', copy);
    const other = library(join(folder, 'other.db'));
    importSession(other, copy);
    open.append([{ kind: 'live-switched', live: true }], 'facilitator');
    exportSession(db, 's1', copy);
    const there = OpenSession.open(other, 's1', [], () => undefined);
    if (!there.ok) throw new Error(there.error.message);
    there.value.append([{ kind: 'depth-set', maxDepth: 5 }], 'facilitator');
    expect(importSession(other, copy)).toMatchObject({ ok: false, error: { code: 'diverged' } });
    expect(brokenAt(other, 's1')).toBeNull();
    other.close();
  });
});

describe('snapshots', () => {
  it('are whole copies that open as a library, and only the newest are kept', async () => {
    session();
    for (let day = 0; day < 5; day += 1) await backUp(db, file, Date.UTC(2026, 0, 1 + day));
    const kept = snapshotsOf(file);
    expect(kept).toHaveLength(3);
    const copy = new Sqlite(kept[0]?.file ?? '', { readonly: true });
    expect(brokenAt(copy, 's1')).toBeNull();
    copy.close();
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
