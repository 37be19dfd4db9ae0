import { describe, expect, it } from 'vitest';
import { failingMinutes } from '../../../scripts/samples/failing-minutes.ts';
import { generateIncident, simulate } from '../../../scripts/samples/generate-incident.ts';
import { KNOCKOUTS, knockout } from '../../../scripts/samples/knockout.ts';
import { renameWithMap } from '../../../scripts/samples/rename.ts';
import type { SampleOptions } from '../../../scripts/samples/scenario.ts';
import { variants } from '../../../scripts/samples/variants.ts';
import type { World } from '../../../scripts/samples/world.ts';

const MINUTE = 60_000;

/** Share of simulated window minutes that fail, and number of failing minutes more than one bin outside. */
function agreement(world: World): { readonly met: number; readonly stray: number } {
  const failing = failingMinutes(world);
  const wanted = world.windows.flatMap((w) =>
    Array.from({ length: (w.to - w.from) / MINUTE }, (_, n) => w.from + n * MINUTE),
  );
  const near = (at: number): boolean => world.windows.some((w) => at >= w.from - MINUTE && at <= w.to);
  return {
    met: wanted.filter((at) => failing.includes(at)).length / wanted.length,
    stray: failing.filter((at) => !near(at)).length,
  };
}

describe('variants of the mechanism', () => {
  const all = variants(24).map((v) => ({ ...v, world: simulate(v.options) }));

  it('differ in lag, length, ceiling, windows, names, zone and format', () => {
    const distinct = (pick: (o: (typeof all)[number]) => unknown): number => new Set(all.map(pick)).size;
    expect(distinct((v) => v.options.lagMin)).toBeGreaterThanOrEqual(10);
    expect(distinct((v) => v.options.ceiling)).toBeGreaterThanOrEqual(5);
    expect(distinct((v) => v.world.windows.length)).toBe(4);
    expect(distinct((v) => v.options.resource)).toBe(4);
    expect(distinct((v) => v.world.names.job)).toBeGreaterThanOrEqual(5);
    expect(distinct((v) => v.world.zone)).toBe(6);
    expect(distinct((v) => v.options.format)).toBe(2);
    expect(distinct((v) => v.options.attemptsAs)).toBe(2);
  });

  it.each(all)('$name fails in its windows and nowhere else', ({ world }) => {
    const { met, stray } = agreement(world);
    expect(met).toBeGreaterThan(0.95);
    expect(stray).toBe(0);
  });

  it.each(all)('$name had room in its pool until the data grew', ({ world, options }) => {
    const pool = world.metrics.find((file) => file.name === 'pool')?.gauges[0]?.values ?? [];
    const first = world.windows[0]?.from ?? 0;
    const before = pool.slice(0, (first - world.from) / MINUTE - 3).map(Number);
    expect(Math.max(...before)).toBeLessThan(options.ceiling ?? 128);
  });

  it('a later variant does not change an earlier one', () => {
    expect(
      variants(30)
        .slice(0, 24)
        .map((v) => v.options),
    ).toEqual(all.map((v) => v.options));
  });

  it('the same options give the same bytes', () => {
    const options = variants(1)[0]!.options;
    expect([...generateIncident(options)]).toEqual([...generateIncident(options)]);
  });
});

describe.each(['traffic', 'unexplained'] as const)('variants of %s', (family) => {
  it('fail in their windows and nowhere else', () => {
    for (const { name, options } of variants(12, family)) {
      const { met, stray } = agreement(simulate(options));
      expect(met, name).toBeGreaterThan(0.93);
      expect(stray, name).toBe(0);
    }
  });
});

describe('what if', () => {
  const failing = (options: Omit<SampleOptions, 'family'>): number =>
    failingMinutes(simulate({ family: 'rearmed-job', noise: 2, attempts: [], ...options })).length;

  it('without any change the service fails for over an hour', () => {
    expect(failing({})).toBeGreaterThan(60);
  });

  it('half as much again in the pool holds today and fails again when the data doubles', () => {
    expect(failing({ intervention: { ceilingTimes: 1.5 } })).toBe(0);
    expect(failing({ growth: 8, intervention: { ceilingTimes: 1.5 } })).toBeGreaterThan(60);
  });

  it('a limit per client holds today and at the next doubling, and the job takes longer', () => {
    const intervention = { clientShare: 0.3 };
    for (const growth of [4, 8]) expect(failing({ growth, intervention, windows: 1 }), `x${growth}`).toBe(0);
    const length = (world: World): number => {
      const run = world.runs.filter((r) => r.job === world.names.job).at(-1);
      return (run?.end ?? 0) - (run?.start ?? 0);
    };
    const limited = simulate({ family: 'rearmed-job', noise: 2, attempts: [], intervention });
    expect(length(limited)).toBeGreaterThan(
      length(simulate({ family: 'rearmed-job', noise: 2, attempts: [] })),
    );
  });

  it('without the growth nothing fails', () => {
    expect(failing({ growth: 1 })).toBe(0);
  });
});

