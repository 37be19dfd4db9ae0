import { describe, expect, it } from 'vitest';
import type { StreamKind } from '../../../shared/incident/stream.ts';
import { withTakenBack } from '../../../shared/incident/taken-back.ts';
import { event, START, stream } from '../analyses/build-incident.ts';

const MINUTE = 60_000;

/** Where each event ends, minutes, and which of them only take back; '-' for what stays. */
function ends(
  kind: StreamKind,
  titles: readonly string[],
  about: (i: number) => readonly string[] = () => [],
) {
  const made = stream(
    kind === 'deploy' ? 'cart deployments' : 'x',
    kind,
    titles.map((title, i) => event(10 * i, null, START, { title, about: about(i) })),
    300,
  );
  return withTakenBack(made).events.map((e) =>
    e.returns ? 'back' : e.end === null ? '-' : (e.end - START) / MINUTE,
  );
}

describe('what is taken back', () => {
  it('is a flag from the share it is raised to until a lower one', () => {
    expect(ends('flag', ['rollout to 10% of x', 'rollout to 50% of x', 'turned off x'])).toEqual([
      20,
      20,
      'back',
    ]);
    expect(ends('flag', ['enabled: true', 'enabled: false', 'enabled: true'])).toEqual([10, 'back', '-']);
    expect(ends('flag', ['x: turned flag on (production)', 'x: turned flag off (production)'])).toEqual([
      10,
      'back',
    ]);
  });

  it('is a flag that was on at first and is off for a while', () => {
    expect(ends('flag', ['turned off x', 'turned on x'])).toEqual([10, 'back']);
  });

  it('is nothing where the words do not say how it stands', () => {
    expect(ends('flag', ['updated the description', 'changed the rules on x'])).toEqual(['-', '-']);
  });

  it('is a setting until it is what it was', () => {
    expect(ends('config', ['x from 5000 to 1000', 'x from 1000 to 2000', 'x from 2000 to 5000'])).toEqual([
      20,
      '-',
      'back',
    ]);
  });

  it('is a version until a lower one of the same place follows it at once', () => {
    const of = (versions: readonly string[], places: readonly string[] = []) =>
      ends('deploy', versions, (i) => ['cart', versions[i] ?? '', ...(places[i] ? [places[i] ?? ''] : [])]);
    expect(of(['2.0.1', '4.10', '4.9'])).toEqual(['-', 20, 'back']);
    expect(of(['4.9', '4.10', '4.11'])).toEqual(['-', '-', '-']);
    expect(of(['4.10', '4.9'], ['staging', 'production'])).toEqual(['-', '-']);
    expect(of(['2026-11-02', '17'])).toEqual(['-', '-']);
  });

  it('is a version until one from before it comes once more, or somebody says so', () => {
    const versions = ['1.1', '1.2', '1.3', '1.1'];
    expect(ends('deploy', versions, (i) => ['cart', versions[i] ?? ''])).toEqual(['-', 30, 30, 'back']);
    expect(ends('deploy', ['cart 7.3.0 canary start', 'cart 7.2.9 canary abort'])).toEqual([10, 'back']);
    expect(ends('deploy', ['cart 1.1', 'cart 1.2', 'cart 1.3'])).toEqual(['-', '-', '-']);
  });
});
