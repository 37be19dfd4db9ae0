import type { Random } from '../random.ts';
import type { Setting } from '../setting.ts';
import { type Mechanism, PASSIVE, Push, type RawEvent } from './mechanism.ts';

/** Calm until the next of a series of unrelated outages: exponential after what it takes to tell two apart. */
function gap(setting: Setting, draw: Random): number {
  return 240 + draw.exponential(Math.max(300, setting.intervalS - setting.lengthS - 240));
}

function outageLength(setting: Setting, draw: Random): number {
  return setting.lengthS * Math.exp(draw.normal(0, 0.35));
}

/** Outages at random times that no stream lists. */
export function randomOutages(setting: Setting, draw: Random): Mechanism {
  const push = new Push(draw, setting.lengthS);
  let next = setting.quietS + gap(setting, draw) * 0.5;
  let until = 0;
  const end = (): void => {
    push.drop();
    until = 0;
  };
  return {
    ...PASSIVE,
    rhythm: 'memoryless',
    cause: () => ({ id: 'none', accepts: ['none'] }),
    step(t) {
      if (t >= next) {
        until = t + outageLength(setting, draw);
        next = until + gap(setting, draw);
      }
      return push.towards(t < until ? setting.headroom * setting.push : 0);
    },
    relieve: end,
    reset: end,
  };
}

/** Outages of something the service depends on, recorded by whoever runs it, a little late. */
export function dependencyOutages(setting: Setting, draw: Random, name: string): Mechanism {
  const push = new Push(draw, setting.lengthS);
  const events: RawEvent[] = [];
  const minor = draw.chance(0.4) ? draw.uniform(0.1, 0.35) : 0;
  let next = setting.quietS + gap(setting, draw) * 0.5;
  let until = 0;
  let strength = 0;
  return {
    ...PASSIVE,
    rhythm: 'memoryless',
    streams: () => [{ id: name, kind: 'dependency', events }],
    cause: () => ({ id: name, accepts: [name] }),
    step(t) {
      if (t >= next) {
        until = t + outageLength(setting, draw);
        next = until + gap(setting, draw);
        const harmless = draw.chance(minor) || !draw.chance(setting.harm);
        strength = setting.headroom * (harmless ? 0.4 : setting.push + 0.2);
        events.push({ start: t + draw.uniform(0, 40), end: until + draw.uniform(0, 120), status: null });
      }
      return push.towards(t < until ? strength : 0);
    },
    relieve: () => push.drop(),
    reset: () => push.drop(),
  };
}

/** Each deploy starts with cold caches and overloads what is behind them for a while. */
export function eachDeploy(setting: Setting, draw: Random, name: string): Mechanism {
  const push = new Push(draw, setting.lengthS);
  const events: RawEvent[] = [];
  const withEnd = draw.chance(0.5);
  const rolloutS = draw.uniform(30, Math.min(400, setting.lengthS));
  let next = setting.quietS + gap(setting, draw) * 0.5;
  let until = 0;
  let from = 0;
  let strength = 0;
  return {
    ...PASSIVE,
    rhythm: 'memoryless',
    streams: () => [{ id: name, kind: 'deploy', events }],
    cause: () => ({ id: name, accepts: [name] }),
    step(t) {
      if (t >= next) {
        from = t + rolloutS * 0.5;
        until = t + outageLength(setting, draw);
        next = until + gap(setting, draw);
        strength = setting.headroom * (draw.chance(setting.harm) ? setting.push + 0.1 : 0.4);
        events.push({ start: t, end: withEnd ? t + rolloutS : null, status: null });
      }
      return push.towards(t >= from && t < until ? strength : 0);
    },
    relieve: () => push.drop(),
    reset: () => push.drop(),
  };
}
