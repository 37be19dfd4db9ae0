import { assemble, BASE_ERRORS, latencyMs, ownDeployments } from './assemble.ts';
import { plainAttempts } from './attempts.ts';
import { decoyRuns } from './jobs.ts';
import type { DecoyName } from './names.ts';
import { sharedPool } from './pool.ts';
import { type Prng, prng } from './prng.ts';
import { type AttemptPlan, detailFrom, HISTORY_MS, type Scenario } from './scenario.ts';
import { otherChanges, plainTeams, weekday } from './story.ts';
import { HOUR, MINUTE, SECOND, type Story, type World } from './world.ts';

const PEAK_PER_MIN = 1_100;

const ATTEMPTS: readonly AttemptPlan[] = [
  { window: 1, afterOnsetMin: 3, readyMin: 2, kind: 'restart' },
  { window: 3, afterOnsetMin: 4, readyMin: 8, kind: 'config' },
  { window: 4, afterOnsetMin: 2, readyMin: 1, kind: 'failover' },
];

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Windows without memory: exponential gaps, lengths that vary, no rhythm that happens to come out. */
function windowsOf(scenario: Scenario, random: Prng, from: number, now: number): Window[] {
  for (let round = 0; round < 400; round += 1) {
    const r = random.fork(`round ${round}`);
    const windows: Window[] = [];
    const gaps: number[] = [];
    let at = from + 22 * MINUTE;
    for (let n = 0; n < scenario.windows; n += 1) {
      const gap = 7 + r.exponential(22);
      if (n > 0) gaps.push(gap);
      at += Math.round(gap) * MINUTE;
      const length = Math.round(Math.min(13, Math.max(3, Math.exp(r.normal(1.7, 0.4))))) * MINUTE;
      windows.push({ from: at, to: at + length });
      at += length;
    }
    const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    const sd = Math.sqrt(gaps.reduce((a, b) => a + (b - mean) ** 2, 0) / gaps.length);
    if (at < now - 6 * MINUTE && at > now - 50 * MINUTE && sd / mean > 0.45) return windows;
  }
  throw new Error('no draw without a rhythm fits the span');
}

/** Something outside the evidence fails now and then; nothing in the files explains when. */
export function unexplainedWorld(scenario: Scenario): World {
  const { names } = scenario;
  const random = prng(scenario.seed, 'unexplained');
  const from = detailFrom(scenario);
  const now = from + 4 * HOUR;
  const windows = windowsOf(scenario, random.fork('windows'), from, now);
  const attempts = plainAttempts(names, random.fork('attempts'), scenario.attempts ?? ATTEMPTS, windows);
  const historyFrom = now - HISTORY_MS;
  const onsets = windows.map((w) => w.from);
  const innocent: DecoyName = {
    job: names.job,
    title: `All ${names.item} read`,
    everyMin: 35,
    runMin: scenario.runMin,
    holds: 0,
    rows: names.sizeBefore,
    about: names.dataset,
  };
  const jobs = [innocent, ...names.poolDecoys, ...names.otherDecoys];
  const runs = decoyRuns(random.fork('decoys'), jobs, historyFrom, now, onsets);
  const near = runs.filter((run) => run.end > from);
  const pool = sharedPool(
    { ...scenario, growth: 1 },
    random.fork('pool'),
    near.filter((run) => run.job === names.job),
    near.filter((run) => run.job !== names.job),
    PEAK_PER_MIN,
  );
  const latency = random.fork('latency');
  const depth = windows.map(() => random.fork('depth').between(0.22, 0.4));
  return assemble({
    scenario,
    random,
    from,
    now,
    runs,
    attempts,
    windows,
    ownDeployments: ownDeployments(scenario, random.fork('own deployments'), now),
    deploymentsToday: [-75, 12, 88, 154].map((min) => from + min * MINUTE),
    peakPerMin: PEAK_PER_MIN,
    moment(at, perMin) {
      const n = windows.findIndex((w) => at >= w.from + 7 * SECOND && at < w.to);
      const failing = n === -1 ? 0 : (depth[n] ?? 0.3);
      const { total, held } = pool(at, perMin);
      return { failing, base: BASE_ERRORS, latencyMs: latencyMs(latency, false), total, held };
    },
    cpu: (_, perMin) => 16 + (34 * perMin) / PEAK_PER_MIN,
    failure: (r) => ({
      message: `Connection reset by peer while reading the answer, ${r.int(0, 900)} bytes received`,
      trace: [
        `    at read (/srv/app/lib/transport.js:${r.int(200, 260)}:19)`,
        `    at handle (/srv/app/dist/handler.js:${r.int(80, 140)}:7)`,
      ].join('\n'),
    }),
    calendar: otherChanges(names, now).sort((a, b) => a.at - b.at),
    story: (share) => story(scenario, now, windows, share),
  });
}

function story(scenario: Scenario, now: number, windows: readonly Window[], share: number): Story {
  const { names } = scenario;
  const hours = Math.round((now - (windows[0]?.from ?? now)) / HOUR);
  return {
    problem: `${names.failing} fails at odd times and recovers by itself`,
    context: `${names.business}, ordinary ${weekday(scenario.zone, now)}\nStarted about ${hours} hours ago\nTeam hypothesis: the nightly jobs have moved into the day\n`,
    impact: `About ${Math.round(share * 10)} of 10 requests fail while a window lasts`,
    hypothesis: { text: 'Probably one of the jobs', about: [names.job] },
    statements: [
      {
        said: 'We see nothing unusual in the database.',
        byRole: 'database-administration',
        about: [names.metrics.dbQuery, names.metrics.dbLock],
        limit: false,
      },
      {
        said: `The errors reach us from all instances alike.`,
        byRole: names.teams.service,
        about: [names.service],
        limit: false,
      },
    ],
    changes: [],
    teams: plainTeams(names),
    limits: { [names.resource.gauge]: names.resource.max, [names.metrics.dbInUse]: names.metrics.dbMax },
    personality: 'facilitator',
  };
}
