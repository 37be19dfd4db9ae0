import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../../shared/incident/assemble.ts';
import {
  attemptKeys,
  type GivenIds,
  idsFor,
  NO_IDS,
  sourceKeys,
} from '../../../shared/incident/given-ids.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { parseIncidentFile } from '../../../shared/incident/incident-file.ts';
import { factsOf } from '../../../shared/session/incident-facts.ts';
import { Room } from '../session/session-builder.ts';

const T0 = Date.UTC(2026, 10, 20, 11);
const time = (minute: number) => new Date(T0 + minute * 60_000).toISOString();

/** What an incident folder states; an entry may come twice in the same words. */
interface Folder {
  readonly statements: readonly { readonly said: string; readonly by_role: string }[];
  readonly changes: readonly { readonly kind: string; readonly what: string; readonly at: string }[];
  readonly previous_attempts: readonly { readonly action: string; readonly at: string }[];
}

function read(folder: Folder, given: GivenIds): Incident {
  const file = parseIncidentFile(JSON.stringify({ problem: 'It comes back', now: time(900), ...folder }));
  if (!file.ok) throw new Error(file.error.message);
  return assemble('folder', file.value, [], null, null, given);
}

/** Ids by content, sorted: entries in the same words at the same time cannot be told apart. */
function idsByContent(incident: Incident): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  const put = (key: string, id: string) => ids.set(key, [...(ids.get(key) ?? []), id].sort());
  for (const one of incident.statements) put(`S ${one.byRole} ${one.said}`, one.id);
  for (const one of incident.changes) put(`C ${one.kind} ${one.what} ${one.at}`, one.id);
  for (const one of incident.attempts) put(`A ${one.action} ${one.at}`, one.id);
  return ids;
}

const words = fc.constantFrom('the pool', 'the cache', 'a host', 'the queue');
const at = fc.integer({ min: 0, max: 600 }).map(time);
const entry = {
  statements: fc.record({ said: words, by_role: fc.constantFrom('support', 'operations') }),
  changes: fc.record({ kind: fc.constantFrom('data', 'code'), what: words, at }),
  previous_attempts: fc.record({ action: words.map((word) => `Restarted ${word}`), at }),
};
const folder = fc.record({
  statements: fc.array(entry.statements, { maxLength: 6 }),
  changes: fc.array(entry.changes, { maxLength: 6 }),
  previous_attempts: fc.array(entry.previous_attempts, { maxLength: 6 }),
});

/** A folder with more entries, in any order. */
function grown(from: Folder, by: Folder): fc.Arbitrary<Folder> {
  const mixed = <T>(a: readonly T[], b: readonly T[]) => {
    const all = [...a, ...b];
    return fc.shuffledSubarray(all, { minLength: all.length });
  };
  return fc.record({
    statements: mixed(from.statements, by.statements),
    changes: mixed(from.changes, by.changes),
    previous_attempts: mixed(from.previous_attempts, by.previous_attempts),
  });
}

/** A session that read these folders one after the other, as each was when its turn came. */
function session(folders: readonly Folder[]): { readonly readings: Incident[]; readonly room: Room } {
  const room = new Room();
  const readings: Incident[] = [];
  for (const one of folders) {
    const incident = read(one, room.log.state.given);
    readings.push(incident);
    room.append([{ kind: 'evidence-imported', sources: [], facts: factsOf(incident), changed: [] }]);
  }
  return { readings, room };
}