describe('which roots the evidence carries', () => {
  const folder = (roots: 'both' | 'limit' | 'notice'): Map<string, string> =>
    generateIncident({ family: 'rearmed-job', noise: 2, roots });

  it('notice only: nobody says that the limit is missing', () => {
    expect(folder('both').get('incident.yaml')).toContain('no limit per client');
    expect(folder('notice').get('incident.yaml')).not.toContain('no limit per client');
  });

  it('limit only: the calendar has nobody who was not told of the growth', () => {
    const row = (roots: 'both' | 'limit'): string =>
      folder(roots)
        .get('change-calendar.csv')
        ?.split('\n')
        .find((line) => line.includes('product-catalog')) ?? '';
    expect(row('both')).toMatch(/,checkout-engineering;platform-engineering$/);
    expect(row('limit')).toMatch(/checkout-engineering;platform-engineering,$/);
  });
});

describe('taking evidence away', () => {
  const files = generateIncident({ family: 'rearmed-job', noise: 4 });
  const changed = (what: (typeof KNOCKOUTS)[number]): string[] => {
    const rest = knockout(files, what);
    return [...files.keys()].filter((name) => rest.get(name) !== files.get(name));
  };

  it('touches only what it takes away', () => {
    expect(Object.fromEntries(KNOCKOUTS.map((what) => [what, changed(what)]))).toEqual({
      runs: ['job-runs.csv'],
      pool: ['incident.yaml', 'datadog-metrics-pool.json'],
      'change-entry': ['incident.yaml', 'change-calendar.csv'],
      calendar: ['change-calendar.csv'],
      'limit-statement': ['incident.yaml'],
    });
  });

  it('leaves the other jobs, changes and statements', () => {
    const runs = knockout(files, 'runs').get('job-runs.csv') ?? '';
    expect(runs).not.toContain('catalog-cache-warmer');
    expect(runs).toContain('session-sweeper');
    expect(knockout(files, 'change-entry').get('change-calendar.csv')?.split('\n').length).toBe(8);
    const statements = knockout(files, 'limit-statement').get('incident.yaml') ?? '';
    expect(statements).not.toContain('no limit per client');
    expect(statements).toContain('in proportion to their number');
  });

  it('works on every variant, whatever its metric format', () => {
    for (const { options } of variants(6)) {
      const variant = generateIncident({ ...options, noise: 2 });
      const gauge = options.format === 'prometheus' ? /"__name__":"[^"]*"/ : /"metric":"[^"]*"/;
      expect([...variant.values()].some((text) => gauge.test(text))).toBe(true);
      for (const what of KNOCKOUTS) expect([...knockout(variant, what)], what).not.toEqual([...variant]);
    }
  });
});

describe('renaming', () => {
  it.each(['rearmed-job', 'traffic', 'unexplained'] as const)('leaves no old name or id in %s', (family) => {
    const format = family === 'traffic' ? 'prometheus' : 'datadog';
    const files = generateIncident({ family, format, noise: 4, resource: 'claims' });
    const { files: renamed, names } = renameWithMap(files, 7);
    const text = [...renamed].flat().join('\n');
    const left = [...names.keys()].filter((name) =>
      new RegExp(`(?<![A-Za-z0-9_])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9_])`).test(
        text,
      ),
    );
    expect(left).toEqual([]);
    expect(new Set(names.values()).size).toBe(names.size);
    for (const [name, content] of renamed)
      if (name.endsWith('.json')) expect(() => JSON.parse(content)).not.toThrow();
  });

  it('changes names and nothing else: renaming back gives the folder', () => {
    const files = generateIncident({ family: 'rearmed-job', noise: 2 });
    const { files: renamed, names } = renameWithMap(files, 3);
    const back = new Map([...names].map(([old, fresh]) => [fresh, old]));
    const runs = (renamed.get(names.get('job-runs.csv') ?? '') ?? '').replace(
      /[a-z]{8,}/g,
      (w) => back.get(w) ?? w,
    );
    expect(runs).toBe(files.get('job-runs.csv'));
  });
});
