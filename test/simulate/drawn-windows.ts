import type { Incident } from '../../shared/incident/incident.ts';
import type { StreamKind } from '../../shared/incident/stream.ts';
import { contradicted } from './contradicted.ts';
import type { RawEvent, RawStream } from './mechanisms/mechanism.ts';
import type { Fix } from './on-call.ts';
import { type Random, random } from './random.ts';
import { type Column, toIncident } from './record.ts';
import type { Profile, Simulated } from './truth.ts';

/**
 * A third simulator, never fitted on: nothing is stepped. Windows are drawn by renewal arithmetic, the failing share
 * follows a drawn profile, counts are gamma-Poisson. Its ranges lie outside the others': bins of 10 s to 10 min, 60 to
 * 50,000 requests a minute, up to two weeks with a daily shape, error counts without requests, jobs without an end,
 * names that are numbers or sentences.
 */
export const DRAWN_FAMILIES = [
  'timed-run',
  'long-run',
  'filling',
  'filling-by-use',
  'one-change',
  'risky-changes',
  'peak',
  'upstream',
  'skipped-run',
  'run-under-load',
  'chance',
  'unseen-clock',
] as const;
export type DrawnFamily = (typeof DRAWN_FAMILIES)[number];

interface Window {
  readonly start: number;
  readonly end: number;
}

/** One drawn story; times in seconds. */
interface Story {
  readonly cause: string;
  readonly accepts: readonly string[];
  readonly windows: readonly Window[];
  readonly stream: RawStream | null;
  /** Factor on the load. */
  readonly load: (t: number) => number;
  /** Factor on the healthy failing share. */
  readonly healthy: (t: number) => number;
  /** Share of what can be held that is held, where something fills up. */
  readonly held: ((t: number) => number) | null;
  /** Restarts that emptied what had filled. */
  readonly restarts: readonly number[];
  readonly rhythm: Simulated['truth']['rhythm'];
}

interface Frame {
  readonly every: number;
  readonly length: number;
  readonly spanS: number;
  readonly quiet: number;
  readonly hard: boolean;
}

