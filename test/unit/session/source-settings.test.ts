import { describe, expect, it } from 'vitest';
import type { Source } from '../../../shared/incident/source.ts';
import { Room } from './session-builder.ts';

const source = (id: `E${number}`, part: Partial<Source> = {}): Source => ({
  id,
  file: `${id}.csv`,
  sizeBytes: 10,
  sha256: '',
  importer: 'counts-csv',
  format: 'Counts',
  records: 3,
  span: { from: 0, to: 1 },
  coverage: [],
  gaps: [],
  zone: 'UTC',
  zoneOrigin: 'assumed',
  offsetMs: 0,
  rejects: [],
  moreRejects: 0,
  redactions: 0,
  ...part,
});

function room(): Room {
  const made = new Room();
  made.append([
    {
      kind: 'evidence-imported',
      sources: [source('E1'), source('E2', { zoneOrigin: 'record' }), source('E3', { span: null })],
      changed: [],
      facts: {
        name: '',
        zone: 'UTC',
        zoneAssumed: true,
        now: 0,
        roles: { requests: null, errors: null, limits: [] },
        statements: [],
        attempts: [],
        changes: [],
        teams: [],
        streamIds: [],
        seriesIds: [],
      },
    },
  ]);
  return made;
}

const set = (id: string, timezone: string | null, offsetMs: number | null) =>
  ({ kind: 'set-source-clock', source: id, timezone, offsetMs }) as const;

describe('what a file is taken for', () => {
  const take = (id: string, importer: string | null) =>
    ({ kind: 'set-source-format', source: id, importer }) as const;

  it('is what the team says, until it is undone or taken back', () => {
    const { log } = room().do(take('E1', 'plain-log')).do(take('E1', 'logfmt'));
    expect(log.state.formats).toEqual([{ file: 'E1.csv', importer: 'logfmt' }]);
    const back = room().do(take('E1', 'logfmt')).do(take('E1', null));
    expect(back.log.state.formats).toEqual([]);
    expect(back.do({ kind: 'undo' }).log.state.formats).toHaveLength(1);
  });

  it('is refused where there is no such importer or file', () => {
    expect(room().try(take('E1', 'excel'))).toMatchObject({ ok: false, error: { code: 'unknown-importer' } });
    expect(room().try(take('E9', 'logfmt'))).toMatchObject({ ok: false, error: { code: 'unknown-source' } });
    expect(room().try(take('E1', null))).toMatchObject({ ok: false, error: { code: 'no-change' } });
  });
});

describe("the zone and clock of a file's times", () => {
  it('are set by the team, one word a file, and the newest counts', () => {
    const { log } = room()
      .do(set('E1', 'Europe/Berlin', null))
      .do(set('E1', 'Europe/Berlin', -40_000));
    expect(log.state.clocks).toEqual([{ file: 'E1.csv', timezone: 'Europe/Berlin', offsetMs: -40_000 }]);
  });

  it('go back to what the file says, and one undo at a time', () => {
    const one = room()
      .do(set('E1', 'Europe/Berlin', null))
      .do(set('E1', null, null));
    expect(one.log.state.clocks).toEqual([]);
    expect(one.do({ kind: 'undo' }).log.state.clocks).toHaveLength(1);
    expect(one.log.state.undoLabel).toBe('the zone and clock of the file');
    expect(one.do({ kind: 'undo' }).log.state.clocks).toEqual([]);
  });

  it('are refused where they could not mean anything', () => {
    const refused = (command: ReturnType<typeof set>) => {
      const tried = room().try(command);
      return tried.ok ? 'taken' : tried.error.code;
    };
    expect(refused(set('E9', 'UTC', null))).toBe('unknown-source');
    expect(refused(set('E1', 'Middle/Earth', null))).toBe('unknown-zone');
    expect(refused(set('E1', null, 3 * 86_400_000))).toBe('bad-offset');
    expect(refused(set('E1', null, Number.NaN))).toBe('bad-offset');
    expect(refused(set('E1', null, null))).toBe('no-change');
    expect(refused(set('E2', 'Europe/Berlin', null))).toBe('zone-of-records');
    expect(refused(set('E2', null, 1_000))).toBe('taken');
    expect(refused(set('E3', null, 1_000))).toBe('not-timed');
  });
});
