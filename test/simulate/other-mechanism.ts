import type { StreamKind } from '../../shared/incident/stream.ts';
import { contradicted } from './contradicted.ts';
import { namer } from './names.ts';
import { type Random, random } from './random.ts';
import { toIncident } from './record.ts';
import type { Profile, Simulated } from './truth.ts';

/**
 * A second simulator that shares neither mechanism nor parameters with the first and is never fitted on: a fluid queue in
 * front of a pool of slots, requests that give up after a patience and come back as retries, a token bucket in front of a
 * quota. Failures come out of the queue; nothing sets an error rate.
 */
export const OTHER_FAMILIES = [
  'slots-held',
  'slow-callee',
  'quota',
  'memory',
  'bad-release',
  'cold-start',
  'rush',
  'blind-timer',
  'outside',
] as const;
export type OtherFamily = (typeof OTHER_FAMILIES)[number];

const TICK_S = 10;

interface Happening {
  readonly start: number;
  readonly end: number;
  /** Slots taken, factor on service time, factor on arrivals. */
  readonly slots: number;
  readonly slower: number;
  readonly more: number;
}

interface Plan {
  readonly cause: string;
  readonly accepts: readonly string[];
  readonly stream: {
    readonly id: string;
    readonly kind: StreamKind;
    readonly shown: readonly { start: number; end: number | null }[];
  } | null;
  readonly happenings: readonly Happening[];
  /** From here on the service is slower for good. */
  readonly release: { readonly at: number; readonly slower: number } | null;
  /** Memory: share lost per second; failing ends with a restart. */
  readonly memoryPerS: number;
  /** Tokens per second in front of the service, null without a quota. */
  readonly quota: number | null;
  readonly rhythm: Simulated['truth']['rhythm'];
}

function clockTimes(draw: Random, from: number, spanS: number, period: number, jitter: number): number[] {
  const times: number[] = [];
  for (let slot = from; slot < spanS; slot += period) times.push(slot + draw.normal(0, period * jitter));
  return times;
}

function randomTimes(draw: Random, from: number, spanS: number, meanS: number, leastS: number): number[] {
  const times: number[] = [];
  for (let t = from + draw.exponential(meanS); t < spanS; t += leastS + draw.exponential(meanS - leastS))
    times.push(t);
  return times;
}

function plan(
  family: OtherFamily,
  draw: Random,
  spanS: number,
  every: number,
  length: number,
  slots: number,
  name: string,
  weak: number,
): Plan {
  const quiet = every * draw.uniform(0.4, 2);
  const blank = { release: null, memoryPerS: 0, quota: null, stream: null, happenings: [] as Happening[] };
  const jitter = draw.pick([0.004, 0.03, 0.08]);
  const happen = (times: readonly number[], part: Partial<Happening>): Happening[] =>
    times.map((start) => ({
      start,
      end: start + length * draw.uniform(0.75, 1.3),
      slots: 0,
      slower: 1,
      more: 1,
      ...part,
    }));
  const shown = (all: readonly Happening[], lag: number, withEnd: boolean) =>
    all.map(({ start, end }) => ({ start: start - lag, end: withEnd ? end : null }));
  const own = { cause: name, accepts: [name] };
  const nobody = { cause: 'none', accepts: ['none'] };
  const memoryless = { kind: 'memoryless', jitter: 1 } as const;
  const lag = draw.uniform(0, Math.min(120, length * 0.3));
  switch (family) {
    case 'slots-held': {
      const early = clockTimes(draw, draw.uniform(0, every), quiet, every, jitter);
      const all = happen(clockTimes(draw, quiet, spanS, every, jitter), {
        slots: slots * weak * draw.uniform(0.75, 0.95),
      });
      const before = draw.chance(0.5) ? happen(early, { slots: slots * 0.15 }) : [];
      return {
        ...blank,
        ...own,
        happenings: [...before, ...all],
        stream: { id: name, kind: 'job', shown: shown([...before, ...all], lag, true) },
        rhythm: { kind: 'regular', jitter },
      };
    }
    case 'slow-callee': {
      const all = happen(randomTimes(draw, quiet, spanS, every, length * 1.5), { slower: 1 + 3 * weak });
      return {
        ...blank,
        ...own,
        happenings: all,
        stream: { id: name, kind: draw.pick(['dependency', 'vendor']), shown: shown(all, 0, true) },
        rhythm: memoryless,
      };
    }
    case 'quota': {
      const all = happen(randomTimes(draw, quiet, spanS, every, length * 1.5), { more: 1.6 + weak });
      return {
        ...blank,
        cause: 'traffic',
        accepts: ['traffic'],
        happenings: all,
        quota: 1.35,
        rhythm: memoryless,
      };
    }
    case 'memory':
      return {
        ...blank,
        cause: 'accumulation',
        accepts: ['accumulation'],
        memoryPerS: 1 / every,
        rhythm: { kind: 'regular', jitter: 0.1 },
      };
    case 'bad-release': {
      const at = quiet + every * draw.uniform(0.2, 2);
      const all = happen(randomTimes(draw, 0, spanS, every * 0.8, length * 1.5), { slots: slots * 0.35 });
      const others = clockTimes(
        draw,
        draw.uniform(0, every * 2),
        spanS,
        every * draw.uniform(1.5, 3),
        0.3,
      ).filter((t) => t > 0 && Math.abs(t - at) > 300);
      const times = [...others, at].sort((a, b) => a - b);
      const id = `${name}#${times.indexOf(at) + 1}`;
      return {
        ...blank,
        cause: id,
        accepts: [id, name],
        happenings: all,
        release: { at, slower: 1 + 0.6 * weak },
        stream: { id: name, kind: 'deploy', shown: times.map((start) => ({ start, end: null })) },
        rhythm: { kind: 'other', jitter: 1 },
      };
    }
    case 'cold-start': {
      const all = happen(randomTimes(draw, quiet, spanS, every, length * 1.5), { slower: 1 + 2.5 * weak });
      return {
        ...blank,
        ...own,
        happenings: all,
        stream: { id: name, kind: 'deploy', shown: shown(all, lag, false) },
        rhythm: memoryless,
      };
    }
    case 'rush': {
      const all = happen(randomTimes(draw, quiet, spanS, every, length * 1.5), { more: 1.9 + weak });
      const small = happen(randomTimes(draw, 0, spanS, every, length), { more: 1.25 });
      return {
        ...blank,
        cause: 'traffic',
        accepts: ['traffic'],
        happenings: [...all, ...small],
        rhythm: memoryless,
      };
    }
    case 'blind-timer':
      return {
        ...blank,
        ...nobody,
        happenings: happen(clockTimes(draw, quiet, spanS, every, jitter), { slots: slots * 0.9 * weak }),
        rhythm: { kind: 'regular', jitter },
      };
    case 'outside':
      return {
        ...blank,
        ...nobody,
        happenings: happen(randomTimes(draw, quiet, spanS, every, length * 1.5), { slower: 1 + 4 * weak }),
        rhythm: memoryless,
      };
  }
}