function nameOf(draw: Random, used: Set<string>): string {
  for (;;) {
    const n = draw.integer(1, 9999);
    const name = draw.pick([
      `${n}`,
      `task ${n} (nightly)`,
      `svc/${n.toString(36)}:${draw.integer(1, 9)}`,
      `Übertrag ${n}`,
      `com.example.step${n}.Run`,
      `${n.toString(16)}-${draw.integer(100, 999)}-${draw.integer(1000, 9999).toString(16)}`,
    ]);
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

/** Gaps of gamma shape: 1 is memoryless, 400 a clock with 5 % jitter. */
function renewals(draw: Random, from: number, to: number, mean: number, shape: number): number[] {
  const times: number[] = [];
  for (let t = from; t < to; t += mean * gamma(draw, shape)) times.push(t);
  return times;
}

/** Gamma of mean 1: a sum of exponentials for small shapes, Wilson-Hilferty's cube for large ones. */
function gamma(draw: Random, shape: number): number {
  if (shape < 8) {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum += draw.exponential(1);
    return sum / shape;
  }
  const c = 1 / (9 * shape);
  return Math.max(0.01, (1 - c + draw.normal(0, Math.sqrt(c))) ** 3);
}

function apart(windows: readonly Window[], least: number): Window[] {
  const kept: Window[] = [];
  for (const w of windows)
    if (w.start - (kept.at(-1)?.end ?? Number.NEGATIVE_INFINITY) >= least) kept.push(w);
  return kept;
}

function story(family: DrawnFamily, f: Frame, draw: Random, name: string): Story {
  const own = { cause: name, accepts: [name] };
  const plain = { load: () => 1, healthy: () => 1, restarts: [], held: null, stream: null };
  const long = (): number => f.length * draw.uniform(0.6, 1.5);
  const harm = f.hard ? draw.pick([1, 0.85]) : 1;
  const clock = draw.pick([60, 400, 4000]);
  const listed = (kind: StreamKind, events: RawEvent[]): RawStream => ({ id: name, kind, events });
  const event = (start: number, end: number | null): RawEvent => ({ start, end, status: null });
  switch (family) {
    case 'timed-run': {
      const lag = draw.chance(0.5) ? draw.uniform(0, 90) : f.every * draw.uniform(0.02, 0.2);
      const ends = draw.chance(0.6);
      const harmless = draw.chance(0.4) ? draw.uniform(1, 5) * f.every : 0;
      const runs = renewals(draw, draw.uniform(0, f.every), f.spanS, f.every, clock).map((start) =>
        event(start, ends ? start + lag + long() : null),
      );
      const bad = runs.filter(({ start }) => start > harmless && draw.chance(harm));
      return {
        ...plain,
        ...own,
        windows: bad.map(({ start, end }) => ({ start: start + lag, end: end ?? start + lag + long() })),
        stream: listed('job', runs),
        rhythm: { kind: 'regular', jitter: clock ** -0.5 },
      };
    }
    case 'long-run': {
      const limit = f.length * draw.uniform(0.4, 1);
      const runs = renewals(draw, draw.uniform(0, f.every / 2), f.spanS, f.every / 2.2, 60).map((start) => {
        const length = draw.chance(0.42) ? limit + long() : limit * draw.uniform(0.15, 0.8);
        return event(start, start + Math.min(length, f.every * 0.4));
      });
      return {
        ...plain,
        ...own,
        windows: runs.flatMap(({ start, end }) =>
          end !== null && end - start > limit * 1.15 ? [{ start: start + limit, end }] : [],
        ),
        stream: listed('job', runs),
        rhythm: { kind: 'other', jitter: 1 },
      };
    }
    case 'filling':
    case 'filling-by-use': {
      const byUse = family === 'filling-by-use';
      const stretch = f.every * draw.uniform(0.4, 0.9);
      const phase = draw.uniform(0, 7);
      // Use swings on a scale that the fillings straddle.
      const load = byUse ? (t: number) => 1 + 0.75 * Math.sin(t / stretch + phase) : plain.load;
      const spread = draw.pick([0.02, 0.06, 0.15]);
      const seen = draw.chance(0.6);
      const grows = draw.chance(0.5) ? draw.uniform(1.5, 6) : 1;
      const windows: Window[] = [];
      const emptied: number[] = [draw.uniform(-0.8, 0) * f.every];
      for (;;) {
        const capacity = f.every * Math.exp(draw.normal(0, spread));
        let t = emptied.at(-1) ?? 0;
        for (let held = 0; held < capacity; t += 30) held += 30 * load(t);
        if (t >= f.spanS) break;
        const end = t + long();
        if (t > 0) windows.push({ start: t, end });
        emptied.push(end);
      }
      const since = (t: number): number => t - (emptied.findLast((e) => e <= t) ?? 0);
      return {
        ...plain,
        cause: 'accumulation',
        accepts: ['accumulation'],
        windows,
        load,
        healthy: (t) => 1 + (grows - 1) * Math.min(1, since(t) / f.every) ** 3,
        held: (t) => Math.min(1, since(t) / f.every),
        restarts: seen ? emptied.filter((e) => e > 0 && e < f.spanS) : [],
        rhythm: byUse ? { kind: 'other', jitter: 1 } : { kind: 'regular', jitter: spread },
      };
    }
    case 'one-change': {
      const at = f.quiet + f.every * draw.uniform(1, 4);
      const times = renewals(draw, draw.uniform(0, f.every), f.spanS, f.every * draw.uniform(1, 4), 2).filter(
        (t) => Math.abs(t - at) > 0.1 * f.every,
      );
      const all = [...times, at].sort((a, b) => a - b);
      const id = `${name}#${all.indexOf(at) + 1}`;
      const worse = draw.chance(0.5) ? draw.uniform(1.4, 4) : 1;
      return {
        ...plain,
        cause: id,
        accepts: [id, name],
        windows: renewals(draw, at + draw.exponential(f.every * 0.5), f.spanS, f.every, 2).map((start) => ({
          start,
          end: start + long(),
        })),
        healthy: (t) => (t >= at ? worse : 1),
        stream: listed(
          draw.pick(['deploy', 'config', 'flag']),
          all.map((t) => event(t, null)),
        ),
        rhythm: { kind: 'other', jitter: 1 },
      };
    }
    case 'risky-changes': {
      const lag = draw.uniform(0, 0.05 * f.every);
      const times = renewals(draw, f.quiet, f.spanS, f.every, 2);
      return {
        ...plain,
        ...own,
        windows: times
          .filter(() => draw.chance(harm))
          .map((t) => ({ start: t + lag, end: t + lag + long() })),
        stream: listed(
          draw.pick(['deploy', 'config', 'data']),
          times.map((t) => event(t, null)),
        ),
        rhythm: { kind: 'memoryless', jitter: 1 },
      };
    }
    case 'peak': {
      const ramp = draw.uniform(30, f.length * 0.3);
      const limit = draw.uniform(1.35, 2.4);
      const surges = renewals(draw, f.quiet, f.spanS, f.every * 0.6, 2).map((start) => ({
        start,
        end: start + ramp + long(),
        height: draw.chance(0.6) ? limit * draw.uniform(1.1, 1.6) : 1 + (limit - 1) * draw.uniform(0.3, 0.8),
      }));
      const load = (t: number): number => {
        let high = 1;
        for (const s of surges) {
          if (t < s.start || t > s.end + ramp) continue;
          const share = Math.min(1, (t - s.start) / ramp, (s.end + ramp - t) / ramp);
          high = Math.max(high, 1 + (s.height - 1) * Math.max(0, share));
        }
        return high;
      };
      const windows: Window[] = [];
      let open: number | null = null;
      for (let t = 0; t < f.spanS; t += 10) {
        const over = load(t) > limit;
        if (over && open === null) open = t;
        if (!over && open !== null) {
          windows.push({ start: open, end: t });
          open = null;
        }
      }
      return {
        ...plain,
        cause: 'traffic',
        accepts: ['traffic'],
        windows,
        load,
        rhythm: { kind: 'memoryless', jitter: 1 },
      };
    }
    case 'upstream': {
      const windows = renewals(draw, f.quiet, f.spanS, f.every, 1).map((start) => ({
        start,
        end: start + long(),
      }));
      const late = draw.uniform(-30, 60);
      return {
        ...plain,
        ...own,
        windows,
        stream: listed(
          draw.pick(['dependency', 'vendor', 'maintenance']),
          windows.map(({ start, end }) =>
            event(Math.max(0, start + late), draw.chance(0.7) ? end + late : null),
          ),
        ),
        rhythm: { kind: 'memoryless', jitter: 1 },
      };
    }
    case 'skipped-run': {
      const period = f.every / draw.uniform(2.5, 5);
      const hold = draw.uniform(1.15, 1.6);
      const slots = renewals(draw, draw.uniform(0, period), f.spanS, period, 2000);
      const kept = slots.filter((t) => t < f.quiet || !draw.chance(0.28));
      const windows = kept.slice(1).flatMap((next, i) => {
        const start = (kept[i] ?? 0) + hold * period;
        return next > start + 0.1 * period ? [{ start, end: next + draw.uniform(0, 60) }] : [];
      });
      return {
        ...plain,
        ...own,
        windows,
        stream: listed(
          'job',
          kept.map((t) => event(t, draw.chance(0.7) ? t + period * 0.05 : null)),
        ),
        rhythm: { kind: 'other', jitter: 1 },
      };
    }
    case 'run-under-load': {
      const wave = f.every * draw.uniform(1.5, 6);
      const phase = draw.uniform(0, 6);
      const height = draw.uniform(0.3, 0.6);
      const load = (t: number): number => 1 + height * Math.sin(t / wave + phase);
      const lag = f.every * draw.uniform(0, 0.1);
      const runs = renewals(draw, draw.uniform(0, f.every), f.spanS, f.every / 2, clock).map((start) =>
        event(start, start + lag + Math.min(long(), f.every * 0.3)),
      );
      const limit = 1 + height * draw.uniform(-0.3, 0.4);
      return {
        ...plain,
        ...own,
        windows: runs.flatMap(({ start, end }) =>
          load(start) > limit ? [{ start: start + lag, end: end ?? start }] : [],
        ),
        load,
        stream: listed('job', runs),
        rhythm: { kind: 'other', jitter: 1 },
      };
    }
    case 'chance':
      return {
        ...plain,
        cause: 'none',
        accepts: ['none'],
        windows: renewals(draw, f.quiet, f.spanS, f.every, 1).map((start) => ({
          start,
          end: start + long(),
        })),
        rhythm: { kind: 'memoryless', jitter: 1 },
      };
    case 'unseen-clock':
      return {
        ...plain,
        cause: 'none',
        accepts: ['none'],
        windows: renewals(draw, f.quiet, f.spanS, f.every, clock).map((start) => ({
          start,
          end: start + long(),
        })),
        rhythm: { kind: 'regular', jitter: clock ** -0.5 },
      };
  }
}

/** Share of the peak at the fraction `x` of a window: square, ramp, spike and decay, or a plateau that trembles. */
function profileOf(draw: Random): (x: number) => number {
  const kind = draw.integer(0, 3);
  const low = draw.uniform(0.4, 0.8);
  return (x) => {
    if (kind === 1) return low + (1 - low) * x;
    if (kind === 2) return low + (1 - low) * Math.exp(-3 * x);
    return kind === 3 ? low + (1 - low) * (0.5 + 0.5 * Math.sin(40 * x)) : 1;
  };
}

function innocent(draw: Random, f: Frame, id: string): RawStream {
  const kind = draw.pick([
    'job',
    'job',
    'job',
    'job',
    'deploy',
    'config',
    'flag',
    'data',
    'dependency',
    'maintenance',
    'autoscale',
  ] as const);
  const period = draw.chance(f.hard ? 0.45 : 0.3)
    ? f.every * draw.pick([1, 0.5])
    : f.every * draw.logUniform(0.1, 4);
  const runS = draw.chance(0.6) ? period * draw.uniform(0.02, 0.4) : null;
  const events = renewals(draw, draw.uniform(0, period), f.spanS, period, kind === 'job' ? 1000 : 1).map(
    (start) => ({
      start,
      end: runS === null ? null : start + runS * draw.uniform(0.8, 1.2),
      status: null,
    }),
  );
  return { id, kind, events };
}

function once(seed: number, tries: number, family: DrawnFamily, profile: Profile): Simulated | null {
  const draw = random(seed, `drawn/${family}/${profile}/${tries}`);
  const hard = profile === 'hard';
  const every = draw.logUniform(900, 30 * 3600);
  const count = draw.pick([3, 4, 5, 7, 10, 14]);
  const spanS = Math.min(14 * 86_400, Math.ceil((every * (count + draw.uniform(1, 4))) / 600) * 600);
  const binS = draw.pick([10, 30, 60, 120, 300, 600].filter((b) => every / b >= 14 && spanS / b <= 20_000));
  const length = Math.max(2.5 * binS, every * draw.uniform(0.05, 0.35));
  const frame: Frame = { every, length, spanS, quiet: every * draw.uniform(0.3, 3), hard };
  const used = new Set<string>();
  const drawn = story(family, frame, draw.fork('story'), nameOf(draw, used));
  const bins = Math.floor(spanS / binS);
  const inside = drawn.windows.filter(({ start, end }) => start >= 0 && start < spanS && end - start >= binS);
  const windows = apart(inside, 2.5 * binS).map(({ start, end }) => ({ start, end: Math.min(end, spanS) }));
  const failing = windows.reduce((sum, { start, end }) => sum + end - start, 0);
  if (windows.length < 3 || windows.length !== inside.length || failing > 0.45 * spanS) return null;
  const perMinute = draw.logUniform(60, 50_000);
  const perBin = (perMinute * binS) / 60;
  const peak = Math.max(draw.logUniform(0.03, 0.9), Math.min(0.95, 6 / perBin));
  const base = Math.min(peak / 10, draw.logUniform(1e-5, 0.008));
  const dayShare = spanS > 86_400 && family !== 'peak' ? draw.uniform(0, 0.6) : 0;
  // Where the load itself is the cause, what is counted is what failed it.
  const wobble = 1 / draw.logUniform(hard ? 0.01 : 0.002, 0.05) / (family === 'peak' ? 0.02 : 1);
  const profileAt = profileOf(draw);
  const countsOnly =
    family !== 'peak' && family !== 'filling-by-use' && family !== 'run-under-load' && draw.chance(0.15);
  const gap = draw.chance(0.2) ? draw.uniform(0, spanS) : Number.POSITIVE_INFINITY;
  const requests: (number | null)[] = [];
  const errors: (number | null)[] = [];
  for (let i = 0; i < bins; i++) {
    let share = 0;
    for (let k = 0; k < 10; k++) {
      const t = (i + (k + 0.5) / 10) * binS;
      const w = windows.find(({ start, end }) => t >= start && t < end);
      share +=
        (w ? Math.max(base, peak * profileAt((t - w.start) / (w.end - w.start))) : base * drawn.healthy(t)) /
        10;
    }
    const t = (i + 0.5) * binS;
    const day = 1 + dayShare * Math.sin((2 * Math.PI * t) / 86_400);
    const asked = draw.poisson(perBin * drawn.load(t) * day * gamma(draw, wobble));
    const failed = Math.min(asked, draw.poisson(asked * share * gamma(draw, wobble)));
    const missing = t >= gap && t < gap + 0.3 * every;
    requests.push(missing ? null : asked);
    errors.push(missing ? null : failed);
  }
  const columns: Column[] = [{ name: 'errors', measures: 'count', unit: null, values: errors }];
  columns.push(...gauges(draw, drawn, bins, binS));
  if (!countsOnly) columns.unshift({ name: 'requests', measures: 'count', unit: null, values: requests });
  const others = Array.from({ length: draw.integer(hard ? 5 : 1, hard ? 14 : 6) }, () =>
    innocent(draw, frame, nameOf(draw, used)),
  ).filter(({ events }) => events.length > 0);
  const alerts: RawStream = {
    id: nameOf(draw, used),
    kind: draw.pick(['alert', 'ticket']),
    events: windows.map(({ start }) => ({ start: start + draw.uniform(30, 300), end: null, status: null })),
  };
  const acts = draw.pick([0, 0.7]);
  const fixes: Fix[] = [];
  for (const { start, end } of windows) {
    if (drawn.restarts.length > 0) {
      if (drawn.restarts.includes(end))
        fixes.push({ at: end - 60, until: end, kind: 'restart', effect: 'reset', truth: 'reset-clock' });
    } else if (drawn.cause !== 'accumulation' && draw.chance(acts)) {
      const at = start + (end - start) * draw.uniform(0.3, 0.7);
      fixes.push({
        at,
        until: at + 60,
        kind: draw.pick(['restart', 'scale']),
        effect: 'nothing',
        truth: 'none',
      });
    }
  }
  const own = drawn.stream ? [clip(drawn.stream, spanS)] : [];
  const streams = [...others.map((s) => clip(s, spanS)), ...own, alerts].filter(
    ({ events }) => events.length > 0,
  );
  const originS = 1_600_000_000 + 600 * draw.integer(0, 100_000);
  const made = toIncident({
    name: `${family}-${profile}-${seed}`,
    originMs: originS * 1000,
    spanS: bins * binS,
    binS,
    columns,
    streams: streams
      .map((s) => ({ s, key: draw.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ s }) => s),
    fixes,
  });
  const incident: Incident = countsOnly ? { ...made, roles: { ...made.roles, requests: null } } : made;
  const at = (seconds: number): number => (originS + Math.round(seconds)) * 1000;
  const truthWindows = windows.map(({ start, end }) => ({ from: at(start), to: at(end) }));
  const innocentIds = new Set(others.map(({ id }) => id));
  return {
    incident,
    truth: {
      family,
      profile,
      seed,
      cause: drawn.cause,
      accepts: drawn.accepts,
      windows: truthWindows,
      fixes: fixes.map(({ truth }, i) => ({ id: `A${i + 1}`, effect: truth })),
      refutable: incident.streams
        .filter((s) => innocentIds.has(s.id) && contradicted(s, truthWindows))
        .map(({ id }) => id),
      rhythm: drawn.rhythm,
    },
  };
}

/** Gauges that wander, rise with the day or tick up for ever; where something fills, at times the one that shows it. */
function gauges(draw: Random, drawn: Story, bins: number, binS: number): Column[] {
  const all: Column[] = [];
  for (let g = draw.pick([0, 0, 2, 6]); g > 0; g--) {
    const [wave, slope, noise] = [draw.uniform(0, 20), draw.pick([0, 0, 10]), draw.uniform(0.5, 10)];
    const phase = draw.uniform(0, 6);
    all.push({
      name: `gauge ${g}`,
      measures: 'gauge',
      unit: null,
      values: Array.from(
        { length: bins },
        (_, i) =>
          50 + wave * Math.sin((i * binS) / 13_750 + phase) + (slope * i) / bins + draw.normal(0, noise),
      ),
    });
  }
  if (drawn.held && draw.chance(0.4)) {
    const { held } = drawn;
    const noise = draw.uniform(0.02, 0.3);
    const values = Array.from(
      { length: bins },
      (_, i) => 100 * (held((i + 0.5) * binS) + draw.normal(0, noise)),
    );
    all.push({ name: 'gauge 9', measures: 'gauge', unit: null, values });
  }
  return all;
}

function clip(stream: RawStream, spanS: number): RawStream {
  return {
    ...stream,
    events: stream.events
      .filter(({ start }) => start >= 0 && start < spanS)
      .map((e) => ({ ...e, end: e.end !== null && e.end < spanS ? e.end : null })),
  };
}

/** One incident of the third simulator; the same arguments give the same incident. */
export function generateDrawn(seed: number, family: DrawnFamily, profile: Profile): Simulated {
  for (let tries = 0; tries < 200; tries++) {
    const made = once(seed, tries, family, profile);
    if (made) return made;
  }
  throw new Error(`No ${family} incident with enough windows at seed ${seed}`);
}

/** `count` incidents of the third simulator, families in turn. */
export function* generateManyDrawn(seed: number, count: number, profile: Profile): Generator<Simulated> {
  for (let i = 0; i < count; i++) {
    const family = DRAWN_FAMILIES[i % DRAWN_FAMILIES.length];
    if (family) yield generateDrawn(seed * 1_000_003 + i, family, profile);
  }
}
