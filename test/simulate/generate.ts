import { noted, recorded, telemetryGaps } from './blemishes.ts';
import { contradicted } from './contradicted.ts';
import { consequences, decoys } from './decoys.ts';
import { doseJob, jobPair, periodicJob } from './mechanisms/jobs.ts';
import { leak, missedCleanup, stepDeploy, trafficThreshold } from './mechanisms/levels.ts';
import type { Mechanism } from './mechanisms/mechanism.ts';
import { dependencyOutages, eachDeploy, randomOutages } from './mechanisms/outages.ts';
import { namer } from './names.ts';
import { type Course, run } from './plant.ts';
import { type Random, random } from './random.ts';
import { type Column, toIncident } from './record.ts';
import { drawSetting, type Setting, type SettingChoice, STEP_S } from './setting.ts';
import { FAMILIES, type Family, type Profile, type Simulated } from './truth.ts';

function mechanismOf(setting: Setting, draw: Random, name: () => string): Mechanism {
  const { family } = setting;
  switch (family) {
    case 'periodic-job':
      return periodicJob(setting, draw, name(), draw.pick(['wall', 'sleep']), true);
    case 'dose-job':
      return doseJob(setting, draw, name());
    case 'rearmed-timer':
      return periodicJob(setting, draw, name(), 'rearmed', true);
    case 'leak-time':
      return leak(setting, draw, 'time');
    case 'leak-requests':
      return leak(setting, draw, 'requests');
    case 'step-deploy':
      return stepDeploy(setting, draw, name());
    case 'each-deploy':
      return eachDeploy(setting, draw, name());
    case 'traffic':
      return trafficThreshold(setting, draw);
    case 'dependency':
      return dependencyOutages(setting, draw, name());
    case 'missed-cleanup':
      return missedCleanup(setting, draw, name());
    case 'random':
      return randomOutages(setting, draw);
    case 'hidden-clock':
      // Most timers that nobody lists run by the wall clock; one that starts at the recovery is what a filling is, by its hazard.
      return periodicJob(
        // A timer keeps its time; how soon it harms after it strikes does not vary much either.
        { ...setting, jitter: draw.pick([0.003, 0.01, 0.03, 0.06]) },
        draw,
        name(),
        draw.pick(['wall', 'wall', 'wall', 'sleep']),
        false,
      );
    case 'pair':
      return jobPair(setting, draw, [name(), name()]);
  }
}

/** Sums steps into bins; a bin that a gap touches by half or more is missing. */
function columns(
  setting: Setting,
  course: Course,
  gaps: readonly { from: number; to: number }[],
  draw: Random,
): Column[] {
  const per = setting.binS / STEP_S;
  const bins = Math.floor(course.steps / per);
  const requests: (number | null)[] = [];
  const errors: (number | null)[] = [];
  const latency: (number | null)[] = [];
  const cpu: (number | null)[] = [];
  for (let i = 0; i < bins; i++) {
    const middle = (i + 0.5) * setting.binS;
    const missing = gaps.some(({ from, to }) => middle >= from && middle < to);
    let asked = 0;
    let failed = 0;
    let used = 0;
    for (let k = i * per; k < (i + 1) * per; k++) {
      asked += course.requests[k] ?? 0;
      failed += course.errors[k] ?? 0;
      used += (course.utilisation[k] ?? 0) / per;
    }
    requests.push(missing ? null : asked);
    errors.push(missing ? null : failed);
    latency.push(missing ? null : Math.round(40 / Math.max(0.12, 1.15 - used) + draw.normal(0, 4)));
    cpu.push(
      missing ? null : Math.round(1000 * Math.min(1, Math.max(0.02, used * 0.6 + draw.normal(0, 0.05)))) / 10,
    );
  }
  const all: Column[] = [
    { name: 'requests', measures: 'count', unit: null, values: requests },
    { name: 'errors', measures: 'count', unit: null, values: errors },
  ];
  if (draw.chance(0.5)) all.push({ name: 'latency_p95', measures: 'gauge', unit: 'ms', values: latency });
  if (draw.chance(0.3)) all.push({ name: 'cpu', measures: 'gauge', unit: '%', values: cpu });
  const held = draw.chance(0.35) ? heldIn(course, per, bins, draw) : null;
  const spread = draw.uniform(0.005, 0.03);
  if (held)
    all.push({
      name: 'held',
      measures: 'gauge',
      unit: null,
      values: requests.map((r, i) =>
        r === null ? null : Math.round(1000 * Math.max(0, (held[i] ?? 0) + draw.normal(0, spread))),
      ),
    });
  return all;
}

