import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIncident } from '../../../electron/analyst/read-incident.ts';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { numberFindings } from '../../../shared/analyses/number-findings.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { verificationOf } from '../../../shared/report/verification.ts';
import { apply } from '../../../shared/session/apply.ts';
import { emptyState } from '../../../shared/session/empty-state.ts';
import type { EventBody } from '../../../shared/session/events.ts';
import { factsOf } from '../../../shared/session/incident-facts.ts';
import type { SessionState } from '../../../shared/session/state.ts';

const root = mkdtempSync(join(tmpdir(), 'whyladder-growing-'));
afterAll(() => rmSync(root, { recursive: true }));

const ORIGIN = Date.UTC(2026, 10, 20, 6);
const PERIOD = 61;
const iso = (minute: number): string => new Date(ORIGIN + minute * 60_000).toISOString();

/** Counts and runs from one minute to another; a window opens 2 min after each run, the last ones not when it is `cured`. */
function exported(
  from: number,
  to: number,
  curedFrom = Number.POSITIVE_INFINITY,
): [counts: string, runs: string] {
  const rows = ['time,requests,errors'];
  for (let m = from; m < to; m++) {
    const failing = m % PERIOD >= 12 && m % PERIOD < 24 && m < curedFrom;
    rows.push(`${iso(m)},${600 + (m % 7)},${failing ? 180 + (m % 5) : m % 3}`);
  }
  const runs = ['stream,kind,start,end'];
  for (let m = Math.ceil(from / PERIOD) * PERIOD + 10; m + 14 < to; m += PERIOD)
    runs.push(`index-rebuild,job,${iso(m)},${iso(m + 14)}`);
  return [`${rows.join('\n')}\n`, `${runs.join('\n')}\n`];
}

async function read(files: readonly (readonly [string, string])[]): Promise<Incident> {
  const folder = mkdtempSync(join(root, 'folder-'));
  writeFileSync(join(folder, 'incident.yaml'), 'problem: It fails every hour\n');
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  const result = await readIncident(
    { id: 'x', paths: [folder], brief: null, unreadable: [], analyse: false },
    () => undefined,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value.incident;
}

function taken(state: SessionState, incident: Incident): SessionState {
  const { findings, ...result } = analyse(incident);
  const bodies: EventBody[] = [
    { kind: 'evidence-imported', sources: incident.sources, facts: factsOf(incident), changed: [] },
    {
      kind: 'analysed',
      engine: result.engine,
      inputHash: 'test',
      findings: numberFindings(state.findings, findings),
      result,
      pins: {},
    },
  ];
  return bodies.reduce(
    (before, body, n) =>
      apply(before, { session: 's', seq: before.seq + 1 + n, at: incident.now, role: 'cli', v: 1, body }),
    state,
  );
}

const [counts1, runs1] = exported(0, 400);
const first: readonly (readonly [string, string])[] = [
  ['counts-1.csv', counts1],
  ['runs-1.csv', runs1],
];

describe('evidence that is imported again while the incident runs', () => {
  it('merges an export that overlaps the one before without a duplicate', async () => {
    const [counts2, runs2] = exported(250, 500);
    const merged = await read([...first, ['counts-2.csv', counts2], ['runs-2.csv', runs2]]);
    const [whole, wholeRuns] = exported(0, 500);
    const once = await read([
      ['counts.csv', whole],
      ['runs.csv', wholeRuns],
    ]);
    const plain = (incident: Incident) => ({
      series: incident.series.map(({ times, values }) => ({ times, values })),
      runs: incident.streams.map(({ id, events }) => [id, events.map(({ start, end }) => [start, end])]),
    });
    expect(plain(merged)).toEqual(plain(once));
    expect(analyse(merged).episodes).toEqual(analyse(once).episodes);
  });

  it('settles the forecast of the analysis before, and the report says that it came as forecast', async () => {
    const before = taken(emptyState('s'), await read(first));
    expect(before.scoredForecasts).toEqual([]);
    const [counts2, runs2] = exported(250, 500);
    const after = taken(before, await read([...first, ['counts-2.csv', counts2], ['runs-2.csv', runs2]]));
    expect(after.scoredForecasts).toContainEqual(
      expect.objectContaining({ candidate: 'index-rebuild', came: true, madeAt: ORIGIN + 400 * 60_000 }),
    );
    expect(verificationOf(after)).toContainEqual(
      expect.objectContaining({
        kind: 'forecast',
        status: 'passed',
        result: expect.stringContaining('as forecast'),
      }),
    );
  });

  it('counts it against the rival when the time passes with no window, once', async () => {
    const before = taken(emptyState('s'), await read(first));
    const [counts2, runs2] = exported(250, 500, 400);
    const grown = await read([...first, ['counts-2.csv', counts2], ['runs-2.csv', runs2]]);
    const after = taken(taken(before, grown), grown);
    expect(after.scoredForecasts.filter((one) => one.candidate === 'index-rebuild')).toEqual([
      expect.objectContaining({ came: false, onset: null }),
    ]);
  });
});
