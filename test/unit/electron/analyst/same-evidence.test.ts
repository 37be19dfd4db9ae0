import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIncident } from '../../../../electron/analyst/read-incident.ts';
import { analyse } from '../../../../shared/analyses/analyse.ts';

const SAMPLE = join('resources', 'samples', 'checkout');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
  cpSync(SAMPLE, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly stream: string;
  readonly start: Date;
  readonly end: Date | null;
  readonly status: string;
  readonly rows: string;
}

/** The runs of the sample; its export is taken out of the folder. */
function takeRuns(): Run[] {
  const file = join(folder, 'job-runs.csv');
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  rmSync(file);
  return lines.map((line) => {
    const [stream = '', , start = '', end = '', , status = '', rows = ''] = line.split(',');
    return { stream, start: new Date(start), end: end === '' ? null : new Date(end), status, rows };
  });
}

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

const seconds = (at: Date | null) => at?.toISOString().replace('.000', '') ?? '';
const two = (value: number) => String(value).padStart(2, '0');
/** 20.11.2026 11:05:00, an hour east of UTC, as a spreadsheet in Berlin shows it in winter. */
function german(at: Date | null): string {
  if (at === null) return '';
  const local = new Date(at.getTime() + 3_600_000);
  const day = `${two(local.getUTCDate())}.${two(local.getUTCMonth() + 1)}.${local.getUTCFullYear()}`;
  return `${day} ${local.toISOString().slice(11, 19)}`;
}

const FORMS: Readonly<Record<string, () => void>> = {
  'as it is': () => undefined,
  'with the runs in a Markdown table below a heading': () =>
    write('runs.md', [
      '# Job runs',
      '',
      '| Job | Started | Finished | Status | Rows |',
      '|---|---|---|---|---:|',
      ...takeRuns().map(
        (run) =>
          `| ${run.stream} | ${seconds(run.start)} | ${seconds(run.end)} | ${run.status} | ${run.rows} |`,
      ),
    ]),
  'with the runs in a German spreadsheet': () =>
    write('runs.csv', [
      '\ufeffJob;Start (Europe/Berlin);Ende;Status;Rows',
      ...takeRuns().map(
        (run) =>
          `${run.stream};${german(run.start)};${german(run.end)};${run.status};${run.rows.replace(/\B(?=(\d{3})+$)/g, '.')}`,
      ),
    ]),
  'with the runs as a list of workflows': () =>
    writeFileSync(
      join(folder, 'workflows.json'),
      JSON.stringify(
        takeRuns().map((run) => ({
          type: { name: run.stream },
          startTime: run.start.toISOString(),
          closeTime: run.end?.toISOString() ?? null,
          status: run.status,
          rows: run.rows === '' ? null : Number(run.rows),
        })),
      ),
    ),
  'with the runs only told of by the journal': () =>
    write(
      'journal.log',
      takeRuns()
        .flatMap((run): (readonly [number, string])[] => [
          [run.start.getTime(), `Starting ${run.stream}.service - a job...`],
          ...(run.end ? [[run.end.getTime(), `Finished ${run.stream}.service - a job.`] as const] : []),
        ])
        .sort((a, b) => a[0] - b[0])
        .map(([at, said]) => `${new Date(at).toISOString()} host systemd[1]: ${said}`),
    ),
  'all in UTF-16, the high byte first': () => {
    for (const name of readdirSync(folder).filter((one) => !one.startsWith('incident'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      writeFileSync(join(folder, name), Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
    }
  },
};

async function verdict() {
  const read = await readIncident(
    { id: 'x', paths: [folder], brief: null, unreadable: [], analyse: true },
    () => undefined,
  );
  if (!read.ok) throw new Error(read.error.message);
  const result = analyse(read.value.incident);
  const [best] = result.candidates.toSorted((a, b) => b.probability - a.probability);
  return {
    state: result.state,
    cause: best?.id,
    episodes: result.episodes.length,
    effects: result.fixes.map((fix) => fix.effect),
  };
}

describe('the same evidence', () => {
  it.each(Object.keys(FORMS))(
    '%s says the same',
    async (form) => {
      FORMS[form]?.();
      expect(await verdict()).toEqual({
        state: 'cause',
        cause: 'catalog-cache-warmer',
        episodes: 5,
        effects: ['reset-clock', 'reset-clock', 'none'],
      });
    },
    60_000,
  );
});
