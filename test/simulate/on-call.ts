import type { Random } from './random.ts';
import type { Setting } from './setting.ts';
import type { FixTruth } from './truth.ts';

/** What a fix does when the process is back. */
export type FixEffect = 'nothing' | 'relief' | 'reset';

/** A fix that the simulated team made; seconds since the start. */
export interface Fix {
  readonly at: number;
  readonly until: number;
  readonly kind: string;
  readonly effect: FixEffect;
  /** `reset-clock` from the moment on that it moved what comes next by more than anybody could miss. */
  truth: FixTruth;
}

const KINDS: Readonly<Record<FixEffect, readonly string[]>> = {
  nothing: ['config', 'scale', 'rollback', 'restart'],
  relief: ['scale', 'config', 'failover'],
  reset: ['restart'],
};

/** A team that notices a window after a while and tries something, or lets it pass. */
export interface OnCall {
  /** Called each step; returns the fix that takes effect now. */
  step(t: number, failingSinceS: number | null): Fix | null;
  readonly fixes: readonly Fix[];
}

/** Draws a team: how often it acts, how fast, and what its fixes do. `canReset`: a restart restarts the clock. */
export function onCall(setting: Setting, draw: Random, canReset: boolean, accumulates: boolean): OnCall {
  const eager = accumulates ? draw.pick([0.5, 0.9, 1]) : draw.pick([0, 0.5, 0.9]);
  const noticeS = Math.min(draw.uniform(60, 240), setting.lengthS * 0.4);
  const workS = Math.min(draw.uniform(30, 240), setting.lengthS * 0.4);
  const usual: FixEffect = canReset
    ? draw.pick(['reset', 'reset', 'nothing'])
    : draw.pick(['nothing', 'relief']);
  const mixed = draw.chance(0.3);
  const fixes: Fix[] = [];
  // Some are always at their desks, others come when they come.
  const uneven = draw.pick([0, 0.3, 0.7]);
  let noticedAfterS = noticeS;
  let decided = false;
  let pending: Fix | null = null;
  return {
    fixes,
    step(t, failingSinceS) {
      if (pending && t >= pending.until) {
        const done = pending;
        pending = null;
        // What still fails after a fix is looked at again.
        decided = draw.chance(0.5);
        return done;
      }
      if (failingSinceS === null) decided = false;
      else if (!decided && !pending && t - failingSinceS >= noticedAfterS) {
        decided = true;
        noticedAfterS = noticeS * Math.exp(draw.normal(0, uneven));
        if (draw.chance(eager)) {
          const other: FixEffect = canReset ? 'reset' : draw.pick(['nothing', 'relief']);
          const effect = mixed && draw.chance(0.5) ? other : usual;
          const truth: FixTruth =
            effect === 'reset' || (accumulates && effect === 'relief') ? 'unclear' : 'none';
          pending = {
            at: t,
            until: t + workS * draw.uniform(0.7, 1.3),
            kind: draw.pick(KINDS[effect]),
            effect,
            truth,
          };
          fixes.push(pending);
        }
      }
      return null;
    },
  };
}
