import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readIncident } from '../../../electron/analyst/read-incident.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { countsCsv, eventsCsv, incidentYaml } from '../../simulate/folder.ts';
import { generate } from '../../simulate/generate.ts';
import { doubled, largestMove, type PlainVerdict, plainVerdict } from '../../simulate/invariance-figures.ts';
import { type Random, random } from '../../simulate/random.ts';
import {
  inZone,
  later,
  type Otherwise,
  renamed,
  reordered,
  withEmptyStream,
} from '../../simulate/recorded-otherwise.ts';
import { FAMILIES } from '../../simulate/truth.ts';

type Judge = (incident: Incident) => PlainVerdict;
type Change = (incident: Incident, draw: Random) => Otherwise;

const RUNS = 8;
const EXACT = 1e-9;

const simulated = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...FAMILIES))
  .map(([seed, family]) => ({ seed, incident: generate(seed, family, 'std').incident }));

/** The most that a probability moves when the incident is recorded otherwise. */
function moveOf(judge: Judge, change: Change, incident: Incident, draw: Random): number {
  const other = change(incident, draw);
  const found = judge(other.incident);
  const back = new Map(
    [...found.probabilities].map(([id, p]) => [
      id.split('&').length > 1 ? pair(other.back(id)) : other.back(id),
      p,
    ]),
  );
  const before = judge(incident);
  const own = new Map(
    [...before.probabilities].map(([id, p]) => [id.split('&').length > 1 ? pair(id) : id, p]),
  );
  return largestMove({ cause: '', probabilities: own }, { cause: '', probabilities: back });
}

/** A pair has no order. */
const pair = (id: string): string => id.split('&').sort().join('&');

/** Does the property hold on all examples? A planted violation must not. */
function holds(judge: Judge, change: Change, tolerance = EXACT): boolean {
  const { failed } = fc.check(
    fc.property(
      simulated,
      ({ seed, incident }) => moveOf(judge, change, incident, random(seed, 'change')) <= tolerance,
    ),
    { numRuns: RUNS },
  );
  return !failed;
}

/** Judges that break one property each: what a mistake in the engine would do. */
const byFirst: Judge = (incident) => {
  const first = incident.streams[0]?.id ?? 'none';
  return { cause: first, probabilities: new Map([[first, 1]]) };
};
const byName: Judge = (incident) => {
  const first = incident.streams.map((s) => s.id).sort()[0] ?? 'none';
  return { cause: first, probabilities: new Map([[first, 1]]) };
};
const byZone: Judge = (incident) => ({
  cause: 'none',
  probabilities: new Map([['none', incident.zone === 'UTC' ? 1 : 0.5]]),
});
const byEpoch: Judge = (incident) => ({
  cause: 'none',
  probabilities: new Map([['none', (incident.now % 86_400_000) / 86_400_000]]),
});
const byCount: Judge = (incident) => ({
  cause: 'none',
  probabilities: new Map([['none', 1 / (1 + incident.streams.length)]]),
});

const EXACTLY: readonly (readonly [string, Change, Judge])[] = [
  ['the order of streams, series and sources', reordered, byFirst],
  ['the names of the streams', renamed, byName],
  ['the zone in which times are shown', inZone, byZone],
  [
    'a shift by whole bins',
    (incident, draw) =>
      later(incident, draw.integer(-5_000, 5_000) * (incident.series[0]?.intervalMs ?? 60_000)),
    byEpoch,
  ],
  ['an added empty stream', withEmptyStream, byCount],
  ['a shift by part of a bin', (incident, draw) => later(incident, 1000 * draw.integer(1, 9)), byEpoch],
];

describe('the verdict on simulated incidents does not depend on', () => {
  it.each(EXACTLY.map(([what, change]) => [what, change] as const))(
    '%s',
    { timeout: 60_000 },
    (_, change) => {
      expect(holds(plainVerdict, change)).toBe(true);
    },
  );

  it.each(EXACTLY.map(([what, change, planted]) => [what, change, planted] as const))(
    '%s, and a judge that does is caught',
    { timeout: 60_000 },
    (_, change, planted) => {
      expect(holds(planted, change)).toBe(false);
    },
  );
});

