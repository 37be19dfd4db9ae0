import { assemble, BASE_ERRORS, latencyMs, ownDeployments } from './assemble.ts';
import { plainAttempts } from './attempts.ts';
import { decoyRuns } from './jobs.ts';
import type { DecoyName } from './names.ts';
import { sharedPool } from './pool.ts';
import { type Prng, prng } from './prng.ts';
import { type AttemptPlan, detailFrom, HISTORY_MS, type Scenario } from './scenario.ts';
import { otherChanges, plainTeams, weekday } from './story.ts';
import { HOUR, MINUTE, type PlannedChange, SECOND, type Story, type World } from './world.ts';

const PEAK_PER_MIN = 900;
/** Requests a minute that six instances can serve; two more raise it. */
const CAPACITY = 1_500;
const CAPACITY_AFTER = 1_950;

/** A wave of load: `top` in requests a minute on top of everything, between `from` and `to`. */
interface Wave {
  readonly from: number;
  readonly to: number;
  readonly top: number;
}

const ATTEMPTS: readonly AttemptPlan[] = [
  { window: 1, afterOnsetMin: 6, readyMin: 2, kind: 'restart' },
  { window: 2, afterOnsetMin: 9, readyMin: 8, kind: 'config' },
  { window: 3, afterOnsetMin: 5, readyMin: 4, kind: 'scale' },
];

/** Irregular waves; those after the capacity was raised go beyond the new capacity too. Some stay harmless. */
function waves(
  scenario: Scenario,
  random: Prng,
  from: number,
): { readonly failing: Wave[]; readonly harmless: Wave[] } {
  const failing: Wave[] = [];
  const harmless: Wave[] = [];
  let at = from + random.int(52, 66) * MINUTE;
  for (let n = 0; n < scenario.windows; n += 1) {
    const length = random.int(8, 14) * MINUTE;
    const top = n < 3 ? random.between(1_800, 1_880) : random.between(2_400, 2_650);
    failing.push({ from: at, to: at + length, top });
    const gap = random.int(17, 38) * MINUTE;
    if (gap > 24 * MINUTE) {
      const small = at + length + random.int(8, 10) * MINUTE;
      harmless.push({
        from: small,
        to: small + random.int(4, 7) * MINUTE,
        top: random.between(1_180, 1_320),
      });
    }
    at += length + gap;
  }
  return { failing, harmless };
}

