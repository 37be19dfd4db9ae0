import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalystJob } from '../../../../electron/analyst/job.ts';
import { pinsOf, sha256Hex } from '../../../../electron/analyst/pins.ts';
import { readIncident } from '../../../../electron/analyst/read-incident.ts';
import { NO_IDS } from '../../../../shared/incident/given-ids.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const job = () => ({ id: 'j', paths: [folder], brief: null, unreadable: [], analyse: false });
const read = () => readIncident(job(), () => undefined);

const EVENTS = 'stream,kind,start,end,title\nwarm,job,2026-01-05T10:00:00Z,2026-01-05T10:05:00Z,run\n';
const COUNTS = `time,requests,errors\n${Array.from({ length: 30 }, (_, i) => `2026-01-05T10:${String(i).padStart(2, '0')}:00Z,100,${i % 7}`).join('\n')}\n`;

describe('an incident folder', () => {
  it('becomes one incident with its brief, series and streams', async () => {
    writeFileSync(join(folder, 'incident.yaml'), 'problem: It fails\n');
    writeFileSync(join(folder, 'counts.csv'), COUNTS);
    writeFileSync(join(folder, 'runs.csv'), EVENTS);
    const result = await read();
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.incident.brief.problem).toBe('It fails');
    expect(result.value.incident.streams.map((stream) => stream.id)).toEqual(['warm']);
    expect(result.value.incident.sources.map((source) => source.id)).toEqual(['E1', 'E2', 'E3']);
  });

  it('takes a file for what incident.yaml says, and for what the team says before that', async () => {
    writeFileSync(join(folder, 'counts.csv'), COUNTS);
    const importer = async (formats: AnalystJob['formats'] = []) => {
      const result = await readIncident({ ...job(), formats }, () => undefined);
      if (!result.ok) throw new Error(result.error.message);
      return result.value.incident.sources.find((source) => source.file === 'counts.csv')?.importer;
    };
    expect(await importer()).toBe('counts-csv');
    writeFileSync(
      join(folder, 'incident.yaml'),
      'problem: It fails\nsources: [{file: counts.csv, importer: logs-csv}]\n',
    );
    expect(await importer()).toBe('logs-csv');
    expect(await importer([{ file: 'counts.csv', importer: 'tall-csv' }])).toBe('tall-csv');
  });

  it('with a binary file and a strange one is read without them, and says so', async () => {
    writeFileSync(join(folder, 'counts.csv'), COUNTS);
    writeFileSync(join(folder, 'heap.bin'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]));
    writeFileSync(join(folder, 'poem.txt'), 'roses are red\nviolets are blue\n');
    const result = await read();
    if (!result.ok) throw new Error(result.error.message);
    const refused = result.value.incident.sources.filter((source) => source.importer === null);
    expect(refused.map((source) => source.file)).toEqual(['heap.bin', 'poem.txt']);
    expect(refused.every((source) => source.rejects[0]?.reason !== undefined)).toBe(true);
  });

  it('that is read again with more files gives each the number that it had', async () => {
    writeFileSync(join(folder, 'incident.yaml'), 'problem: It fails\n');
    writeFileSync(join(folder, 'runs.csv'), EVENTS);
    const first = await read();
    if (!first.ok) throw new Error(first.error.message);
    const sources = first.value.incident.sources.map(({ id, file }) => ({ id, keys: [file] }));
    writeFileSync(join(folder, 'counts.csv'), COUNTS);
    const given = { ...NO_IDS, sources };
    const again = await readIncident({ ...job(), given }, () => undefined);
    if (!again.ok) throw new Error(again.error.message);
    expect(Object.fromEntries(again.value.incident.sources.map((one) => [one.file, one.id]))).toEqual({
      'runs.csv': 'E1',
      'incident.yaml': 'E2',
      'counts.csv': 'E3',
    });
  });

  it('that is empty is refused with what to do', async () => {
    expect(await read()).toMatchObject({ ok: false, error: { code: 'nothing-usable' } });
  });

  it('with a wrong key in incident.yaml is refused with the line, the key and what is allowed', async () => {
    writeFileSync(join(folder, 'incident.yaml'), 'problem: It fails\nmax_dept: 5\n');
    const result = await read();
    expect(result).toMatchObject({ ok: false, error: { code: 'incident-file-invalid' } });
    if (!result.ok) expect(result.error.message).toMatch(/line 2.*max_dept/);
  });

  it('that the analyst died on leaves out the file that killed it', async () => {
    writeFileSync(join(folder, 'counts.csv'), COUNTS);
    writeFileSync(join(folder, 'runs.csv'), EVENTS);
    const result = await readIncident({ ...job(), unreadable: ['runs.csv'] }, () => undefined);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.incident.streams).toEqual([]);
    expect(result.value.incident.sources[1]?.rejects[0]?.reason).toContain('unreadable');
  });

  it('gives pins over exactly the bytes of a record', async () => {
    writeFileSync(join(folder, 'runs.csv'), EVENTS);
    const result = await read();
    if (!result.ok) throw new Error(result.error.message);
    const { incident, files } = result.value;
    const ref = incident.streams[0]?.events[0]?.ref;
    if (!ref) throw new Error('the event has no reference');
    const pin = (await pinsOf([ref], incident.sources, files)).get(ref);
    const bytes = Buffer.from(EVENTS).subarray(ref.bytes[0], ref.bytes[1]);
    expect(bytes.toString()).toContain('warm,job');
    expect(pin?.rangeSha256).toBe(sha256Hex(bytes));
    expect(pin?.excerpt).toContain('warm,job');
  });

  it('shows no credential that its description or its files hold, and counts them', async () => {
    writeFileSync(
      join(folder, 'incident.yaml'),
      'problem: Fails since password=hunter2x was rotated\nstatements:\n  - {said: "we use redis://:s3cr3tpw@cache", by_role: dev}\n',
    );
    writeFileSync(
      join(folder, 'app.log'),
      '2026-01-05 10:00:00 ERROR no answer from postgres://app:s3cr3tpw@db\n'.repeat(3),
    );
    const result = await read();
    if (!result.ok) throw new Error(result.error.message);
    const { incident, files } = result.value;
    const refs = [...(incident.logs?.templates ?? []), ...incident.statements].flatMap(
      (one) => one.ref ?? [],
    );
    const pins = [...(await pinsOf(refs, incident.sources, files)).values()];
    expect(pins).toHaveLength(2);
    expect(JSON.stringify([incident, pins])).not.toMatch(/hunter2x|s3cr3tpw/);
    const counts = incident.sources.map((source) => [source.file, source.redactions]);
    expect(counts).toEqual([
      ['app.log', 3],
      ['incident.yaml', 2],
    ]);
  });
});
