import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { lintReport } from '../../../shared/ladder/lint-report.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { formatReport } from '../../../shared/report/format-report.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import { type Report, reportSchema } from '../../../shared/report/report.ts';
import { settingsFrom } from '../../../shared/report/source-settings.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf } from '../facilitation/session-alone.ts';

const FIRST = ['problem_statement', 'questioning_sequence', 'root_causes', 'verification', 'next_steps'];
let state: SessionState;
let report: Report;

beforeAll(async () => {
  state = alone(await incidentOf(generateIncident({ family: 'rearmed-job' })));
  report = buildReport(state, { generatedAt: 0, headHash: 'h' });
}, 30_000);

describe('the report', () => {
  it('agrees with the JSON Schema that is handed out', () => {
    const file = resolve(import.meta.dirname, '../../../resources/report.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(reportSchema));
    expect(reportSchema.safeParse(report).success).toBe(true);
  });

  it('begins with the fixed keys, in their order', () => {
    expect(Object.keys(report).slice(0, 5)).toEqual(FIRST);
    expect(Object.keys(parse(formatReport(report, 'yaml'))).slice(0, 5)).toEqual(FIRST);
  });

  it('differs between two runs in the time of writing alone', () => {
    const again = buildReport(state, { generatedAt: 86_400_000, headHash: 'h' });
    expect({ ...again.provenance, generated: '' }).toEqual({ ...report.provenance, generated: '' });
    expect({ ...again, provenance: null }).toEqual({ ...report, provenance: null });
  });

  it.each(['yaml', 'json'] as const)('reads back what it wrote as %s', (format) => {
    const read = parseReport(formatReport(report, format), `report.${format}`);
    expect(read).toEqual({ ok: true, value: report });
  });

  it.each(['markdown', 'text'] as const)('names every root and every step as %s', (format) => {
    const text = formatReport(report, format).replaceAll('\\', '').replace(/\s+/g, ' ');
    for (const root of report.root_causes) expect(text).toContain(root.cause);
    for (const step of report.next_steps) expect(text).toContain(step.action);
  });

  it('says which zone, clock and format the team set, and of which file', () => {
    const [first, second] = state.sources;
    if (!first || !second) throw new Error('too few sources');
    const clocks = [{ file: first.file, timezone: null, offsetMs: -40_000 }];
    const read = { ...state, clocks, sources: [{ ...first, offsetMs: -40_000 }, second] };
    const { sources } = buildReport(read, { generatedAt: 0, headHash: 'h' });
    expect(sources[0]?.set_by_team).toEqual({ timezone: null, offset_s: -40, importer: null });
    expect(sources[1]).not.toHaveProperty('set_by_team');
  });

  it('does not claim what was set of a file that could not be read again, and says so', () => {
    const [first] = state.sources;
    if (!first) throw new Error('no source');
    const clocks = [{ file: first.file, timezone: 'Europe/Berlin', offsetMs: -40_000 }];
    const formats = [{ file: first.file, importer: 'logfmt' }];
    const { sources } = buildReport({ ...state, clocks, formats }, { generatedAt: 0, headHash: 'h' });
    expect(sources[0]).not.toHaveProperty('set_by_team');
    expect(sources[0]?.gaps).toContain(
      'set in the session, but the file was not read again since: zone Europe/Berlin, clock -40 s, format logfmt',
    );
    expect(settingsFrom({ ...report, sources })).toEqual(settingsFrom(report));
  });

  it('tells how each file was read, so that the engine can run on the same again', () => {
    const [first, second] = state.sources;
    if (!first || !second) throw new Error('too few sources');
    const sources = [
      { ...first, zone: 'Europe/Berlin', zoneOrigin: 'team' as const },
      { ...second, offsetMs: -1_500, importer: 'logfmt' },
    ];
    expect(settingsFrom(buildReport({ ...state, sources }, { generatedAt: 0, headHash: 'h' }))).toEqual({
      clocks: [
        { file: first.file, timezone: 'Europe/Berlin', offsetMs: 0 },
        { file: second.file, timezone: null, offsetMs: -1_500 },
      ],
      formats: [
        { file: first.file, importer: first.importer },
        { file: second.file, importer: 'logfmt' },
      ],
    });
  });

  it('cites only evidence that it lists', () => {
    const listed = new Set(report.evidence.map((one) => one.id));
    const cited = [
      ...report.questioning_sequence.flatMap((rung) => rung.evidence),
      ...report.root_causes.flatMap((root) => root.cites),
      ...report.ruled_out.flatMap((one) => one.cites),
    ];
    expect(cited.filter((id) => !listed.has(id))).toEqual([]);
  });

  it('says of a replay that it follows, never that it passed', () => {
    const replays = report.verification.filter((one) => one.kind === 'prevention-replay');
    expect(replays.length).toBeGreaterThan(0);
    expect(new Set(replays.map((one) => one.status))).toEqual(new Set(['follows']));
  });

  it('has roots that the ladder rules let stand', () => {
    const hits = lintReport(report);
    expect(hits.ok && hits.value.filter((hit) => hit.severity === 'block')).toEqual([]);
  });

  it('of a session that was broken off says so and invents no root', () => {
    const half = buildReport({ ...state, rungs: state.rungs.slice(0, 4) }, { generatedAt: 0, headHash: 'h' });
    expect(half.root_causes).toEqual([]);
    expect(half.provenance.status).toBe('partial');
    expect(half.provenance.missing.length).toBeGreaterThan(0);
  });
});
