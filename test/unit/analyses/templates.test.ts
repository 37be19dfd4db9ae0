import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { fixLedger } from '../../../shared/analyses/fixes/fix-ledger.ts';
import { startUpTemplates } from '../../../shared/analyses/fixes/ready-times.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { templateFindings } from '../../../shared/analyses/templates.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import type { LogTemplate } from '../../../shared/incident/logs.ts';
import { attempt, buildIncident, START } from './build-incident.ts';

const MINUTE = 60_000;
const MINUTES = 300;
const windows = [
  [80, 92],
  [130, 145],
  [190, 205],
  [240, 252],
] as const;
const ref = { source: 'E3', bytes: [0, 10], lines: [1, 1], time: null } as const;

const template = (id: string, minutes: readonly number[], text = id): LogTemplate => {
  const bins = new Map<number, number>();
  for (const m of minutes) bins.set(Math.floor(m), (bins.get(Math.floor(m)) ?? 0) + 1);
  const times = minutes.map((m) => START + Math.round(m * MINUTE));
  return {
    id,
    text,
    level: null,
    service: null,
    count: minutes.length,
    firstAt: times[0] ?? 0,
    lastAt: times.at(-1) ?? 0,
    bins: [...bins].sort((a, b) => a[0] - b[0]),
    times,
    ref,
    sample: text,
  };
};
const every = (step: number): number[] =>
  Array.from({ length: Math.floor(MINUTES / step) }, (_, i) => i * step + 0.3);
const failing = windows.flatMap(([a, b]) => Array.from({ length: (b - a) * 2 }, (_, i) => a + i / 2 + 0.1));
/** A restart at 92 whose six instances come back one after the other, and one at 205. */
const back = [...[0, 1, 2, 3, 4, 5].map((i) => 93 + i), 206, 206.4, 206.8];

const base = buildIncident({
  minutes: MINUTES,
  windows,
  attempts: [attempt(1, 92, null), attempt(2, 205, null)],
});
const templates = [template('T1', every(0.5)), template('T2', failing), template('T3', back)];
const incident: Incident = {
  ...base,
  logs: {
    from: START,
    binMs: MINUTE,
    lines: 0,
    bins: [],
    templates,
    dimensions: [],
    coverage: [{ from: START, to: START + MINUTES * MINUTE }],
    sources: ['E3'],
  },
};

describe('what the logs say about the windows', () => {
  const found = templateFindings(incident, segment(incident), new Set(['T3']));

  it('finds the template that appears only inside them, and not the one that is always there', () => {
    expect(found.map((f) => isKind(f, 'template') && [f.data.template, f.data.how])).toEqual([
      ['T2', 'only-inside'],
    ]);
  });

  it('finds a failure that says how long it took, which is no run of something', () => {
    const logs = incident.logs as NonNullable<Incident['logs']>;
    const timedOut = [
      template('T1', every(0.5)),
      template('T2', failing, 'upstream timed out after 2000 ms'),
    ];
    const found = templateFindings(
      { ...incident, logs: { ...logs, templates: timedOut } },
      segment(incident),
      new Set(),
    );
    expect(found.map((f) => (isKind(f, 'template') ? f.data.template : null))).toEqual(['T2']);
  });

  it('tells when the process was back from lines that gather after the attempts, the last one of a rolling change', () => {
    const { ready } = fixLedger(incident, segment(incident), null);
    expect(ready.map((r) => [r.attempt, (r.until - START) / MINUTE, r.origin])).toEqual([
      ['A1', 98, 'logs'],
      ['A2', 206.8, 'logs'],
    ]);
  });

  it('does not take lines of the failure for lines of a start-up', () => {
    const spans = [92, 205].map((m) => ({ from: START + m * MINUTE, to: START + (m + 20) * MINUTE }));
    expect(startUpTemplates(incident, spans).map((t) => t.id)).toEqual(['T3']);
  });

  it('believes what is stated before what the logs suggest', () => {
    const stated = { ...incident, attempts: [attempt(1, 92, 94), attempt(2, 205, null)] };
    expect(fixLedger(stated, segment(stated), null).ready[0]).toMatchObject({
      origin: 'stated',
      until: START + 94 * MINUTE,
    });
  });

  it('belongs to the windows when it is dense in each, though it also strays in healthy times', () => {
    const dense = windows.flatMap(([a, b]) =>
      Array.from({ length: (b - a) * 20 }, (_, i) => a + i / 20 + 0.01),
    );
    const strays = Array.from({ length: 40 }, (_, i) => (i * 7.3) % MINUTES).filter(
      (m) => !windows.some(([a, b]) => m >= a - 1 && m < b),
    );
    const busyAllTheTime = every(0.05);
    const logs = incident.logs as NonNullable<Incident['logs']>;
    const found = templateFindings(
      {
        ...incident,
        logs: {
          ...logs,
          templates: [
            template(
              'T1',
              [...dense, ...strays].sort((a, b) => a - b),
            ),
            template('T2', busyAllTheTime),
            template('T3', strays),
          ],
        },
      },
      segment(incident),
      new Set(),
    );
    expect(found.map((f) => (isKind(f, 'template') ? f.data.template : null))).toEqual(['T1']);
  });

  it('are told of where a line comes shortly before each window and at hardly any other time', () => {
    const ahead = template(
      'T4',
      windows.map(([from]) => from - 0.4),
      'vacuum of table <*> begins',
    );
    const found = templateFindings(
      { ...incident, logs: incident.logs ? { ...incident.logs, templates: [...templates, ahead] } : null },
      segment(incident),
      new Set(),
    ).find((f) => isKind(f, 'template') && f.data.template === 'T4');
    expect(found?.statement).toContain('comes 24 s before 4 of 4 windows begin, and at no other time');
  });

  it('are the failure where error lines are what is counted, and then come before no window', () => {
    const line = template(
      'T5',
      windows.flatMap(([from]) => [0.1, 0.2, 0.3].map((m) => from + m)),
      'upstream timed out',
    );
    const of = (series: readonly string[], level: LogTemplate['level']) =>
      templateFindings(
        {
          ...incident,
          logs: incident.logs ? { ...incident.logs, templates: [...templates, { ...line, level }] } : null,
        },
        { ...segment(incident), series },
        new Set(),
      ).find((f) => isKind(f, 'template') && f.data.template === 'T5')?.statement;
    expect(of(['logs'], 'warn')).toContain('what it tells of may start them');
    expect(of(['errors'], 'error')).toContain('what it tells of may start them');
    expect(of(['logs'], 'error')).toContain('only inside the windows');
  });

  it('are named by the verdict where nothing listed explains the windows and one comes first', () => {
    const often = Array.from({ length: 8 }, (_, i) => [40 + 97 * i, 52 + 97 * i + (i % 3)] as const);
    const plain = buildIncident({ minutes: 900, windows: often });
    const verdictWith = (line: LogTemplate | null) => {
      const logs = {
        from: START,
        binMs: MINUTE,
        lines: 0,
        bins: [],
        templates: line ? [line] : [],
        dimensions: [],
        coverage: [{ from: START, to: START + 900 * MINUTE }],
        sources: ['E3' as const],
      };
      const { findings } = analyse({ ...plain, logs });
      return findings.find((f) => isKind(f, 'cause'))?.statement;
    };
    const minutes = often.map(([from]) => from - 0.4);
    expect(verdictWith(template('T6', minutes, 'cannot allocate new log, sequence <*>'))).toMatch(
      /^Nothing that .* What writes “cannot allocate new log, sequence …” comes first: at 8 of 8 windows\.$/,
    );
    expect(verdictWith(null)).not.toContain('comes first');
  });
});
