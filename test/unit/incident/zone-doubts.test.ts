import { describe, expect, it } from 'vitest';
import type { Source, ZoneOrigin } from '../../../shared/incident/source.ts';
import { withZoneDoubts } from '../../../shared/incident/zone-doubts.ts';

function source(file: string, from: string, to: string, zone: string, zoneOrigin: ZoneOrigin): Source {
  return {
    id: 'E1',
    file,
    sizeBytes: 1,
    sha256: '',
    importer: 'x',
    format: 'x',
    records: 1,
    span: { from: Date.parse(`2026-11-20T${from}:00Z`), to: Date.parse(`2026-11-20T${to}:00Z`) },
    coverage: [],
    gaps: [],
    zone,
    zoneOrigin,
    offsetMs: 0,
    rejects: [],
    moreRejects: 0,
    redactions: 0,
  };
}

const LOGS = source('logs.json', '10:00', '14:00', 'UTC', 'record');
const said = (one: Source) => withZoneDoubts([LOGS, one])[1]?.assumptions ?? [];

describe('times without a zone', () => {
  it('that would begin and end with others if they were in UTC are named, and not moved', () => {
    const local = source('metrics.csv', '09:00', '13:00', 'Europe/Berlin', 'incident');
    expect(said(local)).toEqual([
      'its times carry no zone and are read in Europe/Berlin; 1 h later they would begin and end with logs.json: name its zone if it is another',
    ]);
    expect(withZoneDoubts([LOGS, local])[1]?.span).toEqual(local.span);
  });

  it('that were assumed to be UTC and lie whole hours beside the others are named, too', () => {
    expect(said(source('metrics.csv', '12:01', '16:02', 'UTC', 'assumed'))[0]).toContain('2 h earlier');
  });

  it('are compared with what files of one format cover together', () => {
    const hours = ['10', '11', '12'].map((hour) =>
      source(`logs-${hour}.json`, `${hour}:00`, `${hour}:59`, 'UTC', 'record'),
    );
    const all = withZoneDoubts([
      ...hours,
      source('metrics.csv', '09:00', '12:00', 'Europe/Berlin', 'incident'),
    ]);
    expect(all.at(-1)?.assumptions?.[0]).toContain('1 h later they would begin and end with logs-10.json');
  });

  it('that fit, that reach elsewhere, or whose zone somebody stated are left alone', () => {
    expect(said(source('a.csv', '10:00', '14:00', 'UTC', 'assumed'))).toEqual([]);
    expect(said(source('a.csv', '09:00', '13:30', 'Europe/Berlin', 'incident'))).toEqual([]);
    expect(said(source('a.csv', '09:00', '13:00', 'Europe/Berlin', 'sources'))).toEqual([]);
  });

  it('of what happens now and then may begin and end by one of its gaps apart', () => {
    const runs = { ...source('jobs.csv', '07:08', '11:10', 'UTC', 'assumed'), records: 24 };
    expect(said(runs)[0]).toContain('3 h later');
    expect(said({ ...runs, records: 240 })).toEqual([]);
  });
});
