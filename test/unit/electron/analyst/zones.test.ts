import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIncident } from '../../../../electron/analyst/read-incident.ts';
import type { SourceClock } from '../../../../shared/incident/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, ...lines: string[]) =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

async function sources(clocks: readonly SourceClock[] = []) {
  const job = { id: 'j', paths: [folder], brief: null, unreadable: [], analyse: false, clocks };
  const read = await readIncident(job, () => undefined);
  if (!read.ok) throw new Error(read.error.message);
  const { incident } = read.value;
  const of = (file: string) => {
    const source = incident.sources.find((one) => one.file === file);
    const span = source?.span;
    return {
      zone: `${source?.zone} (${source?.zoneOrigin})`,
      from: span ? new Date(span.from).toISOString() : null,
      to: span ? new Date(span.to - 1).toISOString() : null,
    };
  };
  return { of, incident };
}

describe('the zone of a record', () => {
  it("is its own, else the file's, else the format's, else the incident's", async () => {
    write(
      'incident.yaml',
      'problem: It fails',
      'timezone: Europe/Berlin',
      'sources:',
      '  - {file: told.csv, timezone: America/New_York}',
      '  - {file: told-iis.log, timezone: America/New_York}',
    );
    write('own.csv', 'time,requests,errors', '2026-11-20T10:00:00Z,5,1');
    write('column.csv', 'Time (UTC),requests,errors', '2026-11-20 10:00:00,5,1');
    write('told.csv', 'time,requests,errors', '2026-11-20 05:00:00,5,1');
    write('incident.csv', 'time,requests,errors', '2026-11-20 11:00:00,5,1');
    const iis = ['#Fields: date time cs-method cs-uri-stem sc-status'];
    write('iis.log', ...iis, '2026-11-20 10:00:00 GET / 200');
    write('told-iis.log', ...iis, '2026-11-20 05:00:00 GET / 200');
    const { of } = await sources();
    const from = '2026-11-20T10:00:00.000Z';
    expect(of('own.csv')).toMatchObject({ from, zone: 'UTC (record)' });
    expect(of('column.csv')).toMatchObject({ from, zone: 'UTC (record)' });
    expect(of('told.csv')).toMatchObject({ from, zone: 'America/New_York (sources)' });
    expect(of('incident.csv')).toMatchObject({ from, zone: 'Europe/Berlin (incident)' });
    expect(of('iis.log')).toMatchObject({ from, zone: 'UTC (format)' });
    expect(of('told-iis.log')).toMatchObject({ from, zone: 'America/New_York (sources)' });
  });

  it('is the one that the team sets in the session, where a record has none', async () => {
    write('incident.yaml', 'problem: It fails', 'sources: [{file: told.csv, timezone: America/New_York}]');
    write('told.csv', 'time,requests,errors', '2026-11-20 11:00:00,5,1');
    write('own.csv', 'time,requests,errors', '2026-11-20T10:00:00Z,5,1');
    write('iis.log', '#Fields: date time cs-method cs-uri-stem sc-status', '2026-11-20 11:00:00 GET / 200');
    const { of } = await sources(
      ['told.csv', 'own.csv', 'iis.log'].map((file) => ({
        file,
        timezone: 'Europe/Berlin',
        offsetMs: 60_000,
      })),
    );
    const from = '2026-11-20T10:01:00.000Z';
    expect(of('told.csv')).toMatchObject({ from, zone: 'Europe/Berlin (team)' });
    expect(of('iis.log')).toMatchObject({ from, zone: 'Europe/Berlin (team)' });
    expect(of('own.csv')).toMatchObject({ from, zone: 'UTC (record)' });
  });

  it('is assumed to be UTC, and said so, where nobody knows it', async () => {
    write('some.csv', 'time,requests,errors', '2026-11-20 10:00:00,5,1');
    const { of, incident } = await sources();
    expect(of('some.csv')).toMatchObject({ from: '2026-11-20T10:00:00.000Z', zone: 'UTC (assumed)' });
    expect(incident.zoneAssumed).toBe(true);
  });

  it('puts the hour that comes twice in the order of the file, newest first too', async () => {
    write('incident.yaml', 'problem: It fails', 'timezone: Europe/Berlin');
    const times = ['01:30', '02:10', '02:50', '02:10', '02:50', '03:10'];
    const line = (time: string) => `2026-10-25 ${time}:00 INFO at ${time}`;
    write('forwards.log', ...times.map(line));
    write('backwards.log', ...times.toReversed().map(line));
    const { of } = await sources();
    const span = { from: '2026-10-24T23:30:00.000Z', to: '2026-10-25T02:10:00.000Z' };
    expect(of('forwards.log')).toMatchObject(span);
    expect(of('backwards.log')).toMatchObject(span);
  });
});

describe('a record without a year', () => {
  const system = ['Dec 31 23:59:00 web-1 cart[1]: INFO up', 'Jan  1 00:01:00 web-1 cart[1]: ERROR down'];

  it('lies where the other files end', async () => {
    write('system.log', ...system);
    write('counts.csv', 'time,requests,errors', '2023-12-31T23:00:00Z,5,1', '2024-01-01T01:00:00Z,5,1');
    const { of, incident } = await sources();
    expect(of('system.log')).toMatchObject({
      from: '2023-12-31T23:59:00.000Z',
      to: '2024-01-01T00:01:00.000Z',
    });
    expect(incident.sources.find((one) => one.file === 'system.log')?.assumptions).toEqual([
      'its times carry no year: 2023 is taken for the first, next to the other evidence',
    ]);
  });

  it('lies where its own file was last written, when it stands alone', async () => {
    write('system.log', ...system);
    const written = new Date('2022-01-01T00:05:00Z');
    utimesSync(join(folder, 'system.log'), written, written);
    const { of } = await sources();
    expect(of('system.log')).toMatchObject({
      from: '2021-12-31T23:59:00.000Z',
      to: '2022-01-01T00:01:00.000Z',
    });
  });
});
