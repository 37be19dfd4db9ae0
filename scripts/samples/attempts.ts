import type { Names } from './names.ts';
import type { Prng } from './prng.ts';
import type { AttemptPlan } from './scenario.ts';
import { type Attempt, type AttemptKind, MINUTE, minuteOf, SECOND } from './world.ts';

const TEXTS: Readonly<
  Record<AttemptKind, (names: Names) => readonly [action: string, note: string, done: string]>
> = {
  restart: (names) => [
    `Restarted ${names.serviceInWords}`,
    `Restarted ${names.serviceInWords}, two instances at a time`,
    'All instances are ready again',
  ],
  config: (names) => [
    'Increased DB connection pool from 50 to 100',
    `Increased DB connection pool from 50 to 100, rolling change over all instances of ${names.service}`,
    'Rolling change finished, last instance ready',
  ],
  scale: () => [
    'Added 2 more application servers',
    'Added 2 more application servers',
    'New servers are in rotation, nothing else was touched',
  ],
  failover: () => [
    'Failed the database over to its replica',
    'Failed the database over to its replica',
    'Replica is primary, connections are back',
  ],
};

/** What the on-call role says that it did: for incident.yaml, for the pager at the start, for the pager at the end. */
export function attemptTexts(
  names: Names,
  kind: AttemptKind,
): readonly [action: string, note: string, done: string] {
  return TEXTS[kind](names);
}

/** Does this kind of attempt restart the process that owns the timer? */
export function restartsProcess(kind: AttemptKind): boolean {
  return kind === 'restart' || kind === 'config';
}

/** Attempts against windows that do not care: the relief is the gap that was due anyway. */
export function plainAttempts(
  names: Names,
  random: Prng,
  plans: readonly AttemptPlan[],
  windows: readonly { readonly from: number; readonly to: number }[],
): Attempt[] {
  return plans.flatMap((plan) => {
    const window = windows[plan.window - 1];
    if (!window) return [];
    const at = window.from + plan.afterOnsetMin * MINUTE + Math.round(random.between(0.5, 3)) * SECOND;
    const ready = at + plan.readyMin * MINUTE + Math.round(random.between(0.5, 2)) * SECOND;
    const next = windows.find((w) => w.from > at);
    const [action, note, doneNote] = attemptTexts(names, plan.kind);
    return [
      {
        at,
        ready,
        kind: plan.kind,
        action,
        note,
        doneNote,
        reliefMin: next ? Math.round((next.from - minuteOf(at)) / MINUTE) : null,
      },
    ];
  });
}
