import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateIncident, simulate } from '../../../scripts/samples/generate-incident.ts';
import { windowsMet } from '../../../scripts/samples/jobs.ts';
import { BUNDLED, SAMPLES_DIR } from '../../../scripts/samples/write-samples.ts';
import { CHECKOUT_TRUTH, truthOf } from './truth.ts';

const MINUTE = 60_000;
const minute = (at: number): number => Math.floor(at / MINUTE) * MINUTE;
const checkout = simulate({ family: 'rearmed-job' });
const service = checkout.metrics.find((file) => file.name === 'service')?.gauges ?? [];
const rates = (service[0]?.values ?? []).map(
  (requests, n) => Number(service[1]?.values[n]) / Number(requests),
);
const failing = rates.flatMap((rate, n) => (rate > 0.05 ? [checkout.from + n * MINUTE] : []));

describe('the bundled samples', () => {
  it.each(Object.keys(BUNDLED))('the folder %s is what the generator writes, byte for byte', (folder) => {
    const files = generateIncident(BUNDLED[folder]!);
    expect(readdirSync(join(SAMPLES_DIR, folder)).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) {
      const same = readFileSync(join(SAMPLES_DIR, folder, name), 'utf8') === text;
      expect(same, `${folder}/${name} differs: npm run samples writes it anew`).toBe(true);
    }
  });

  it('no file says what the cause is', () => {
    for (const [folder, options] of Object.entries(BUNDLED)) {
      const { cause } = truthOf(options);
      for (const [name, text] of generateIncident(options)) {
        expect(/root.?cause|culprit|decoy|knock-?out/i.test(text), `${folder}/${name}`).toBe(false);
        if (name.startsWith('datadog-logs') && options.family === 'rearmed-job')
          expect(text.includes(cause), name).toBe(false);
      }
    }
  });
});

describe('the main sample', () => {
  it('has the runs of the incident to the minute, in seconds and status', () => {
    const runs = checkout.runs.filter(
      (run) => run.job === CHECKOUT_TRUTH.cause && run.start >= CHECKOUT_TRUTH.grewAt,
    );
    expect(runs.map((run) => [minute(run.start), minute(run.end), run.status])).toEqual(CHECKOUT_TRUTH.runs);
  });

  it('fails from the five onsets on, and at no other time', () => {
    const onsets = failing.filter((at) => !failing.includes(at - MINUTE));
    expect(onsets).toEqual(CHECKOUT_TRUTH.onsets);
  });

  it('has the attempts with the relief that the team saw', () => {
    expect(
      checkout.attempts.map(({ at, ready, reliefMin }) => ({
        at: minute(at),
        ready: minute(ready),
        reliefMin,
      })),
    ).toEqual(CHECKOUT_TRUTH.attempts);
  });

  it('ends at 14:00, with the next run twelve minutes later', () => {
    const truth = truthOf({ family: 'rearmed-job' });
    expect(checkout.now).toBe(CHECKOUT_TRUTH.now);
    expect(minute(truth.mechanism?.nextRun ?? 0)).toBe(CHECKOUT_TRUTH.nextRun);
    expect(truth.mechanism?.grewAt).toBe(CHECKOUT_TRUTH.grewAt);
  });

  it('every run starts twenty minutes after the last end or after the process was ready', () => {
    const own = checkout.runs.filter((run) => run.job === CHECKOUT_TRUTH.cause);
    const ready = [
      ...checkout.deployments.filter((d) => d.service === checkout.names.service).map((d) => d.ready),
      ...checkout.attempts.filter((a) => a.kind !== 'scale').map((a) => a.ready),
    ];
    own.slice(1).forEach((run, n) => {
      const anchors = [own[n]?.end ?? 0, ...ready].filter((at) => at < run.start);
      expect(Math.abs(run.start - Math.max(...anchors) - 20 * MINUTE)).toBeLessThan(1_500);
    });
  });

  it('the pool is full in every failing minute and has room in every other one', () => {
    const pool = checkout.metrics.find((file) => file.name === 'pool')?.gauges[0]?.values ?? [];
    const full = pool.flatMap((value, n) => (value === 128 ? [checkout.from + n * MINUTE] : []));
    const inside = failing.filter((at) => full.includes(at)).length / failing.length;
    const outside = full.filter((at) => !failing.includes(at)).length / (pool.length - failing.length);
    expect(inside).toBe(1);
    expect(outside).toBeLessThan(0.05);
  });

  it('the database has room all the time and answers alike inside and outside', () => {
    const [inUse, , query, lock] = checkout.metrics.find((file) => file.name === 'database')?.gauges ?? [];
    expect(Math.max(...(inUse?.values ?? []).map(Number))).toBeLessThanOrEqual(38);
    for (const gauge of [query, lock]) {
      const mean = (inside: boolean): number => {
        const values = (gauge?.values ?? []).filter(
          (_, n) => failing.includes(checkout.from + n * MINUTE) === inside,
        );
        return values.reduce((sum: number, value) => sum + Number(value), 0) / values.length;
      };
      expect(Math.abs(mean(true) / mean(false) - 1)).toBeLessThan(0.06);
    }
  });

  it('the highest load of the week was harmless', () => {
    const week = checkout.metrics.find((file) => file.name === 'week')?.gauges ?? [];
    const today = Math.max(...(service[0]?.values ?? []).map(Number));
    expect(Math.max(...(week[0]?.values ?? []).map(Number)) / 5).toBeGreaterThan(1.15 * today);
    const worst = (week[1]?.values ?? []).map((errors, n) => Number(errors) / Number(week[0]?.values[n]));
    expect(Math.max(...worst)).toBeLessThan(0.02);
  });

  it('no deployment of the service on the day, five before it', () => {
    const own = checkout.deployments.filter((d) => d.service === checkout.names.service);
    expect(own.length).toBeGreaterThanOrEqual(5);
    expect(own.filter((d) => d.at > checkout.from)).toEqual([]);
  });

  it('none of the five other jobs meets more than three of the five windows', () => {
    const jobs = new Set(checkout.runs.map((run) => run.job));
    expect(jobs.size).toBe(6);
    for (const job of jobs) {
      const met = windowsMet(
        checkout.runs.filter((run) => run.job === job),
        CHECKOUT_TRUTH.onsets,
      );
      if (job === CHECKOUT_TRUTH.cause) expect(met).toBe(5);
      else expect(met, job).toBeLessThanOrEqual(3);
    }
  });

  it('has over 20,000 log lines, most of them ordinary', () => {
    expect(checkout.logs.length).toBeGreaterThan(20_000);
    expect(
      checkout.logs.filter((line) => line.status === 'error').length / checkout.logs.length,
    ).toBeLessThan(0.4);
  });
});
