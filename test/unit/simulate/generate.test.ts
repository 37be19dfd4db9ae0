import { describe, expect, it } from 'vitest';
import { generate, generateMany } from '../../simulate/generate.ts';
import { generateOther, OTHER_FAMILIES } from '../../simulate/other-mechanism.ts';
import { FAMILIES } from '../../simulate/truth.ts';

describe('the simulator', () => {
  it('gives the same incident for the same seed, and another for another', () => {
    const one = generate(7, 'rearmed-timer', 'hard');
    expect(generate(7, 'rearmed-timer', 'hard')).toEqual(one);
    expect(generate(8, 'rearmed-timer', 'hard').truth.windows).not.toEqual(one.truth.windows);
  });

  it.each([...FAMILIES])(
    '%s: the truth names a cause that the evidence holds, with windows in order inside the span',
    (family) => {
      for (const seed of [1, 2, 3]) {
        const { incident, truth } = generate(seed, family, 'std');
        expect(truth.windows.length).toBeGreaterThanOrEqual(3);
        const ids = new Set(incident.streams.map(({ id }) => id));
        for (const id of truth.cause.split('&')) {
          const [stream, n] = id.split('#');
          if (!['traffic', 'accumulation', 'none'].includes(id)) expect(ids).toContain(stream);
          if (n)
            expect(incident.streams.find((s) => s.id === stream)?.events.length).toBeGreaterThanOrEqual(
              Number(n),
            );
        }
        let last = incident.series[0]?.times[0] ?? 0;
        for (const { from, to } of truth.windows) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(incident.now);
        expect(truth.refutable.some((id) => truth.accepts.includes(id))).toBe(false);
      }
    },
  );

  it('fails more inside its windows than outside', () => {
    for (const { incident, truth } of generateMany(3, FAMILIES.length, 'std')) {
      const [requests, errors] = incident.series;
      const sums = { inside: [0, 0], outside: [0, 0] };
      for (const [i, at] of (requests?.times ?? []).entries()) {
        const middle = at + (requests?.intervalMs ?? 0) / 2;
        const sum = truth.windows.some(({ from, to }) => middle >= from && middle < to)
          ? sums.inside
          : sums.outside;
        sum[0]! += errors?.values[i] ?? 0;
        sum[1]! += requests?.values[i] ?? 0;
      }
      expect(sums.inside[0]! / sums.inside[1]!).toBeGreaterThan((5 * sums.outside[0]!) / sums.outside[1]!);
    }
  });

  it('lets the records contradict most decoys', () => {
    let refutable = 0;
    let streams = 0;
    for (const { incident, truth } of generateMany(5, 26, 'hard')) {
      refutable += truth.refutable.length;
      streams += incident.streams.length;
    }
    expect(refutable).toBeGreaterThan(streams / 3);
  });
});

describe('the second simulator', () => {
  it.each([...OTHER_FAMILIES])('%s: is deterministic and its cause is in the evidence', (family) => {
    const made = generateOther(4, family, 'hard');
    expect(generateOther(4, family, 'hard')).toEqual(made);
    const ids = ['traffic', 'accumulation', 'none', ...made.incident.streams.map(({ id }) => id)];
    expect(ids).toContain(made.truth.cause.split('#')[0]);
  });
});