/** The service fails whenever more requests arrive than its instances can serve. Jobs and deployments are innocent. */
export function trafficWorld(scenario: Scenario): World {
  const { names } = scenario;
  const random = prng(scenario.seed, 'traffic');
  const from = detailFrom(scenario);
  const { failing, harmless } = waves(scenario, random.fork('waves'), from);
  const now = Math.max(from + 4 * HOUR, (failing.at(-1)?.to ?? from) + 12 * MINUTE);
  const windows = failing.map((wave) => ({ from: wave.from + MINUTE, to: wave.to }));
  const attempts = plainAttempts(names, random.fork('attempts'), scenario.attempts ?? ATTEMPTS, windows);
  const scaled = attempts.find((a) => a.kind === 'scale')?.ready ?? Number.POSITIVE_INFINITY;
  const capacity = (at: number): number => (at >= scaled ? CAPACITY_AFTER : CAPACITY);

  const historyFrom = now - HISTORY_MS;
  const innocent: DecoyName = {
    job: names.job,
    title: `All ${names.item} read`,
    everyMin: 30,
    runMin: scenario.runMin,
    holds: 0,
    rows: names.sizeBefore,
    about: names.dataset,
  };
  const decoys = [innocent, ...names.poolDecoys, ...names.otherDecoys];
  const runs = decoyRuns(
    random.fork('decoys'),
    decoys,
    historyFrom,
    now,
    windows.map((w) => w.from),
  );
  const near = runs.filter((run) => run.end > from);
  const pool = sharedPool(
    { ...scenario, growth: 1 },
    random.fork('pool'),
    near.filter((run) => run.job === names.job),
    near.filter((run) => run.job !== names.job),
    PEAK_PER_MIN * 1.6,
  );
  const edge = (wave: Wave, at: number): number =>
    Math.max(0, Math.min(1, (at - wave.from) / (90 * SECOND), (wave.to + 60 * SECOND - at) / (90 * SECOND)));
  const level = (at: number): number =>
    Math.max(0, ...[...failing, ...harmless].map((wave) => wave.top * edge(wave, at)));
  const wobble = random.fork('wobble');
  const latency = random.fork('latency');
  const own = ownDeployments(scenario, random.fork('own deployments'), now);
  const today = from + 24 * MINUTE;

  return assemble({
    scenario,
    random,
    from,
    now,
    runs,
    attempts,
    windows,
    ownDeployments: [
      ...own,
      {
        service: names.service,
        version: own.at(-1)?.version.replace(/\d+$/, '9') ?? '1',
        at: today,
        ready: today + 7 * MINUTE,
      },
    ],
    deploymentsToday: [-40, 47, 131].map((min) => from + min * MINUTE),
    peakPerMin: PEAK_PER_MIN,
    extraLoad: (at) => level(at) * wobble.between(0.985, 1.015),
    moment(at, perMin) {
      const over = perMin > capacity(at) ? Math.min(0.62, 0.12 + 1.5 * (1 - capacity(at) / perMin)) : 0;
      const { total, held } = pool(at, perMin);
      return { failing: over, base: BASE_ERRORS, latencyMs: latencyMs(latency, over > 0.05), total, held };
    },
    cpu: (at, perMin) => 6 + (91 * Math.min(perMin, capacity(at))) / capacity(at),
    failure: (r) => ({
      message: `Request rejected after waiting 2000 ms: all ${32} workers busy, ${r.int(140, 420)} queued`,
      trace: [
        `    at admit (/srv/app/dist/admission.js:${r.int(40, 90)}:15)`,
        `    at handle (/srv/app/dist/handler.js:${r.int(80, 140)}:7)`,
      ].join('\n'),
    }),
    calendar: calendar(scenario, now, from),
    story: (share) => story(scenario, attempts.length, now, windows, share),
  });
}

function calendar(scenario: Scenario, now: number, from: number): PlannedChange[] {
  const { names } = scenario;
  return [
    ...otherChanges(names, now),
    {
      at: from + 50 * MINUTE,
      kind: 'traffic',
      what: 'Live event with an offer every now and then, no times fixed beforehand',
      about: [names.service],
      knownTo: [...names.teams.told],
      notKnownTo: [names.teams.service, names.teams.resource],
    },
  ].sort((a, b) => a.at - b.at);
}

function story(
  scenario: Scenario,
  attempts: number,
  now: number,
  windows: readonly { readonly from: number }[],
  share: number,
): Story {
  const { names } = scenario;
  const hours = Math.round((now - (windows[0]?.from ?? now)) / HOUR);
  return {
    problem: `${names.failing} fails for some minutes, recovers and fails again`,
    context: `${names.business}, ${weekday(scenario.zone, now)}\nStarted ${hours} hours ago; ${attempts} fixes, none of them lasted\nTeam hypothesis: the release of this morning\n`,
    impact: `About ${Math.round(share * 10)} of 10 requests are rejected while a window lasts`,
    hypothesis: { text: 'Probably the release of this morning', about: [names.service] },
    statements: [
      {
        said: `The instances of the ${names.serviceInWords} have a fixed number of workers; nothing sheds load before they are all busy.`,
        byRole: names.teams.service,
        about: [names.service],
        limit: true,
      },
      {
        said: 'Query times look like on any other day.',
        byRole: 'database-administration',
        about: [names.metrics.dbQuery],
        limit: false,
      },
      {
        said: 'No feature flag was changed and no certificate expired today.',
        byRole: 'release-management',
        about: [],
        limit: false,
      },
    ],
    changes: [],
    teams: plainTeams(names),
    limits: { [names.resource.gauge]: names.resource.max, [names.metrics.dbInUse]: names.metrics.dbMax },
    personality: 'coach',
  };
}
