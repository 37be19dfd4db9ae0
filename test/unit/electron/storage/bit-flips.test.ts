import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';
import { listSessions, searchSessions } from '../../../../electron/storage/library.ts';
import { readChecked } from '../../../../electron/storage/read-session.ts';
import { generateIncident } from '../../../../scripts/samples/generate-incident.ts';
import { random } from '../../../simulate/random.ts';
import { aloneLog, incidentOf } from '../../facilitation/session-alone.ts';

const FLIPS = Number(process.env.WHYLADDER_FLIPS ?? 60);

let folder: string;
let whole: string;
let bytes: Buffer;
let said: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-flips-'));
  whole = join(folder, 'whole.db');
  const log = aloneLog(await incidentOf(generateIncident({ family: 'rearmed-job' })));
  const opened = openLibrary(whole);
  if (!opened.ok) throw new Error(opened.error.message);
  const [first, ...rest] = log.events.map(({ body }) => body);
  if (first?.kind !== 'session-opened') throw new Error('The session does not begin');
  const made = OpenSession.create(opened.value, 's1', first, [], () => undefined);
  if (!made.ok) throw new Error(made.error.message);
  made.value.append(rest, 'main');
  said = whatItSays(opened.value);
  opened.value.close();
  bytes = readFileSync(whole);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a user can come to see of the library. */
function whatItSays(db: Database): string {
  const read = readChecked(db, 's1');
  if (!read.ok) return read.error.code;
  return JSON.stringify([
    read.value,
    listSessions(db),
    searchSessions(db, 'pool'),
    searchSessions(db, 'catalog'),
  ]);
}

/** How a flip shows: it is refused with a reason, or it changed nothing that anybody can see. */
function outcomeOf(file: string): 'refused' | 'unchanged' | 'unnoticed' {
  const opened = openLibrary(file);
  if (!opened.ok) return 'refused';
  try {
    const now = whatItSays(opened.value);
    if (now === said) return 'unchanged';
    return now.startsWith('[') ? 'unnoticed' : 'refused';
  } finally {
    opened.value.close();
  }
}

describe('a bit that flipped on the disk', () => {
  it(`is noticed wherever it changes what is read: ${FLIPS} at random places`, {
    timeout: 60_000 + FLIPS * 1_000,
  }, () => {
    const draw = random(11);
    const outcomes = new Map<string, number>();
    const unnoticed: string[] = [];
    for (let n = 0; n < FLIPS; n += 1) {
      const at = draw.integer(0, bytes.length - 1);
      const bit = draw.integer(0, 7);
      const file = join(folder, `flip-${n}.db`);
      copyFileSync(whole, file);
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      writeFileSync(file, flipped);
      const outcome = outcomeOf(file);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome === 'unnoticed') unnoticed.push(`byte ${at}, bit ${bit}`);
      for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
    }
    process.stderr.write(`${FLIPS} flips in ${bytes.length} bytes: ${JSON.stringify([...outcomes])}\n`);
    expect(unnoticed).toEqual([]);
  });
});