describe('ids of what the evidence states', () => {
  it('stay when the folder is read again with more entries, in any order', () => {
    const steps = fc
      .tuple(folder, folder, folder)
      .chain(([a, b, c]) =>
        grown(a, b).chain((second) => grown(second, c).map((third) => [a, second, third] as const)),
      );
    fc.assert(
      fc.property(steps, (folders) => {
        const { readings } = session(folders);
        for (const [index, reading] of readings.entries()) {
          const ids = idsByContent(reading);
          const all = [...ids.values()].flat();
          expect(new Set(all).size).toBe(all.length);
          for (const [key, before] of index === 0 ? [] : idsByContent(readings[index - 1] as Incident))
            expect(ids.get(key), key).toEqual(expect.arrayContaining(before));
        }
      }),
    );
  });

  it('are never given to something else, also when what had them is gone', () => {
    fc.assert(
      fc.property(folder, folder, (first, second) => {
        const { readings } = session([first, { statements: [], changes: [], previous_attempts: [] }, second]);
        const before = idsByContent(readings[0] as Incident);
        const owner = new Map([...before].flatMap(([key, ids]) => ids.map((id) => [id, key] as const)));
        for (const [key, ids] of idsByContent(readings[2] as Incident)) {
          for (const id of ids) {
            const words = (text: string) => text.replace(/ \d+$/, '').replace(/^S \w+ /, 'S ');
            // A corrected role or time is the same entry; other words are not, unless they were at the same moment.
            const owned = owner.get(id);
            if (owned === undefined || id.startsWith('A')) continue;
            expect(words(key)).toBe(words(owned));
          }
        }
      }),
    );
  });

  it('of an attempt survive the finding of its time and a record in other words', () => {
    const given = [{ id: 'A3', keys: attemptKeys({ action: 'Restarted checkout', at: null }) }];
    const found = { action: 'Restarted  Checkout', at: T0 };
    expect(idsFor('A', given, [found], attemptKeys)).toEqual(['A3']);
    const timed = [{ id: 'A3', keys: attemptKeys(found) }];
    const others = [
      { action: 'Scaled out', at: T0 - 60_000 },
      { action: 'checkout restarted by hand', at: T0 },
    ];
    expect(idsFor('A', timed, others, attemptKeys)).toEqual(['A4', 'A3']);
  });

  it('are not the name of a stream', () => {
    expect(idsFor('C', [], [1, 2, 3], () => [], ['C1', 'C3'])).toEqual(['C2', 'C4', 'C5']);
  });

  it('of files follow their names, and two files of one name have two', () => {
    const given = ['a.csv', 'logs.json'].map((file, i) => ({ id: `E${i + 1}`, keys: sourceKeys({ file }) }));
    const files = ['a.csv', 'a.csv', 'new.csv', 'logs.json'].map((file) => ({ file }));
    expect(idsFor('E', given, files, sourceKeys)).toEqual(['E1', 'E3', 'E4', 'E2']);
  });
});

describe('an attempt that the room logs', () => {
  const none = { statements: [], changes: [] };
  const stated = (minutes: readonly number[]) => ({
    ...none,
    previous_attempts: minutes.map((minute) => ({ action: `Restarted at ${minute}`, at: time(minute) })),
  });

  it('keeps its number when the evidence then states more attempts', () => {
    const { room } = session([stated([10])]);
    room.do({ kind: 'log-attempt', action: 'Drained a host' });
    expect(room.log.state.loggedAttempts[0]?.id).toBe('A2');
    const later = read(stated([5, 10, 20]), room.log.state.given);
    expect(later.attempts.map(({ id }) => id)).toEqual(['A3', 'A1', 'A4']);
  });

  it('cannot be brought back once the evidence took its number', () => {
    const room = new Room();
    room.do({ kind: 'log-attempt', action: 'Drained a host' }).do({ kind: 'undo' });
    const incident = read(stated([10]), NO_IDS);
    room.append([{ kind: 'evidence-imported', sources: [], facts: factsOf(incident), changed: [] }]);
    expect(room.try({ kind: 'redo' })).toMatchObject({ ok: false, error: { code: 'orphans' } });
  });
});

it('an answer that cites a statement which is gone asks to be checked again', () => {
  const { room } = session([
    {
      statements: [{ said: 'Nobody told us', by_role: 'operations' }],
      changes: [],
      previous_attempts: [],
    },
  ]);
  room.ask('Why?').answer('R1', 'Nobody was told', ['S1']);
  expect(room.rung('R1')?.checkAgain).toBe(false);
  const facts = factsOf(read({ statements: [], changes: [], previous_attempts: [] }, room.log.state.given));
  room.append([{ kind: 'evidence-imported', sources: [], facts, changed: [] }]);
  expect(room.rung('R1')?.checkAgain).toBe(true);
});