describe('twice the traffic', () => {
  const flips = (judge: Judge, n: number): { flips: number; moved: number } => {
    let flipped = 0;
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const family = FAMILIES[i % FAMILIES.length];
      if (!family) continue;
      const { incident } = generate(770_000 + i, family, 'std');
      const [a, b] = [judge(incident), judge(doubled(incident))];
      if (a.cause !== b.cause) flipped++;
      if (largestMove(a, b) > 0.05) moved++;
    }
    return { flips: flipped, moved };
  };

  it('leaves the verdict and hardly moves a probability', { timeout: 120_000 }, () => {
    const n = 39;
    const found = flips(plainVerdict, n);
    expect(found.flips).toBeLessThanOrEqual(1);
    expect(found.moved).toBeLessThanOrEqual(0.1 * n);
  });

  it('is noticed of a judge that goes by the number of errors', () => {
    const byErrors: Judge = (incident) => {
      const errors = incident.series
        .find((s) => s.id === 'errors')
        ?.values.reduce<number>((sum, v) => sum + (v ?? 0), 0);
      return {
        cause: (errors ?? 0) > 20_000 ? 'cause a' : 'none',
        probabilities: new Map([['none', 1 / (1 + (errors ?? 0))]]),
      };
    };
    expect(flips(byErrors, 39).flips).toBeGreaterThan(1);
  });
});

describe('a file that was split in two', () => {
  const root = mkdtempSync(join(tmpdir(), 'whyladder-split-'));
  afterAll(() => rmSync(root, { recursive: true }));

  async function read(name: string, files: Readonly<Record<string, string>>): Promise<Incident> {
    const folder = mkdtempSync(join(root, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const result = await readIncident(
      { id: 'split', paths: [folder], brief: null, unreadable: [], analyse: false },
      () => undefined,
    );
    if (!result.ok) throw new Error(result.error.message);
    return result.value.incident;
  }

  /** The head and the lines up to `at` in one file, the head and the rest in another. */
  function split(text: string, at: number, drop = 0): [string, string] {
    const [head = '', ...lines] = text.trimEnd().split('\n');
    const k = Math.max(1, Math.min(lines.length - 1, Math.round(at * lines.length)));
    return [[head, ...lines.slice(0, k - drop), ''].join('\n'), [head, ...lines.slice(k), ''].join('\n')];
  }

  it('gives the verdict of the whole one, wherever it is split', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(...FAMILIES),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        async (seed, family, at) => {
          const { incident } = generate(seed, family, 'std');
          const [counts, events] = [countsCsv(incident), eventsCsv(incident)];
          const yaml = incidentYaml(incident);
          const whole = await read('whole', {
            'counts.csv': counts,
            'events.csv': events,
            'incident.yaml': yaml,
          });
          const [a, b] = split(counts, at);
          const [c, d] = split(events, at);
          const parts = await read('parts', {
            'z.csv': a,
            'a.csv': b,
            'm.csv': c,
            'k.csv': d,
            'incident.yaml': yaml,
          });
          expect(largestMove(plainVerdict(whole), plainVerdict(parts))).toBeLessThanOrEqual(EXACT);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('and a row that is lost at the cut is noticed', async () => {
    const { incident } = generate(12, 'periodic-job', 'std');
    const yaml = incidentYaml(incident);
    const [a, b] = split(countsCsv(incident), 0.5, 12);
    const whole = await read('sound', {
      'counts.csv': countsCsv(incident),
      'events.csv': eventsCsv(incident),
      'incident.yaml': yaml,
    });
    const lossy = await read('lossy', {
      'a.csv': a,
      'b.csv': b,
      'events.csv': eventsCsv(incident),
      'incident.yaml': yaml,
    });
    expect(largestMove(plainVerdict(whole), plainVerdict(lossy))).toBeGreaterThan(EXACT);
  });
});