function once(seed: number, tries: number, family: OtherFamily, profile: Profile): Simulated | null {
  const draw = random(seed, `other/${family}/${profile}/${tries}`);
  const hard = profile === 'hard';
  const every = draw.logUniform(1200, 5 * 3600);
  const length = Math.max(240, every * draw.uniform(0.12, 0.3));
  const spanS = Math.ceil((every * draw.integer(5, 12)) / 300) * 300;
  const slots = draw.integer(20, 200);
  const arrivals = draw.logUniform(3, 600);
  // Service time such that 45 to 60 % of the slots are busy at usual load.
  const serviceS = (slots * draw.uniform(0.45, 0.6)) / arrivals;
  const patience = draw.uniform(15, 60);
  const name = namer(draw.fork('names'));
  const own = name();
  const planned = plan(
    family,
    draw.fork('plan'),
    spanS,
    every,
    length,
    slots,
    own,
    hard ? draw.uniform(0.85, 1) : 1,
  );
  const binS = spanS < 6 * 3600 && draw.chance(0.3) ? 30 : length > 1800 && draw.chance(0.4) ? 300 : 60;
  const requests: number[] = [];
  const errors: number[] = [];
  const fixes: {
    at: number;
    until: number;
    kind: string;
    effect: 'nothing';
    truth: 'none' | 'reset-clock';
  }[] = [];
  const floor = draw.logUniform(0.0002, 0.003);
  const dayShare = draw.uniform(0, 0.15);
  let queue = 0;
  let retries = 0;
  let memory = 0;
  let tokens = patience * arrivals;
  let asked = 0;
  let failed = 0;
  let bad: number | null = null;
  let share = 0;
  const windows: { start: number; end: number }[] = [];
  const acts = draw.pick([0, 0.6, 1]);
  let acted = false;
  for (let t = 0; t < spanS; t += TICK_S) {
    let held = 0;
    let slower = planned.release && t >= planned.release.at ? planned.release.slower : 1;
    let more = 1 + dayShare * Math.sin((2 * Math.PI * t) / 86_400);
    for (const h of planned.happenings) {
      if (t < h.start || t >= h.end) continue;
      held += h.slots;
      slower *= h.slower;
      more *= h.more;
    }
    memory += planned.memoryPerS * TICK_S;
    if (memory > 0.9) slower *= 1 + 30 * (memory - 0.9);
    const came = draw.poisson(arrivals * TICK_S * more) + draw.poisson(retries);
    const capacity = (Math.max(1, slots - held) / (serviceS * slower)) * TICK_S;
    let rejected = 0;
    if (planned.quota !== null) {
      tokens = Math.min(patience * arrivals, tokens + arrivals * planned.quota * TICK_S);
      rejected = Math.max(0, came - tokens);
      tokens = Math.max(0, tokens - came);
    }
    queue += came - rejected;
    queue -= Math.min(queue, capacity);
    // Who would wait longer than its patience gives up; a part of them tries again.
    const longest = (capacity / TICK_S) * patience;
    const gaveUp = Math.max(0, queue - longest);
    queue -= gaveUp;
    const lost = Math.min(came, Math.round(gaveUp + rejected) + draw.poisson(came * floor));
    retries = Math.min(came * 0.3, lost * 0.25);
    asked += came;
    failed += lost;
    share += ((came > 0 ? lost / came : 0) - share) * 0.3;
    if (bad === null && share > 0.05) {
      bad = t;
      acted = draw.chance(1 - acts);
    } else if (bad !== null && share < 0.025) {
      windows.push({ start: bad, end: t });
      bad = null;
    }
    if (bad !== null && t - bad > length * 0.6 && !acted) {
      acted = true;
      const until = t + 60;
      fixes.push({
        at: t,
        until,
        kind: 'restart',
        effect: 'nothing',
        truth: planned.memoryPerS > 0 ? 'reset-clock' : 'none',
      });
      if (planned.memoryPerS > 0) memory = 0;
    }
    if (planned.memoryPerS > 0 && bad !== null && t - bad > length) memory = 0;
    if ((t + TICK_S) % binS === 0) {
      requests.push(asked);
      errors.push(failed);
      asked = 0;
      failed = 0;
    }
  }
  if (bad !== null) windows.push({ start: bad, end: spanS });
  const joined: { start: number; end: number }[] = [];
  for (const window of windows) {
    const last = joined.at(-1);
    if (last && window.start - last.end < Math.max(120, 1.5 * binS)) last.end = window.end;
    else joined.push({ ...window });
  }
  const clear = joined.filter(({ start, end }) => end - start >= Math.max(90, binS));
  const failing = clear.reduce((sum, { start, end }) => sum + end - start, 0);
  if (clear.length < 3 || failing > 0.5 * spanS) return null;
  const streams = planned.stream
    ? [
        {
          id: planned.stream.id,
          kind: planned.stream.kind,
          events: planned.stream.shown
            .filter(({ start }) => start >= 0 && start < spanS)
            .map(({ start, end }) => ({
              start,
              end: end !== null && end < spanS ? end : null,
              status: null,
            })),
        },
      ]
    : [];
  const others: typeof streams = [];
  for (let i = draw.integer(hard ? 4 : 2, hard ? 9 : 5); i > 0; i--) {
    const period = draw.chance(0.3) ? every : draw.logUniform(every / 6, every * 2);
    const runS = period * draw.uniform(0.02, 0.3);
    const starts = draw.chance(0.6)
      ? clockTimes(draw, draw.uniform(0, period), spanS, period, draw.pick([0, 0.05]))
      : randomTimes(draw, 0, spanS, period, 1);
    const events = starts
      .filter((start) => start >= 0 && start < spanS)
      .map((start) => ({ start, end: start + runS < spanS ? start + runS : null, status: null }));
    if (events.length > 0)
      others.push({
        id: name(),
        kind: draw.pick(['job', 'job', 'job', 'deploy', 'config', 'dependency']),
        events,
      });
  }
  const alerts = {
    id: name(),
    kind: 'alert' as const,
    events: clear.map(({ start }) => ({ start: start + draw.uniform(60, 200), end: null, status: null })),
  };
  const originS = 1_700_000_000 + 300 * draw.integer(0, 100_000);
  const incident = toIncident({
    name: `${family}-${profile}-${seed}`,
    originMs: originS * 1000,
    spanS,
    binS,
    columns: [
      { name: 'requests', measures: 'count', unit: null, values: requests },
      { name: 'errors', measures: 'count', unit: null, values: errors },
    ],
    streams: [...others.slice(0, 2), ...streams, ...others.slice(2), alerts],
    fixes,
  });
  const at = (seconds: number): number => (originS + Math.round(seconds)) * 1000;
  const truthWindows = clear.map(({ start, end }) => ({ from: at(start), to: at(end) }));
  const innocent = new Set(others.map(({ id }) => id));
  return {
    incident,
    truth: {
      family,
      profile,
      seed,
      cause: planned.cause,
      accepts: planned.accepts,
      windows: truthWindows,
      fixes: fixes.map(({ truth }, i) => ({ id: `A${i + 1}`, effect: truth })),
      refutable: incident.streams
        .filter((s) => innocent.has(s.id) && contradicted(s, truthWindows))
        .map(({ id }) => id),
      rhythm: planned.rhythm,
    },
  };
}

/** One incident of the second simulator; the same arguments give the same incident. */
export function generateOther(seed: number, family: OtherFamily, profile: Profile): Simulated {
  for (let tries = 0; tries < 80; tries++) {
    const made = once(seed, tries, family, profile);
    if (made) return made;
  }
  throw new Error(`No ${family} incident with enough windows at seed ${seed}`);
}

/** `count` incidents of the second simulator, families in turn. */
export function* generateManyOther(seed: number, count: number, profile: Profile): Generator<Simulated> {
  for (let i = 0; i < count; i++) {
    const family = OTHER_FAMILIES[i % OTHER_FAMILIES.length];
    if (family) yield generateOther(seed * 1_000_003 + i, family, profile);
  }
}
