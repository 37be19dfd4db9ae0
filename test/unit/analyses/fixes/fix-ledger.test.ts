import { describe, expect, it } from 'vitest';
import { fixFindings } from '../../../../shared/analyses/fixes/fix-findings.ts';
import { fixLedger, type KnownClock } from '../../../../shared/analyses/fixes/fix-ledger.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Attempt } from '../../../../shared/incident/incident.ts';
import type { Stream } from '../../../../shared/incident/stream.ts';
import { attempt, buildIncident, event, START, stream } from '../build-incident.ts';

const MINUTE = 60_000;
const at = (minute: number): number => START + minute * MINUTE;
const windows = [
  [67, 71],
  [96, 110],
  [140, 156],
  [177, 194],
  [216, 232],
] as const;
const runs = stream(
  'j',
  'job',
  [
    event(65, 71, START, { status: 'cancelled' }),
    event(93, 110, START, { status: 'cancelled' }),
    event(138, 156),
    event(176, 194),
    event(214, 232),
  ],
  240,
);
const attempts = [attempt(1, 71, 73), attempt(2, 110, 118), attempt(3, 157, null)];
const clock: KnownClock = {
  stream: 'j',
  anchor: 'last-run-end',
  delayMs: 20 * MINUTE,
  spreadMs: 1_000,
  lagMs: [MINUTE, 3 * MINUTE],
};
const incident = buildIncident({ minutes: 240, windows, attempts, streams: [runs] });
const ledger = (known: KnownClock | null, changed: readonly Attempt[] = attempts) =>
  fixLedger({ ...incident, attempts: changed }, segment(incident), known);

