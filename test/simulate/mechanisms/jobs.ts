import type { Random } from '../random.ts';
import type { Setting } from '../setting.ts';
import { type Mechanism, PASSIVE, Push, type RawEvent, type RawStream } from './mechanism.ts';

interface Run {
  readonly event: RawEvent;
  readonly end: number;
  readonly strength: number;
  over: boolean;
}

/** When a job runs next. `sleep` adds its jitter up, `wall` keeps to a schedule, `rearmed` waits after run end or restart. */
type Clock = 'wall' | 'sleep' | 'rearmed';

/** A job whose every run (or every harmful one) pushes the service over its limit; `listed` false hides it. */
export function periodicJob(
  setting: Setting,
  draw: Random,
  name: string,
  clock: Clock,
  listed: boolean,
): Mechanism {
  const push = new Push(draw, setting.lengthS);
  const events: RawEvent[] = [];
  const period = setting.intervalS;
  // Half of the jobs have run since long before the trouble: their growth, not their start, began it. What nobody lists
  // mostly did so before anybody exported anything.
  const grew = draw.chance(listed ? 0.5 : 0.1);
  const troubleFrom = grew ? setting.quietS + period * draw.uniform(1, 4) : setting.quietS;
  let slot = grew ? period * draw.uniform(0.1, 1) : setting.quietS + period * draw.uniform(0, 1);
  let next = slot;
  let run: Run | null = null;
  const arm = (t: number): void => {
    const jitter = draw.normal(0, setting.jitter * period);
    if (clock === 'wall') {
      slot += period;
      next = Math.max(t, slot + jitter);
    } else if (clock === 'sleep') {
      slot = Math.max(t, slot + period + jitter);
      next = slot;
    } else next = t + Math.max(60, period - setting.lengthS + jitter);
  };
  return {
    ...PASSIVE,
    rhythm: 'regular',
    canReset: clock === 'rearmed',
    streams: (): RawStream[] => (listed ? [{ id: name, kind: 'job', events }] : []),
    cause: () => ({ id: listed ? name : 'none', accepts: [listed ? name : 'none'] }),
    step(t) {
      if (!run && t >= next) {
        const weak = t < troubleFrom || !draw.chance(setting.harm);
        const lengthS = setting.lengthS * Math.exp(draw.normal(0, 0.08)) * (weak && grew ? 0.6 : 1);
        const event: RawEvent = { start: t, end: t + lengthS, status: 'succeeded' };
        events.push(event);
        const strength = setting.headroom * setting.push * Math.exp(draw.normal(0, 0.05)) * (weak ? 0.4 : 1);
        run = { event, end: t + lengthS, strength, over: false };
        if (clock !== 'rearmed') arm(t);
      }
      if (run && t >= run.end) {
        run = null;
        if (clock === 'rearmed') arm(t);
      }
      return push.towards(run && !run.over ? run.strength : 0);
    },
    relieve() {
      push.drop();
      if (run) run.over = true;
    },
    movedByReset: (t) => Math.abs(run ? run.end - t : t + period - setting.lengthS - next),
    reset(t) {
      push.drop();
      if (run) events[events.length - 1] = { start: run.event.start, end: t, status: 'cancelled' };
      run = null;
      arm(t);
    },
  };
}

/** A job that holds more the longer it runs: short runs do no harm. */
export function doseJob(setting: Setting, draw: Random, name: string): Mechanism {
  const push = new Push(draw, setting.lengthS);
  const events: RawEvent[] = [];
  const period = setting.intervalS / draw.uniform(1.8, 3);
  const criticalS = Math.min(setting.lengthS, period * 0.3);
  const longShare = draw.uniform(0.35, 0.5);
  let slot = period * draw.uniform(0.1, 1);
  let run: { start: number; end: number; over: boolean } | null = null;
  return {
    ...PASSIVE,
    rhythm: 'other',
    streams: () => [{ id: name, kind: 'job', events }],
    cause: () => ({ id: name, accepts: [name] }),
    step(t) {
      if (run && t >= run.end) run = null;
      if (!run && t >= slot) {
        const long = t > setting.quietS && draw.chance(longShare);
        const lengthS = criticalS * (long ? draw.uniform(1.5, 2.6) : draw.uniform(0.25, 0.85));
        run = { start: t, end: t + lengthS, over: false };
        events.push({ start: t, end: run.end, status: 'succeeded' });
        slot = Math.max(t + lengthS + 60, slot + period + draw.normal(0, setting.jitter * period));
      }
      // Linear in the time held, over the limit at the critical length, capped by the size of what is held.
      const held = run && !run.over ? Math.min(1.7, (t - run.start) / criticalS) : 0;
      return push.towards(held * setting.headroom);
    },
    relieve() {
      push.drop();
      if (run) run.over = true;
    },
    reset() {
      push.drop();
      if (run) run.over = true;
    },
  };
}

/** Two jobs of different period, each harmless alone. */
export function jobPair(setting: Setting, draw: Random, names: readonly [string, string]): Mechanism {
  const share = draw.uniform(0.62, 0.72);
  const parts = names.map((id, i) => {
    const period = setting.intervalS * (i === 0 ? draw.uniform(0.4, 0.55) : draw.uniform(0.6, 0.85));
    const lengthS = Math.max(180, period * (i === 0 ? 0.25 : 0.4));
    return {
      id,
      period,
      lengthS,
      slot: draw.uniform(0, period),
      until: 0,
      over: false,
      events: [] as RawEvent[],
      push: new Push(draw, lengthS),
    };
  });
  const end = (): void => {
    for (const part of parts) {
      part.push.drop();
      part.over = true;
    }
  };
  return {
    ...PASSIVE,
    rhythm: 'other',
    streams: () => parts.map(({ id, events }) => ({ id, kind: 'job', events })),
    cause: () => ({
      id: names.join('&'),
      accepts: [`${names[0]}&${names[1]}`, `${names[1]}&${names[0]}`, ...names],
    }),
    step(t) {
      let sum = 0;
      for (const part of parts) {
        if (t >= part.slot) {
          part.until = t + part.lengthS;
          part.over = false;
          part.events.push({ start: t, end: part.until, status: 'succeeded' });
          part.slot += part.period * (1 + draw.normal(0, setting.jitter));
        }
        sum += part.push.towards(
          t < part.until && !part.over && t > setting.quietS ? share * setting.headroom : 0,
        );
      }
      return sum;
    },
    relieve: end,
    reset: end,
  };
}
