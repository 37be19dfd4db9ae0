import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { readIncident } from '../../../electron/analyst/read-incident.ts';
import type { Incident } from '../../../shared/incident/incident.ts';

const root = mkdtempSync(join(tmpdir(), 'whyladder-names-'));
afterAll(() => rmSync(root, { recursive: true }));

async function read(folder: string): Promise<Incident> {
  const result = await readIncident(
    { id: 'x', paths: [folder], brief: null, unreadable: [], analyse: false },
    () => undefined,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value.incident;
}

/** The incident without what names a file: source ids and the sources themselves. */
function withoutFiles(incident: Incident): string {
  return JSON.stringify({ ...incident, name: '', sources: [] }, (key, value) =>
    key === 'source' || key === 'sources' ? undefined : value,
  );
}

describe('an incident folder', () => {
  it('gives the same incident whatever its files are called', async () => {
    const folder = join(root, 'renamed');
    cpSync('resources/samples/traffic', folder, { recursive: true });
    const before = withoutFiles(await read(folder));
    const files = readdirSync(folder).filter((file) => file !== 'incident.yaml');
    mkdirSync(join(folder, 'deeper'));
    files.forEach((file, i) => {
      renameSync(
        join(folder, file),
        join(folder, i % 2 === 0 ? 'deeper' : '', `export-${files.length - i}.txt`),
      );
    });
    expect(withoutFiles(await read(folder))).toBe(before);
  });

  it('numbers its sources by file name and refuses a binary file in a sentence while the rest goes on', async () => {
    const folder = join(root, 'mixed');
    mkdirSync(folder);
    writeFileSync(join(folder, 'b.csv'), 'time,requests,errors\n2026-11-20T11:00:00Z,5,1\n');
    writeFileSync(join(folder, 'a.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    writeFileSync(join(folder, 'c.txt'), 'Nov 20 11:00:00 web1 shop[3]: cannot connect\n');
    const incident = await read(folder);
    expect(incident.sources.map((source) => [source.id, source.file, source.importer])).toEqual([
      ['E1', 'a.png', null],
      ['E2', 'b.csv', 'counts-csv'],
      ['E3', 'c.txt', 'syslog-3164'],
    ]);
    expect(incident.sources[0]?.rejects[0]?.reason).toContain('picture');
    // syslog has no year: the other file says which one it is.
    expect(incident.logs?.templates[0]?.firstAt).toBe(Date.UTC(2026, 10, 20, 11));
  });

  it('reads what is compressed inside an archive', async () => {
    const archive = join(root, 'export.zip');
    const log = gzipSync('{"time":"2026-11-20T11:00:00Z","message":"refused","level":"error"}\n');
    const counts = Buffer.from('time,requests,errors\n2026-11-20T11:00:00Z,5,1\n');
    writeFileSync(archive, zipSync({ 'day/app.log.gz': log, 'day/counts.csv': counts }));
    const incident = await read(archive);
    expect(incident.sources.map((source) => [source.file, source.importer])).toEqual([
      ['export.zip!day/app.log.gz', 'json-lines-logs'],
      ['export.zip!day/counts.csv', 'counts-csv'],
    ]);
  });

  it.each(['empty', 'useless'])('that is %s says that nothing is usable', async (kind) => {
    const folder = join(root, kind);
    mkdirSync(folder);
    if (kind === 'useless') writeFileSync(join(folder, 'letter.txt'), 'Dear all,\nthe weather is fine.\n');
    const result = await readIncident(
      { id: 'x', paths: [folder], brief: null, unreadable: [], analyse: false },
      () => undefined,
    );
    expect(result.ok ? '' : result.error.code).toBe('nothing-usable');
  });
});
