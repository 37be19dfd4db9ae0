import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../shared/analyses/finding.ts';
import { fixLedger } from '../../../../shared/analyses/fixes/fix-ledger.ts';
import { runClock } from '../../../../shared/analyses/fixes/run-clock.ts';
import { forecast } from '../../../../shared/analyses/forecast/forecast.ts';
import { nextRun } from '../../../../shared/analyses/forecast/next-run.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Incident } from '../../../../shared/incident/incident.ts';
import { buildIncident, event, START, stream } from '../build-incident.ts';

const MINUTE = 60_000;
const lengths = [5, 5, 9, 5, 12, 5, 9, 5, 12, 9];
let at = 0;
const runs = lengths.map((length) => {
  const run = event(at, at + length);
  at += length + 20;
  return run;
});
const job = stream('q', 'job', runs, 300);
const windows = runs.map(
  (run) => [(run.start - START) / MINUTE + 2, ((run.end ?? 0) - START) / MINUTE] as const,
);
const incident: Incident = buildIncident({
  minutes: 270,
  windows: windows.slice(1),
  streams: [job],
  perMinute: 2000,
});

const judged = (
  cause: string,
  kind: 'job' | 'traffic' | 'none' | 'pair',
  rhythm: readonly Finding[] = [],
  harmlessBelowMs: number | null = null,
  harmfulFromMs?: number,
) => {
  const segmentation = segment(incident);
  const candidate = { id: cause, label: cause, kind, probability: 0.9, ruledOut: false, reason: '' };
  const trigger: Finding = {
    key: 't',
    title: 't',
    statement: 't',
    measure: '',
    verdict: 'supported',
    strength: 'strong',
    cites: [],
    pins: [],
    computedFrom: [],
    data: {
      kind: 'trigger',
      candidate: cause,
      candidateKind: 'job',
      lagMs: [MINUTE, 3 * MINUTE],
      windowsExplained: 9,
      windows: 9,
      exposures: 9,
      harmless: 0,
      harmlessBelowMs,
      ...(harmfulFromMs === undefined ? {} : { harmfulFromMs }),
      endsWithRun: true,
    },
  };
  return forecast({
    incident,
    segmentation,
    verdict: { state: 'cause', candidates: [candidate], inseparable: [], cause, probability: 0.9 },
    causal: [trigger],
    rhythm,
    ledger: fixLedger(incident, segmentation, null),
  });
};

