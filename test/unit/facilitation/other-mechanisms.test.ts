import { describe, expect, it } from 'vitest';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf, rootCategories, waiting } from './session-alone.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 12, 4);
const MINUTES = 12 * 60;
/** From this minute on each run has nine times the work. */
const GREW = 5 * 60;

type Piece = 'tie' | 'guard' | 'calendar' | 'teams' | 'gauge';

/** A way in which a job can do harm, other than by filling a pool that has a limit on record. */
interface Mechanism {
  readonly gauge: string;
  readonly healthy: number;
  readonly pressed: number;
  readonly tie: string;
  readonly guard: string;
  /** What the root says of the gauge. */
  readonly root: RegExp;
}

const MECHANISMS: Readonly<Record<string, Mechanism>> = {
  'rows that stay locked': {
    gauge: 'pg.sessions_waiting',
    healthy: 1,
    pressed: 60,
    tie: 'ledger-close keeps the rows of a branch locked until it commits',
    guard: 'There is no lock timeout, and nobody is alerted when sessions wait',
    root: /pg\.sessions_waiting can rise without a timeout or an alert/,
  },
  'processors that are busy': {
    gauge: 'node.cores_busy',
    healthy: 3,
    pressed: 15.4,
    tie: 'ledger-close computes on the cores that serve the requests',
    guard: 'Nothing caps the cores of one job',
    root: /node\.cores_busy can rise without a limit/,
  },
  'a disk at a hundred per cent': {
    gauge: 'volume.util_percent',
    healthy: 25,
    pressed: 100,
    tie: 'ledger-close reads the whole volume',
    guard: 'The job has no bandwidth limit',
    root: /volume\.util_percent can (rise|fill to 100) without a limit/,
  },
  'credits that are used up': {
    gauge: 'burst.credits',
    healthy: 120,
    pressed: 0.5,
    tie: 'ledger-close spends the burst credits of the node',
    guard: 'No alert says that the credits run out',
    root: /burst\.credits can be drained without an alert/,
  },
};

/** An incident of a job whose runs grew, in the own formats, with one piece of evidence taken away or none. */
function folder(mechanism: Mechanism, without: Piece | null): IncidentFiles {
  const uniform = seededUniform(11);
  const runs: [number, number, number][] = [];
  for (let at = 17; at < MINUTES - 30; ) {
    const size = (at < GREW ? 1_000 : 9_000) * (0.97 + 0.06 * uniform());
    const length = size / 600;
    runs.push([at, at + length, size]);
    at += length + 38 + 3 * uniform();
  }
  const time = (minute: number): string => new Date(START + minute * MINUTE).toISOString();
  const failing = (minute: number): boolean =>
    runs.some(([from, to]) => to - from > 5 && minute >= from && minute < to);
  const counts: string[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const bad = failing(minute);
    const requests = 500 + Math.round(60 * uniform());
    const errors = bad ? Math.round(requests * (0.25 + 0.1 * uniform())) : Math.round(2 * uniform());
    const level = (bad ? mechanism.pressed : mechanism.healthy) * (0.98 + 0.02 * uniform());
    const gauge = mechanism.pressed === 100 && bad ? 100 : level;
    counts.push(
      [time(minute), requests, errors, ...(without === 'gauge' ? [] : [gauge.toFixed(2)])].join(','),
    );
  }
  const jobs = [
    ...runs.map(([from, to, size]) => ['ledger-close', time(from), time(to), Math.round(size)] as const),
    ...Array.from({ length: 24 }, (_, i) => ['mail-digest', time(i * 29 + 4), time(i * 29 + 6), ''] as const),
  ];
  const statement = (said: string, role: string, about: readonly string[]) =>
    `  - said: "${said}"\n    by_role: ${role}\n    about: [${about.join(', ')}]\n`;
  const files: [string, string][] = [
    [
      'counts.csv',
      `time,requests,errors${without === 'gauge' ? '' : `,${mechanism.gauge}`}\n${counts.join('\n')}\n`,
    ],
    [
      'jobs.csv',
      `stream,kind,start,end,title,status,size,about\n${jobs
        .map(([name, from, to, size]) => `${name},job,${from},${to},,succeeded,${size},`)
        .join('\n')}\n`,
    ],
    [
      'incident.yaml',
      `problem: Posting fails for a quarter of an hour, again and again\nimpact: three in ten postings fail\nstatements:\n${
        without === 'tie' ? '' : statement(mechanism.tie, 'ledger', ['ledger-close', mechanism.gauge])
      }${without === 'guard' ? '' : statement(mechanism.guard, 'platform', [mechanism.gauge])}${statement('Lunch was fine', 'kitchen', [])}${
        without === 'teams'
          ? ''
          : `teams:\n  - {name: ledger, owns: [ledger-close]}\n  - {name: platform, owns: [${mechanism.gauge}]}\n  - {name: onboarding, owns: [branches]}\n`
      }`,
    ],
  ];
  if (without !== 'calendar') {
    files.push([
      'calendar.csv',
      `at,kind,what,about,known_to,not_known_to\n${time(GREW - 4)},data,"Branches moved in, nine times the accounts",branches;ledger-close,onboarding,ledger;platform\n${time(100)},code,Help page,help-page,web,\n${time(GREW + 120)},code,Footer,footer,web,\n`,
    ]);
  }
  return new Map(files);
}

