import type { Random } from '../random.ts';
import { type Setting, STEP_S } from '../setting.ts';
import { type Mechanism, PASSIVE, Push, type RawEvent } from './mechanism.ts';

/** Something fills up by time or by requests until the service fails; only a restart empties it. */
export function leak(setting: Setting, draw: Random, by: 'time' | 'requests'): Mechanism {
  let filled = 0;
  const fillS = setting.intervalS - setting.lengthS * 0.5;
  // A handle a minute fills it to the second; what each request leaves behind differs.
  const uneven = draw.pick([0.03, 0.08, 0.15, 0.22]);
  let pace = Math.exp(draw.normal(0, uneven));
  const usualDeathS = setting.lengthS * draw.uniform(0.9, 1.4);
  const untimely = draw.pick([0, 0.2, 0.5]);
  let diesAfterS = usualDeathS;
  // Memory thrashes long before its end; a pool, a disk or a table of handles shows nothing until it is full.
  const warns = draw.chance(0.6);
  const push = new Push(draw, setting.lengthS);
  const empty = (): void => {
    filled = 0;
    push.drop();
    pace = Math.exp(draw.normal(0, uneven));
    diesAfterS = usualDeathS * Math.exp(draw.normal(0, untimely));
  };
  // Bursty load separates what grows with requests from what grows with time.
  const bursty = by === 'requests';
  let burst = 1;
  let burstUntil = 0;
  return {
    ...PASSIVE,
    rhythm: bursty ? 'other' : 'regular',
    canReset: true,
    diesAfterS: () => diesAfterS,
    cause: () => ({ id: 'accumulation', accepts: ['accumulation'] }),
    filled: () => filled,
    load(t) {
      if (bursty && t >= burstUntil) {
        burst = draw.logUniform(0.45, 2.2);
        burstUntil = t + setting.intervalS * draw.uniform(0.2, 0.8);
      }
      return burst;
    },
    step(_t, requests) {
      const share = by === 'time' ? 1 : requests / Math.max(1, setting.requestsPerS * STEP_S);
      filled += (share * pace * STEP_S) / fillS;
      if (!warns) return push.towards(filled >= 1 ? setting.headroom * setting.push : 0);
      // Near the end it thrashes: pressure grows faster than what is held.
      return setting.headroom * (0.7 * filled + 0.3 * Math.min(4, filled ** 10));
    },
    relieve() {},
    reset: empty,
  };
}

/** A job that empties what fills up; a run that does not happen lets it overflow. */
export function missedCleanup(setting: Setting, draw: Random, name: string): Mechanism {
  const events: RawEvent[] = [];
  const period = setting.intervalS / draw.uniform(2, 4);
  const perPeriod = setting.headroom * draw.uniform(0.58, 0.72);
  const missed = Math.min(0.45, (1.15 * period) / setting.intervalS);
  const runS = Math.min(draw.uniform(20, 180), period * 0.2);
  let level = 0;
  let slot = period * draw.uniform(0.1, 1);
  let emptyAt = Number.POSITIVE_INFINITY;
  // It does not start, or it starts and breaks off; whose records tell how a run ended say so.
  const breaksOff = draw.chance(0.5);
  const tells = draw.chance(0.7);
  return {
    ...PASSIVE,
    rhythm: 'other',
    canReset: false,
    streams: () => [{ id: name, kind: 'job', events }],
    cause: () => ({ id: name, accepts: [name] }),
    filled: () => level / setting.headroom,
    step(t) {
      level += (perPeriod * STEP_S) / period;
      if (t >= slot) {
        slot += period * (1 + draw.normal(0, setting.jitter * 0.5));
        if (t < setting.quietS || !draw.chance(missed)) {
          events.push({ start: t, end: t + runS, status: tells ? 'succeeded' : null });
          emptyAt = t + runS;
        } else if (breaksOff) {
          events.push({
            start: t,
            end: t + runS * draw.uniform(0.02, 0.25),
            status: tells ? 'failed' : null,
          });
        }
      }
      if (t >= emptyAt) {
        level = 0;
        emptyAt = Number.POSITIVE_INFINITY;
      }
      return level;
    },
    relieve() {},
    reset() {
      level = 0;
    },
  };
}