/** What is held in each bin: of what fills up, else of something that fills, or wanders, and has nothing to do with it. */
function heldIn(course: Course, per: number, bins: number, draw: Random): number[] {
  const own = course.filled.some((x) => x !== null);
  const kept = draw.uniform(0.1, 0.5);
  if (own) return Array.from({ length: bins }, (_, i) => kept + (course.filled[(i + 1) * per - 1] ?? 0));
  const saw = draw.chance(0.6);
  const pace = 1 / draw.logUniform(8, 0.7 * bins + 9);
  let level = draw.uniform(0, 1);
  return Array.from({ length: bins }, () => {
    level += saw ? pace : draw.normal(0, 0.03);
    if (saw && level > 1) level = 0;
    return kept + level;
  });
}

function attempt(
  seed: number,
  tries: number,
  family: Family,
  profile: Profile,
  choice: SettingChoice,
): Simulated | null {
  const draw = random(seed, `${family}/${profile}/${tries}`);
  const setting = drawSetting(family, profile, draw.fork('setting'), choice);
  const name = namer(draw.fork('names'));
  const mechanism = mechanismOf(setting, draw.fork('mechanism'), name);
  const course = run(setting, mechanism, draw.fork('plant'));
  const onset = course.windows[0];
  if (course.windows.length < Math.min(3, setting.windows) || !onset) return null;
  const spanS = Math.floor(course.steps / (setting.binS / STEP_S)) * setting.binS;
  const marks = draw.fork('records');
  const originS = 1_672_531_200 + Math.floor(marks.uniform(0, 3 * 365 * 86_400) / 300) * 300;
  const cause = mechanism.cause(onset.start);
  const own = mechanism.streams().map((s) => recorded(s, setting, spanS, marks, family === 'step-deploy'));
  const around = draw.fork('around');
  const others = decoys(setting, course, name, around).map((s) => recorded(s, setting, spanS, marks, false));
  const after = consequences(setting, course, name, around);
  const gaps = telemetryGaps(setting, spanS, marks);
  const everything = [...own, ...others, ...after].filter(({ events }) => events.length > 0);
  const order = everything.map((stream) => ({ stream, key: marks.next() })).sort((a, b) => a.key - b.key);
  // Not every team writes down what it tried.
  const tellsFixes = marks.chance(0.75);
  const incident = toIncident({
    name: `${family}-${profile}-${seed}`,
    originMs: originS * 1000,
    spanS,
    binS: setting.binS,
    columns: columns(setting, course, gaps, marks),
    streams: order.map(({ stream }) => stream),
    fixes: tellsFixes ? noted(course.fixes, originS, marks) : [],
  });
  const at = (seconds: number): number => (originS + Math.round(seconds)) * 1000;
  const seen = course.windows.filter(({ start, end }) => {
    const to = end ?? spanS;
    const missing = gaps.reduce(
      (sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, start)),
      0,
    );
    return missing < 0.5 * (to - start);
  });
  if (seen.length < Math.min(3, setting.windows)) return null;
  const windows = seen.map(({ start, end }) => ({ from: at(start), to: at(end ?? spanS) }));
  const innocent = new Set(others.map(({ id }) => id));
  return {
    incident,
    truth: {
      family,
      profile,
      seed,
      ...{ cause: cause.id, accepts: cause.accepts },
      windows,
      fixes: tellsFixes ? course.fixes.map(({ truth }, i) => ({ id: `A${i + 1}`, effect: truth })) : [],
      refutable: incident.streams
        .filter((s) => innocent.has(s.id) && contradicted(s, windows))
        .map(({ id }) => id),
      rhythm: { kind: mechanism.rhythm, jitter: setting.jitter },
    },
  };
}

/** One incident of a family with known truth; the same arguments give the same incident. */
export function generate(
  seed: number,
  family: Family,
  profile: Profile,
  choice: SettingChoice = {},
): Simulated {
  for (let tries = 0; tries < 60; tries++) {
    const made = attempt(seed, tries, family, profile, choice);
    if (made) return made;
  }
  throw new Error(`No ${family} incident with enough windows at seed ${seed}`);
}

/** `count` incidents, families in turn. */
export function* generateMany(
  seed: number,
  count: number,
  profile: Profile,
  families: readonly Family[] = FAMILIES,
): Generator<Simulated> {
  for (let i = 0; i < count; i++) {
    const family = families[i % families.length];
    if (family) yield generate(seed * 1_000_003 + i, family, profile);
  }
}