describe('what happens next if nothing is done', () => {
  it('reads from runs of different lengths that the clock starts at their end', () => {
    const clock = runClock(job, [0, 0]);
    expect(clock?.anchor).toBe('last-run-end');
    expect(clock?.delayMs).toBe(20 * MINUTE);
  });

  it('takes runs of one length and one distance for a plain schedule', () => {
    const plain = stream(
      'p',
      'job',
      Array.from({ length: 8 }, (_, i) => event(i * 30, i * 30 + 4)),
      300,
    );
    expect(runClock(plain, [0, 0])).toMatchObject({ anchor: 'last-run-start', delayMs: 30 * MINUTE });
  });

  it('sees no clock in runs that come as they like', () => {
    const loose = stream(
      'p',
      'job',
      [0, 13, 60, 71, 150, 158, 230].map((m) => event(m, m + 3)),
      300,
    );
    expect(runClock(loose, [0, 0])).toBeNull();
  });

  it('gives the next window by the clock of the runs and the lag after their start', () => {
    const due = (runs.at(-1)?.end ?? 0) + 20 * MINUTE;
    const { nextWindow, finding } = judged('q', 'job');
    expect(nextWindow).toEqual({ from: due + MINUTE, to: due + 3 * MINUTE });
    expect(finding?.statement).toContain('Say “fixed” only when it has stayed quiet until');
  });

  it('expects it of a long run alone where the short ones since then did no harm', () => {
    const said = judged('q', 'job', [], 6 * MINUTE).finding;
    expect(said?.statement).toContain('if that run takes longer than 6 min, and lasts until the run ends');
    expect(judged('q', 'job', [], MINUTE).finding?.statement).not.toContain('if that run');
    const known = judged('q', 'job', [], 6 * MINUTE, 14 * MINUTE).finding;
    expect(known?.statement).toContain('if that run takes 14 min or more');
  });

  it('expects it of two runs together alone where both are to go on at once', () => {
    const said = judged('q&other', 'pair').finding?.statement;
    expect(said).toContain('if other runs then, too');
  });

  it('expects no more of a change that was taken back, and more at any time of one that holds', () => {
    const release = (id: string, undone: boolean) => {
      const events = [
        event(10, 40, undefined, { title: 'api 2' }),
        event(40, null, undefined, { title: 'api 1', ...(undone ? { returns: true as const } : {}) }),
      ];
      const changed = { ...incident, streams: [stream('api', 'deploy', events, 300)] };
      const candidate = {
        id,
        label: id,
        kind: 'deploy',
        probability: 0.9,
        ruledOut: false,
        reason: '',
      } as const;
      const segmentation = segment(changed);
      return forecast({
        incident: changed,
        segmentation,
        verdict: { state: 'cause', candidates: [candidate], inseparable: [], cause: id, probability: 0.9 },
        causal: [],
        rhythm: [],
        ledger: fixLedger(changed, segmentation, null),
      }).finding?.statement;
    };
    expect(release('api#1', true)).toMatch(
      /^If nothing is done, a further failure is not expected, as it was taken back at 10:40\./,
    );
    expect(release('api#1', false)).toContain('at any time until it is taken back');
  });

  it('gives a load instead of a time when load is the cause', () => {
    const { nextWindow, finding } = judged('traffic', 'traffic');
    expect(nextWindow).toBeNull();
    expect(finding?.statement).toMatch(/when the load reaches [\d,]+ requests a minute/);
  });

  it('expects it at any time when nothing listed explains it', () => {
    expect(judged('none', 'none').finding?.statement).toContain(
      'If nothing is done, the next failure can come at any time.',
    );
  });

  it('does not call a failure that keeps a rhythm due at any time alone', () => {
    const rhythm: Finding = {
      key: 'r',
      title: 'r',
      statement: 'r',
      measure: '',
      verdict: 'supported',
      strength: 'strong',
      cites: [],
      pins: [],
      computedFrom: [],
      data: {
        kind: 'rhythm',
        anchor: 'last-onset',
        stream: null,
        n: 8,
        intervalsMs: [],
        medianMs: 90 * MINUTE,
        cv: 0.01,
        p: 0.01,
        periodic: 'yes',
        roundMs: null,
      },
    };
    expect(judged('none', 'none', [rhythm]).finding?.statement).toMatch(
      /comes about \d\d:\d\d by the rhythm \(or at any time\)\./,
    );
  });
});

describe('runs that come in groups', () => {
  it('have no next one that their usual gap would tell', () => {
    const starts = [0, 10, 20, 500, 510, 900, 910, 920, 1500, 1510].map((m) => event(m, m + 2));
    const grouped = stream('ingest', 'job', starts, 1600);
    const read = buildIncident({ minutes: 1600, windows: [], streams: [grouped] });
    expect(nextRun(read, grouped, null, fixLedger(read, segment(read), null))).toBeNull();
  });
});

describe('runs of weekdays alone', () => {
  it('have the next one on Monday after those of Friday', () => {
    const day = 1440;
    // 20 November 2026 is a Friday.
    const starts = [-11, -10, -9, -8, -7, -4, -3, -2, -1, 0].map((d) => event(d * day, d * day + 30));
    const batch = stream('batch', 'job', starts, day, START - 11 * day * MINUTE);
    const read = buildIncident({ minutes: day, windows: [], streams: [batch] });
    const next = nextRun(read, batch, null, fixLedger(read, segment(read), null));
    expect(next?.starts.from).toBe(START + 3 * day * MINUTE - 1_000);
  });
});

describe('a schedule without a run history', () => {
  it('says when the next one is due, from the run that is expected after the evidence', () => {
    const due = [10, 70, 130, 190, 250, 310];
    const expected = stream(
      'rebuild',
      'job',
      due.map((m) => event(m, null, undefined, { expected: true })),
      300,
    );
    const ledger = fixLedger(
      buildIncident({ minutes: 300, windows: [] }),
      segment(buildIncident({ minutes: 300, windows: [] })),
      null,
    );
    const incident = buildIncident({ minutes: 300, windows: [], streams: [expected] });
    expect(nextRun(incident, expected, null, ledger)).toEqual({
      starts: { from: START + 310 * MINUTE, to: START + 310 * MINUTE },
      cycleMs: 60 * MINUTE,
    });
  });
});