describe('the fix ledger', () => {
  it('has a fix end the window that stops a little later, in its last tenth, and no other', () => {
    const long = [
      [60, 128],
      [300, 366],
    ] as const;
    const quick = buildIncident({
      minutes: 480,
      windows: long,
      attempts: [attempt(1, 122, null), attempt(2, 330, null)],
    });
    const { rows } = fixLedger(quick, segment(quick), null);
    expect(rows.map((row) => [row.attempt?.id ?? null, row.endedWindow])).toEqual([
      ['A1', 'ended'],
      ['A2', 'no'],
    ]);
  });

  it('gives what was begun and nobody saw end two minutes to work', () => {
    const short = [
      [60, 69],
      [150, 159],
    ] as const;
    const tried = (until: number | null) =>
      buildIncident({
        minutes: 300,
        windows: short,
        binMs: 30_000,
        attempts: [attempt(1, 67.4, until), attempt(2, 153, null)],
      });
    const endings = (until: number | null) => {
      const read = tried(until);
      return fixLedger(read, segment(read), null).rows.map((row) => row.endedWindow);
    };
    expect(endings(null)).toEqual(['ended', 'no']);
    expect(endings(67.5)).toEqual(['no', 'no']);
  });

  it('names the change on record with which it stopped, where no fix was noted or all noted ones had failed', () => {
    const once = buildIncident({
      minutes: 300,
      windows: [[60, 158]],
      attempts: [attempt(1, 90, null)],
      streams: [
        stream(
          'shop deployments',
          'deploy',
          [event(59, null, START, { title: 'shop 7.3' }), event(156, null, START, { title: 'shop 7.2' })],
          300,
        ),
      ],
    });
    const read = fixLedger(once, segment(once), null);
    const said = fixFindings(once, segment(once), read, null).map((f) => f.statement);
    expect(said.join('\n')).toContain('of a deployment at 12:36 that nobody noted as a fix (shop 7.2)');
    expect(read.rows.map((row) => row.endedWindow)).toEqual(['no', 'unknown']);
  });

  it('says with whose events the failure stops window after window, and that of no stream that comes at any time', () => {
    const windows = [
      [60, 95],
      [180, 225],
      [320, 350],
      [450, 489],
      [600, 652],
    ] as const;
    const read = buildIncident({
      minutes: 720,
      windows,
      streams: [
        stream(
          'shop restarts',
          'restart',
          windows.map(([, to]) => event(to - 0.5)),
          720,
        ),
        stream(
          'mail restarts',
          'restart',
          Array.from({ length: 240 }, (_, i) => event(3 * i)),
          720,
        ),
      ],
    });
    const s = segment(read);
    const said = fixFindings(read, s, fixLedger(read, s, null), null).map((f) => f.statement);
    expect(said[0]).toMatch(
      /^4 times it stopped, each time within 1 min of a restart \(shop restarts\), and came back/,
    );
    expect(said[1]).toContain('(shop restarts), as all 5 windows did; no failure has followed yet.');
    expect(said.join('\n')).not.toContain('mail');
  });

  it('judges the fixes by the gaps in which nothing was deployed, where those are enough', () => {
    // Each fix, and each deployment, starts a timer of 40 minutes afresh; windows last until somebody acts.
    const lengths = [9, 18, 8, 22, 10, 19, 12];
    const released = [4];
    const spans: [number, number][] = [];
    const deployed: number[] = [];
    let from = 40;
    for (const [i, length] of lengths.entries()) {
      spans.push([from, from + length]);
      const late = released.includes(i) ? 31 : 0;
      if (late > 0) deployed.push(from + length + late);
      from += length + late + 40;
    }
    const told = (streams: readonly Stream[]) => {
      const read = buildIncident({
        minutes: from + 30,
        windows: spans,
        attempts: spans.map(([, to], i) => attempt(i + 1, to - 1, to)),
        streams,
      });
      return fixLedger(read, segment(read), null).whole.effect;
    };
    const releases = stream(
      'shop deployments',
      'deploy',
      deployed.map((m) => event(m)),
      from + 30,
    );
    expect(told([releases])).toBe('reset-clock');
    expect(told([])).not.toBe('reset-clock');
  });

  it('does not say that a fix made no difference where something fills up and the failure stopped with it', () => {
    const regular = [9, 26, 5, 21, 12, 30].map((length, i) => [40 + 60 * i, 40 + 60 * i + length] as const);
    const filled = buildIncident({
      minutes: 400,
      windows: regular,
      attempts: regular.map(([, to], i) => attempt(i + 1, to - 1, to)),
    });
    const effects = (cause: string | null) => {
      const { rows, whole } = fixLedger(filled, segment(filled), null, null, cause);
      return [...new Set([whole.effect, ...rows.flatMap((row) => (row.nextOnset ? [row.effect] : []))])];
    };
    expect(effects(null)).toEqual(['none']);
    expect(effects('accumulation')).toEqual(['unclear']);
  });

  it('foretells nothing by a clock that was due before it stopped', () => {
    const { rows } = ledger({ ...clock, anchor: 'last-run-start', delayMs: 1_000, lagMs: [0, 1_000] });
    expect(rows.flatMap((row) => row.dueMs ?? []).every((ms) => ms >= 0)).toBe(true);
  });

  it('gives the relief that followed each attempt, and the recoveries that nobody caused', () => {
    const { rows } = ledger(null);
    expect(
      rows.map((row) => [row.attempt?.id ?? null, row.reliefMs === null ? null : row.reliefMs / MINUTE]),
    ).toEqual([
      ['A1', 25],
      ['A2', 30],
      ['A3', 20],
      [null, 22],
      [null, null],
    ]);
  });

  it('tells a fix that ended a window from one that came after it was over', () => {
    expect(
      ledger(null)
        .rows.map((row) => row.endedWindow)
        .slice(0, 3),
    ).toEqual(['ended', 'ended', 'already-over']);
  });

  it('says which fixes restarted the clock of the runs, and what the clock alone gives', () => {
    const { rows, whole } = ledger(clock);
    expect(rows.slice(0, 3).map((row) => row.effect)).toEqual(['reset-clock', 'reset-clock', 'none']);
    expect(rows.slice(0, 4).map((row) => row.dueMs?.map((ms) => ms / MINUTE))).toEqual([
      [23, 25],
      [29, 31],
      [20, 22],
      [21, 23],
    ]);
    expect(whole.mixed).toBe(true);
  });

  it('leaves a schedule its turns where a restart cut a run short and the next one came when it was due', () => {
    const schedule = (next: (cutAt: number) => number) => {
      const third = next(52);
      const list = stream(
        'j',
        'job',
        [
          event(0, 20),
          event(42, 52, START, { status: 'cancelled' }),
          event(third, third + 20),
          event(third + 42, third + 62),
          event(third + 84, third + 104),
        ],
        240,
      );
      const seen = [[1, 20], [43, 52], ...[0, 42, 84].map((m) => [third + m + 1, third + m + 20])] as const;
      const one = buildIncident({
        minutes: 240,
        windows: seen.map(([from = 0, to = 0]) => [from, to] as const),
        attempts: [attempt(1, 52, 57)],
        streams: [list],
      });
      const known = { ...clock, anchor: 'last-run-start', delayMs: 42 * MINUTE, spreadMs: MINUTE } as const;
      return fixLedger(one, segment(one), known).rows.find((row) => row.attempt !== null)?.effect;
    };
    expect(schedule(() => 84)).toBe('none');
    expect(schedule((cutAt) => cutAt + 22)).not.toBe('none');
  });

  it('places attempts without a time by the relief that the team stated', () => {
    const untimed = attempts.map(
      (a, i): Attempt => ({
        ...a,
        at: null,
        until: null,
        atOrigin: 'unknown',
        statedReliefMs: [25, 30, 20][i]! * MINUTE,
      }),
    );
    const { rows } = ledger(null, untimed);
    expect(rows.flatMap((row) => (row.attempt ? [row.at] : []))).toEqual([at(71), at(110), at(157)]);
    expect(rows[0]?.attempt?.atOrigin).toBe('derived');
  });

  it('says nothing about an attempt made before any failure', () => {
    const early = ledger(null, [attempt(1, 10, 12)]).rows[0];
    expect(early?.endedWindow).toBe('unknown');
    expect(early?.effect).toBe('unclear');
  });

  it('says of many recoveries without a fix once what they have in common', () => {
    const often = Array.from({ length: 9 }, (_, i) => [20 + i * 50, 30 + i * 50] as const);
    const quiet = buildIncident({ minutes: 480, windows: often, attempts: [attempt(1, 180, null)] });
    const segmentation = segment(quiet);
    const findings = fixFindings(quiet, segmentation, fixLedger(quiet, segmentation, null), null);
    const untouched = findings.filter((f) => f.data.kind === 'fix' && f.data.attempt === null);
    expect(untouched.length).toBeLessThanOrEqual(2);
    expect(untouched[0]?.statement).toMatch(
      /^\d times it stopped with no fix noted, and came back after 40 min/,
    );
    expect(findings.filter((f) => f.data.kind === 'fix' && f.data.attempt === 'A1')).toHaveLength(1);
  });

  it('says for how many recoveries the clock of the cause speaks, where some of its runs did no harm', () => {
    const runs = Array.from({ length: 12 }, (_, i) => event(20 + i * 40, 30 + i * 40));
    const harmful = [0, 1, 3, 4, 6, 8, 9, 11];
    const windows = harmful.map((i) => [22 + i * 40, 30 + i * 40] as const);
    const jobs = [stream('warm', 'job', runs, 520)];
    const incident = buildIncident({ minutes: 520, windows, streams: jobs });
    const segmentation = segment(incident);
    const clock = {
      stream: 'warm',
      anchor: 'last-run-start',
      delayMs: 40 * MINUTE,
      spreadMs: 0,
      lagMs: [2 * MINUTE, 2 * MINUTE],
    } as const;
    const findings = fixFindings(incident, segmentation, fixLedger(incident, segmentation, clock), clock);
    const untouched = findings.find((f) => f.key === 'fixes/untouched');
    expect(untouched?.statement).toMatch(/The clock of warm gives 32 min for 3 of them\.$/);
  });
});