const bring = (state: SessionState): string =>
  state.rungs.flatMap((rung) => (rung.status === 'parked' ? [rung.bring ?? ''] : [])).join(' ');

describe.each(Object.entries(MECHANISMS))('harm done by %s', (_, mechanism) => {
  it('is followed to level five and two roots', async () => {
    const state = alone(await incidentOf(folder(mechanism, null)));
    const supported = state.rungs.filter((rung) => rung.status === 'supported');
    expect(Math.max(...supported.map((rung) => rung.level))).toBe(5);
    expect(rootCategories(state)).toEqual(['capacity limit', 'change process']);
    expect(supported.map((rung) => rung.answer).join('\n')).toMatch(mechanism.root);
    expect(waiting(state)).toEqual([]);
  });

  it.each([
    ['tie', 'mechanism', /shares|statement/],
    ['gauge', 'mechanism', /Metrics of what ledger-close shares/],
    ['guard', 'guard', /limit.*timeouts.*alerts/],
    ['calendar', 'trigger', /change calendar/],
    ['teams', 'guard', /team/],
  ] as const)('leaves its rung open without the %s', async (piece, move, asks) => {
    const state = alone(await incidentOf(folder(mechanism, piece)));
    // A gauge at its limit speaks for itself; what is only raised needs somebody who ties it to the job.
    const speaksForItself = piece === 'tie' && mechanism.pressed === 100;
    if (speaksForItself) return expect(rootCategories(state)).toContain('capacity limit');
    expect(waiting(state)).toContain(move);
    expect(bring(state)).toMatch(asks);
    expect(rootCategories(state).length).toBeLessThan(2);
  });
});

describe('what would settle most', () => {
  const asksHow = async (piece: Piece | null): Promise<boolean> => {
    const incident = await incidentOf(folder(MECHANISMS['rows that stay locked'] as Mechanism, piece));
    return alone(incident).findings.some(
      (f) => f.data.kind === 'best-evidence' && /shares with/.test(f.statement),
    );
  };

  it('is no longer how a job does harm once somebody has tied it to a gauge that moves', async () => {
    expect(await asksHow('tie')).toBe(true);
    expect(await asksHow(null)).toBe(false);
  });
});

describe('an idea of the team in words', () => {
  it('that names the cause which the evidence names is part of it', async () => {
    const files = new Map(folder(MECHANISMS['rows that stay locked'] as Mechanism, null));
    files.set(
      'incident.yaml',
      `${files.get('incident.yaml')}team_hypothesis: ledger-close, but it has always run\n`,
    );
    const rung = alone(await incidentOf(files)).rungs.find(({ move }) => move === 'challenge');
    expect(rung?.answer).toMatch(/^ledger-close is part of it/);
  });

  it('is asked about with the capital of a name, and without that of a sentence', async () => {
    const asked = async (idea: string) => {
      const files = new Map(folder(MECHANISMS['rows that stay locked'] as Mechanism, null));
      files.set('incident.yaml', `${files.get('incident.yaml')}team_hypothesis: ${idea}\n`);
      return alone(await incidentOf(files)).rungs.find(({ move }) => move === 'challenge')?.question;
    };
    expect(await asked('Virenscan')).toContain('Virenscan');
    expect(await asked('The nightly scan.')).toContain('the nightly scan');
  });
});

describe('an idea of the team about a gauge that moves and no finding tests', () => {
  it('is told what the gauge does, not asked for the metric that is there', async () => {
    const mechanism = MECHANISMS['rows that stay locked'] as Mechanism;
    const files = new Map(folder(mechanism, 'tie'));
    files.set(
      'incident.yaml',
      `${files.get('incident.yaml')}team_hypothesis:\n  text: Too many sessions wait\n  about: [${mechanism.gauge}]\n`,
    );
    const state = alone(await incidentOf(files));
    const rung = state.rungs.find(({ move }) => move === 'challenge');
    expect(rung?.status).toBe('parked');
    expect(rung?.bring).toMatch(/what moves pg\.sessions_waiting/);
  });
});
