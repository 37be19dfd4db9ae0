import { beforeAll, describe, expect, it } from 'vitest';
import { analysisLine } from '../../../electron/cli/commands/analyze.ts';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';
import { analyse } from '../../../shared/analyses/analyse.ts';
import { hypothesisMatrix } from '../../../shared/facilitation/hypothesis-matrix.ts';
import { candidateNames } from '../../../shared/facilitation/model/checks/candidate-names.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { formatReport } from '../../../shared/report/format-report.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { buildIncident } from '../analyses/build-incident.ts';
import { alone, incidentOf } from './session-alone.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 13, 6);
const CHANGE = 500;
const ONSETS = [512, 561, 590, 661, 693, 770, 803, 871] as const;
const at = (minute: number): string => new Date(START + minute * MINUTE).toISOString();

/** Metrics, and a team that wrote down what it changed: no stream of events at all. */
function folder(hypothesis: string): IncidentFiles {
  const built = buildIncident({
    minutes: 900,
    windows: ONSETS.map((m) => [m, m + 10] as const),
    perMinute: 2000,
    seed: 4,
  });
  const [requests, errors] = built.series.map((one) => one.values);
  const rows = (requests ?? []).map((n, m) => {
    const failed = errors?.[m] ?? 0;
    return `${at(m)},${n},${m < CHANGE ? failed : Math.round(failed * 2.5)}`;
  });
  const change = (kind: string, what: string, when: string, more = ''): string =>
    `  - {kind: ${kind}, what: "${what}", at: "${when}"${more}}`;
  return new Map([
    ['counts.csv', `time,requests,errors\n${rows.join('\n')}\n`],
    [
      'incident.yaml',
      [
        'problem: Orders fail for minutes at a time',
        'impact: every third order',
        `team_hypothesis: "${hypothesis}"`,
        'teams:',
        '  - {name: platform, owns: [slots]}',
        '  - {name: orders, owns: [ordering]}',
        'statements:',
        '  - {said: "What waits for a slot is an order", by_role: engineer, about: [slots, ordering]}',
        'changes:',
        change('code', 'Release 4.2 of ordering', at(190), ', about: [ordering]'),
        change(
          'configuration',
          'Raised the slots: 20 to 50',
          at(CHANGE),
          ', about: [slots], known_to: [platform], not_known_to: [orders]',
        ),
        change('code', 'Went back to 4.1', at(640), ', about: [ordering]'),
        change('infrastructure', 'New kernel on all hosts', '2026-03-13'),
        '',
      ].join('\n'),
    ],
  ]);
}

const CALLED = '“Raised the slots: 20 to 50” (C3, 14:20)';