/** One deploy takes most of the headroom away; what was harmless before now fails, at random times or all the time. */
export function stepDeploy(setting: Setting, draw: Random, name: string): Mechanism {
  const push = new Push(draw, setting.lengthS);
  const events: RawEvent[] = [];
  const constant = draw.chance(0.2);
  const kind = draw.chance(0.8) ? 'deploy' : 'config';
  const at = setting.quietS + setting.intervalS * draw.logUniform(0.8, 6);
  const deployGapS = setting.intervalS * draw.uniform(0.8, 3);
  const others: number[] = [];
  for (let t = at - draw.exponential(deployGapS); t > 0; t -= deployGapS * draw.uniform(0.5, 1.5))
    others.push(t);
  for (
    let t = at + deployGapS * draw.uniform(0.3, 1.5);
    t < at + 14 * setting.intervalS;
    t += deployGapS * draw.uniform(0.5, 1.5)
  )
    others.push(t);
  const times = [...others, at].sort((a, b) => a - b);
  let next = setting.intervalS * draw.uniform(0.1, 1);
  let until = 0;
  let calmUntil = 0;
  // It takes headroom for good, which shows between the pushes too; or it only makes what was harmless harmful.
  const taken = draw.chance(0.6);
  // What the deploy leaves of the headroom: calm between the pushes, which alone were harmless before it.
  const left = Math.max(0.25 * setting.headroom, 3.5 * setting.width);
  // What pushes may be the load itself: surges that passed before the deploy, and fail after it.
  const surge = !constant && draw.chance(0.4) ? draw.uniform(0.25, 0.8) : 0;
  // They come when they come, or on a clock of the service's own that nobody lists.
  const steady = draw.chance(0.35) ? draw.pick([0.01, 0.04, 0.1]) : null;
  return {
    ...PASSIVE,
    rhythm: 'other',
    streams: () => [{ id: name, kind, events }],
    load: (t) => 1 + (t < until ? surge : 0),
    cause() {
      const id = `${name}#${1 + times.indexOf(at)}`;
      return { id, accepts: [id, name] };
    },
    step(t) {
      while (times.length > events.length && (times[events.length] ?? 0) <= t) {
        events.push({ start: times[events.length] ?? t, end: null, status: null });
      }
      const raised = t >= at;
      if (constant) return push.towards(raised && t >= calmUntil ? setting.headroom * setting.push : 0);
      if (t >= next) {
        until = t + setting.lengthS * Math.exp(draw.normal(0, 0.3));
        next =
          steady === null
            ? until + draw.exponential(setting.intervalS - setting.lengthS) * 0.8 + setting.lengthS * 0.5
            : Math.max(until + 1, t + setting.intervalS * (1 + draw.normal(0, steady)));
      }
      const pushing = t < until && t >= calmUntil;
      if (!taken) return push.towards(pushing ? setting.headroom * (raised ? setting.push : 0.35) : 0);
      return push.towards(pushing ? 1.5 * left : 0) + (raised ? setting.headroom - left : 0);
    },
    relieve(t) {
      push.drop();
      calmUntil = t + setting.intervalS * (constant ? draw.uniform(0.3, 0.9) : 0.1);
    },
    reset() {
      push.drop();
    },
  };
}

/** Load surges: those above the threshold fail, the smaller ones pass. */
export function trafficThreshold(setting: Setting, draw: Random): Mechanism {
  const rampS = Math.max(30, Math.min(draw.uniform(60, 600), setting.lengthS / 3));
  // Usual load is 1; the limit is reached at 1 + toLimit.
  const toLimit = draw.uniform(0.35, 0.9);
  let from = setting.intervalS * draw.uniform(0.2, 1);
  let until = from + setting.lengthS;
  let height = 0.3;
  let calmUntil = 0;
  const surge = (t: number): number => {
    if (t >= until + rampS) {
      from = t + 240 + draw.exponential(setting.intervalS * 0.7);
      until = from + setting.lengthS * Math.exp(draw.normal(0, 0.3));
      const big = from > setting.quietS && draw.chance(0.6);
      height = toLimit * (big ? setting.push : draw.uniform(0.3, 0.75));
    }
    const up = Math.min(1, Math.max(0, (t - from) / rampS));
    const down = Math.min(1, Math.max(0, (until + rampS - t) / rampS));
    return 1 + height * Math.min(up, down);
  };
  let now = 1;
  return {
    ...PASSIVE,
    rhythm: 'memoryless',
    cause: () => ({ id: 'traffic', accepts: ['traffic'] }),
    load(t) {
      now = surge(t);
      return now;
    },
    step(t) {
      return t < calmUntil ? 0 : (setting.headroom * (now - 1)) / toLimit;
    },
    relieve(t) {
      calmUntil = t + setting.lengthS * 0.5;
    },
    reset() {},
  };
}
