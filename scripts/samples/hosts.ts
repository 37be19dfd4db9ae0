import { restartsProcess } from './attempts.ts';
import type { Names } from './names.ts';
import type { Prng } from './prng.ts';
import type { Attempt } from './world.ts';

/** An instance of the failing service: when it is in rotation, and when it is down for a restart. */
export interface Instance {
  readonly host: string;
  readonly from: number;
  readonly downs: readonly { readonly from: number; readonly ready: number }[];
}

const SUFFIX = 'bcdfghjklmnpqrstvwxz2456789';

/** Six instances, more after capacity was added; restarts go two at a time, rolling changes one at a time. */
export function instances(
  names: Names,
  random: Prng,
  attempts: readonly Attempt[],
  from: number,
): Instance[] {
  const hosts = Array.from({ length: 6 }, () => `${names.hostPrefix}-${random.text(5, SUFFIX)}`);
  const restarts = attempts.filter((attempt) => restartsProcess(attempt.kind));
  const first = hosts.map(
    (host, n): Instance => ({
      host,
      from,
      downs: restarts.map((attempt) => {
        const groups = attempt.kind === 'restart' ? 3 : 6;
        const group = attempt.kind === 'restart' ? Math.floor(n / 2) : n;
        const slot = (attempt.ready - attempt.at) / groups;
        const lag = attempt.kind === 'restart' ? (n % 2) * 900 : 0;
        return {
          from: Math.round(attempt.at + group * slot) + lag,
          ready: Math.round(attempt.at + (group + 1) * slot) - lag,
        };
      }),
    }),
  );
  const added = attempts
    .filter((attempt) => attempt.kind === 'scale')
    .flatMap((attempt) =>
      [0, 1].map(
        (n): Instance => ({
          host: `${names.hostPrefix}-${random.text(5, SUFFIX)}`,
          from: attempt.ready - n * 21_000,
          downs: [],
        }),
      ),
    );
  return [...first, ...added];
}

/** Instances in rotation at a time. */
export function serving(all: readonly Instance[], at: number): readonly Instance[] {
  return all.filter((i) => at >= i.from && !i.downs.some((down) => at >= down.from && at < down.ready));
}