describe('a team that exports its metrics and writes down what it changed', () => {
  let incident: Incident;
  let state: SessionState;
  let report: Report;

  beforeAll(async () => {
    incident = await incidentOf(folder('the new release'));
    state = alone(incident);
    report = buildReport(state, { generatedAt: 0, headHash: 'h' });
  });

  it('gets the change by its id and in words', () => {
    const line = analysisLine('orders', {
      result: analyse(incident),
      elapsedMs: 1,
    } as unknown as Parameters<typeof analysisLine>[1]);
    expect(line).toMatchObject({ verdict: { cause: 'C3' }, state: 'cause' });
    expect(line.candidates).toContainEqual(
      expect.objectContaining({ id: 'C3', label: CALLED, kind: 'config', ruledOut: false }),
    );
    expect(line.candidates).toContainEqual(
      expect.objectContaining({
        id: 'C1',
        label: '“New kernel on all hosts” (C1, Fri 13 Mar)',
        probability: 0,
      }),
    );
  });

  it('is led from the windows to the change, and to who did not know of it', () => {
    const said = state.rungs.filter((rung) => rung.status === 'supported').map((rung) => rung.answer);
    expect(said).toContain('It began with a change, not the traffic');
    expect(said).toContain(CALLED);
    expect(said).toContain('slots can change without orders knowing');
    const named = state.rungs.find((rung) => rung.answer === CALLED);
    expect(named?.move).toBe('clock');
    expect(named?.cites.map(({ id }) => id)).toContain('C3');
    expect(state.rungs.filter((rung) => rung.status === 'refuted').length).toBeLessThan(6);
  });

  it('has the favourite tested by the change that it means, and by no other of its kind', () => {
    const first = state.rungs[0];
    expect(first).toMatchObject({ move: 'challenge', status: 'refuted' });
    expect(first?.answer).toBe('“Release 4.2 of ordering” (C2, 09:10)');
    expect(state.rungs.filter((rung) => rung.move === 'challenge')).toHaveLength(1);
  });

  it('reads in the report what it was, what was ruled out, and what to do', () => {
    expect(report.likeliest_cause).toMatchObject({ cause: 'C3', label: CALLED });
    expect(report.ruled_out).toContainEqual(
      expect.objectContaining({
        cause: '“Went back to 4.1” (C4, 16:40)',
        reason: '3 of 8 windows had begun before it.',
      }),
    );
    expect(report.next_steps[0]).toMatchObject({
      action: `Take back ${CALLED}, for a part of the requests`,
      owner: 'platform',
    });
    expect(report.verification).toContainEqual(
      expect.objectContaining({
        result: 'No failure in that part while the others fail; a failure there refutes it',
      }),
    );
    expect(report.forecast?.if_nothing_is_done).toContain(`${CALLED}: at any time until it is taken back`);
    const cause = report.evidence.find((one) => one.kind === 'cause');
    expect(cause?.computed_from).toContain(report.sources.find(({ file }) => file === 'incident.yaml')?.id);
    expect(report.evidence.find((one) => one.id === 'C1')?.statement).toBe(
      'Fri 13 Mar, infrastructure: New kernel on all hosts',
    );
    expect(report.change_census.find(({ kind }) => kind === 'configuration')?.why).toMatch(
      /, the likeliest cause$/,
    );
    expect(report.verification.some(({ test }) => /C3.*at any time/.test(test))).toBe(false);
    expect(parseReport(formatReport(report, 'yaml'), 'report.yaml')).toEqual({ ok: true, value: report });
  });

  it('lets one change that is ruled out speak for no other of its kind', () => {
    const names = candidateNames(state);
    expect(names.supported).toEqual(expect.arrayContaining(['C3', CALLED]));
    expect(names.ruledOut).toEqual(expect.arrayContaining(['C2', 'C4']));
    expect(names.ruledOut).not.toContain('deploy');
    const { rows } = hypothesisMatrix(
      state,
      [{ id: 'H1', text: 'some deployment' }] as unknown as Parameters<typeof hypothesisMatrix>[1],
      [{ label: 'some deployment', cards: ['H1'], about: [] }] as unknown as Parameters<
        typeof hypothesisMatrix
      >[2],
    );
    expect(rows[0]?.inconsistent).toBe(0);
  });
});

describe('a change that two records tell of', () => {
  it('is led to who did not know by what either of them says', async () => {
    const files = new Map(folder('something is slow'));
    const yaml = String(files.get('incident.yaml'));
    const [line = ''] = /^ {2}- .*Raised the slots.*\n/m.exec(yaml) ?? [];
    const bare = `  - {kind: configuration, what: "50 slots for each host", at: "${at(CHANGE)}"}\n`;
    files.set('incident.yaml', yaml.replace(line, `${bare}${line}`));
    const state = alone(await incidentOf(files));
    const said = state.rungs.filter((rung) => rung.status === 'supported').map((rung) => rung.answer);
    expect(said).toContain('“50 slots for each host” (C3 and C4, 14:20)');
    expect(said).toContain('slots can change without orders knowing');
  });
});

describe('a change that somebody tells in the room', () => {
  it('is a candidate like one in a file, under the number that it was given', async () => {
    const files = new Map(folder('something is slow'));
    const yaml = String(files.get('incident.yaml'));
    files.set('incident.yaml', yaml.replace(/^ {2}- .*Raised the slots.*\n/m, ''));
    const entry = {
      id: 'C9' as const,
      kind: 'configuration' as const,
      what: 'We gave it 50 slots',
      at: START + CHANGE * MINUTE,
      about: ['slots'],
      knownTo: [],
      notKnownTo: [],
      ref: null,
    };
    expect(analyse(await incidentOf(files)).state).not.toBe('cause');
    const told = await incidentOf(files, [{ kind: 'change', entry, toldBy: 'on-call', quote: '' }]);
    const { state, candidates } = analyse(told);
    expect(state).toBe('cause');
    expect(candidates[0]).toMatchObject({ id: 'C9', label: '“We gave it 50 slots” (C9, 14:20)' });
  });
});

describe('a favourite that is the change', () => {
  it('is part of it, with no probability before the room', async () => {
    const state = alone(await incidentOf(folder('somebody raised the slots')));
    expect(state.rungs[0]).toMatchObject({
      move: 'challenge',
      status: 'supported',
      answer: 'somebody raised the slots is part of it',
    });
  });
});
