import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIncident } from '../../../electron/analyst/read-incident.ts';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import type { SourceClock } from '../../../shared/incident/source.ts';

const root = mkdtempSync(join(tmpdir(), 'whyladder-offset-'));
afterAll(() => rmSync(root, { recursive: true }));

const ORIGIN = Date.UTC(2026, 10, 20, 8);
const RUNS = [12, 61, 83, 170, 214, 305];
const iso = (minute: number, seconds = 0): string =>
  new Date(ORIGIN + minute * 60_000 + seconds * 1000).toISOString();

async function read(name: string, sources: string, clocks: readonly SourceClock[] = []): Promise<Incident> {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'incident.yaml'), `problem: It fails now and then\n${sources}`);
  const rows = Array.from({ length: 400 }, (_, m) => {
    const failing = RUNS.some((run) => m >= run + 2 && m < run + 10);
    return `${iso(m)},600,${failing ? 180 + (m % 7) : m % 3}`;
  });
  writeFileSync(join(folder, 'counts.csv'), ['time,requests,errors', ...rows, ''].join('\n'));
  writeFileSync(
    join(folder, 'jobs.csv'),
    ['stream,kind,start,end', ...RUNS.map((m) => `ledger-import,job,${iso(m)},${iso(m + 9)}`), ''].join('\n'),
  );
  // The log's clock is 178 s ahead.
  const lines = RUNS.flatMap((m) => [
    { time: iso(m, 178), level: 'info', message: 'ledger-import started' },
    { time: iso(m + 9, 178), level: 'info', message: 'ledger-import finished' },
  ]);
  writeFileSync(
    join(folder, 'app.jsonl'),
    lines
      .sort((a, b) => (a.time < b.time ? -1 : 1))
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const result = await readIncident(
    { id: 'x', paths: [folder], brief: null, unreadable: [], analyse: false, clocks },
    () => undefined,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value.incident;
}

const offsets = (incident: Incident) =>
  analyse(incident).findings.filter((finding) => isKind(finding, 'clock-offset'));

describe('a folder with a log whose clock is ahead', () => {
  it('says so, and shifts nothing by itself', async () => {
    const incident = await read('as-is', '');
    expect(offsets(incident).map((finding) => finding.data)).toEqual([
      expect.objectContaining({ offsetMs: 178_000, n: 12 }),
    ]);
    expect(incident.logs?.templates[0]?.firstAt).toBe(ORIGIN + 12 * 60_000 + 178_000);
  });

  it('is set right by sources[].offset, and the analyses work with the times as set', async () => {
    const incident = await read('set', 'sources:\n  - file: app.jsonl\n    offset: -178\n');
    expect(incident.sources.find((source) => source.file === 'app.jsonl')?.offsetMs).toBe(-178_000);
    expect(incident.logs?.templates[0]?.firstAt).toBe(ORIGIN + 12 * 60_000);
    expect(incident.logs?.coverage[0]?.from).toBe(ORIGIN + 12 * 60_000);
    expect(offsets(incident)).toEqual([]);
  });

  it('is set right in the session just as well, and that beats what incident.yaml says', async () => {
    const written = await read('written', 'sources:\n  - file: app.jsonl\n    offset: -178\n');
    const clock = { file: 'app.jsonl', timezone: null, offsetMs: -178_000 };
    const set = await read('in-session', 'sources:\n  - file: app.jsonl\n    offset: 600\n', [clock]);
    expect(set.logs).toEqual(written.logs);
    expect(analyse(set).findings).toEqual(analyse(written).findings);
  });

  it('moves runs with an offset of their own source, and their lag to the onsets with them', async () => {
    const plain = analyse(await read('jobs-plain', ''));
    const moved = analyse(await read('jobs-moved', 'sources:\n  - file: jobs.csv\n    offset: "+90 s"\n'));
    const lag = (result: typeof plain): number => {
      const data = result.findings.map((f) => f.data).find((d) => d.kind === 'trigger');
      return data?.kind === 'trigger' ? (data.lagMs?.[0] ?? Number.NaN) : Number.NaN;
    };
    expect(lag(plain) - lag(moved)).toBe(90_000);
  });
});
