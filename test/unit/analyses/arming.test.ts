import { describe, expect, it } from 'vitest';
import { arming } from '../../../shared/analyses/arming.ts';
import { attribute } from '../../../shared/analyses/attribution/attribute.ts';
import { robustness } from '../../../shared/analyses/robustness.ts';
import { segment } from '../../../shared/analyses/segment.ts';
import { signatures } from '../../../shared/analyses/signatures/signatures.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import { buildIncident, event, START, stream } from './build-incident.ts';

const ENDS = [5, 6, 5, 9, 5, 12, 7, 5];

/** Runs that start `wait` minutes after the last one ended, or after a restart in between. */
function rearmed(wait: number, restarts: readonly number[] = []) {
  let at = 10;
  const events = [];
  for (const [k, length] of [...ENDS, ...ENDS].entries()) {
    events.push(event(at, at + length));
    const back = restarts.includes(k) ? at + length + 9 : at + length;
    at = back + wait;
  }
  return stream('timer', 'job', events, 600);
}

describe('what arms a stream', () => {
  it('is the end of its last run when the starts drift with the run lengths', () => {
    const [found] = arming(
      buildIncident({ minutes: 600, windows: [], streams: [rearmed(20)] }),
      ['timer'],
      [],
    );
    expect(found?.data).toMatchObject({ kind: 'arming', anchor: 'last-run-end', delayMs: 20 * MINUTE_MS });
    expect(found?.statement).toContain('20 min after its last run ended');
  });

  it('is the end too where runs differ little beside the wait, and some ends are missing', () => {
    let at = 10;
    const events = Array.from({ length: 30 }, (_, k) => {
      const length = 6 + ((k * 5) % 9);
      const run = event(at, k % 7 === 3 ? null : at + length);
      at += length + 40;
      return run;
    });
    const timer = stream('timer', 'job', events, 1800);
    const [found] = arming(buildIncident({ minutes: 1800, windows: [], streams: [timer] }), ['timer'], []);
    expect(found?.data).toMatchObject({ anchor: 'last-run-end', delayMs: 40 * MINUTE_MS });
  });

  it('is also the restart, when restarts move it', () => {
    const timer = rearmed(20, [2, 5, 9]);
    const ready = [2, 5, 9].map((k) => (timer.events[k]?.end ?? 0) + 9 * MINUTE_MS);
    const [found] = arming(buildIncident({ minutes: 600, windows: [], streams: [timer] }), ['timer'], ready);
    expect(found?.data).toMatchObject({ anchor: 'last-ready', delayMs: 20 * MINUTE_MS });
  });

  it('is the last start, or the wall clock, for what keeps its period', () => {
    const regular = stream(
      'cron',
      'job',
      Array.from({ length: 20 }, (_, i) => event(5 + 30 * i, 8 + 30 * i + (i % 4))),
      620,
    );
    const [found] = arming(buildIncident({ minutes: 620, windows: [], streams: [regular] }), ['cron'], []);
    expect(['last-run-start', 'wall-clock']).toContain(
      found?.data.kind === 'arming' ? found.data.anchor : '',
    );
  });

  it('is not claimed for runs at random', () => {
    const random = stream(
      'adhoc',
      'job',
      [3, 11, 60, 64, 150, 155, 160, 300, 420, 433].map((m) => event(m, m + 2)),
      600,
    );
    expect(arming(buildIncident({ minutes: 600, windows: [], streams: [random] }), ['adhoc'], [])).toEqual(
      [],
    );
  });
});

describe('how sure', () => {
  const runs = [40, 118, 195, 271, 352, 430, 505];
  const job = (longer: number) =>
    stream(
      'job',
      'job',
      runs.map((m) => event(m, m + 14 - longer)),
      600,
    );
  const incident = (longer = 0) =>
    buildIncident({
      minutes: 600,
      windows: runs.map((m) => [m + 2, m + 14] as const),
      streams: [job(longer)],
      seed: 4,
    });

  it('is told by leaving windows out, and says what that cannot tell', () => {
    const s = segment(incident());
    const found = robustness(incident(), s, [], attribute(incident(), s, []));
    expect(found?.data).toMatchObject({ kind: 'robustness', droppingWindow: true });
    expect(found?.statement).toContain('nothing about a cause that is not in the files');
  });

  it('is a number also where the last window began with the last interval of the data', () => {
    const fresh = buildIncident({
      minutes: 506,
      windows: [...runs.slice(0, -1).map((m) => [m + 2, m + 14] as const), [505, 506] as const],
      streams: [job(0)],
      failRate: 0.6,
      seed: 4,
    });
    const s = segment(fresh);
    expect(s.episodes.at(-1)).toMatchObject({ from: s.from + (s.rate.length - 1) * s.binMs, to: null });
    const found = robustness(fresh, s, [], attribute(fresh, s, []));
    const range = found?.data.kind === 'robustness' ? found.data.probabilityRange : [Number.NaN];
    expect(range.every(Number.isFinite)).toBe(true);
  });

  it('a failure that goes on long after its run says so', () => {
    const late = incident(10);
    const s = segment(late);
    const found = signatures({ incident: late, segmentation: s, found: attribute(late, s, []), ready: [] });
    expect(found.map((f) => f.data.kind === 'signature' && f.data.signature)).toContain('outlasts-trigger');
    const plain = segment(incident());
    expect(
      signatures({
        incident: incident(),
        segmentation: plain,
        found: attribute(incident(), plain, []),
        ready: [],
      }),
    ).toEqual([]);
  });

  it('windows that end at the full hour are marked as a quota would leave them', () => {
    const full = buildIncident({
      minutes: 600,
      windows: [
        [22, 60],
        [101, 120],
        [215, 240],
        [331, 360],
      ],
      from: START,
    });
    const s = segment(full);
    expect(
      signatures({ incident: full, segmentation: s, found: attribute(full, s, []), ready: [] })[0]?.data,
    ).toMatchObject({ signature: 'quota' });
  });
});
