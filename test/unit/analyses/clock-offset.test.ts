import { describe, expect, it } from 'vitest';
import { clockOffsets, shiftBetween } from '../../../shared/analyses/clock-offset.ts';
import { SECOND_MS } from '../../../shared/incident/time-range.ts';
import { digestOf } from '../../simulate/log-lines.ts';
import { offsetFigures } from '../../simulate/offset-figures.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

const RUNS = [12, 61, 83, 170, 214, 305];
const ENDS = [20, 70, 99, 181, 240, 311];
const at = (minute: number): number => START + minute * 60_000;

function incidentWith(lines: readonly { at: number; message: string }[]) {
  const job = stream(
    'ledger-import',
    'job',
    RUNS.map((run, i) => event(run, ENDS[i] ?? null)),
    400,
  );
  return { ...buildIncident({ minutes: 400, windows: [], streams: [job] }), logs: digestOf(lines, 'E3') };
}

describe('clocks of two sources', () => {
  it('that note the same starts and ends three minutes apart differ, and the team is told what to set', () => {
    const lines = RUNS.flatMap((run, i) => [
      { at: at(run) + 178_000, message: 'ledger-import started' },
      { at: at(ENDS[i] ?? 0) + 178_500, message: `ledger-import finished with ${i} rows` },
    ]);
    const [found] = clockOffsets(incidentWith(lines));
    expect(found?.data).toMatchObject({ a: 'E2', b: 'E3', n: 12 });
    expect(Math.abs((found?.data.kind === 'clock-offset' ? found.data.offsetMs : 0) - 178_000)).toBeLessThan(
      1_000,
    );
    expect(found?.verdict).toBe('supported');
    expect(found?.statement).toContain('nothing was shifted');
    expect(found?.statement).toContain('-178 s');
  });

  it('that agree are not spoken of, however many later lines speak of the same job', () => {
    const lines = RUNS.flatMap((run) => [
      { at: at(run) + 800, message: 'ledger-import started' },
      { at: at(run) + 95_000, message: 'ledger-import holds 40 connections' },
    ]);
    expect(clockOffsets(incidentWith(lines))).toEqual([]);
  });

  it('with one kind of event alone may differ, or the note takes that long: undetermined', () => {
    const lines = RUNS.map((run) => ({ at: at(run) + 95_000, message: 'ledger-import: started' }));
    const [found] = clockOffsets(incidentWith(lines));
    expect(found?.verdict).toBe('undetermined');
    expect(found?.statement).toContain('or it takes that long');
  });

  it('an hour apart look like a zone that was read wrongly', () => {
    const lines = RUNS.map((run) => ({ at: at(run) + 3_600_000, message: 'ledger-import: started' }));
    expect(clockOffsets(incidentWith(lines))[0]?.statement).toContain('zone');
  });

  it('cannot be compared on regular events, which meet themselves a period later', () => {
    const ticks = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => k * 1500 * SECOND_MS);
    expect(
      shiftBetween(
        ticks,
        ticks.map((t) => t + 120 * SECOND_MS),
      ),
    ).toBeNull();
  });

  it('are told right where an offset is planted and not at all on coincidences', () => {
    for (const figure of offsetFigures(7, 40)) {
      expect(figure.planted ? figure.right : figure.told, figure.what).toBe(figure.planted ? 1 : 0);
    }
  });
});
