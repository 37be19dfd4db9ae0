import { attemptTexts, restartsProcess } from './attempts.ts';
import type { Prng } from './prng.ts';
import type { Scenario } from './scenario.ts';
import { type Attempt, MINUTE, minuteOf, type Run, SECOND } from './world.ts';

/** A restart of the process that owns the timer: it is gone from `down` on and back at `ready`. */
export interface ProcessRestart {
  readonly down: number;
  readonly ready: number;
}

/** Part of a run that does not depend on the data: 0.67 of 5 minutes. The rest is proportional to its size. */
const FIXED_SHARE = 0.134;

/** Share of the usual ceiling that a run holds when the data has its usual size. */
export const JOB_SHARE = 24 / 128;

/** Length of a run in ms when the data is `ratio` times its usual size. */
export function runLengthMs(scenario: Scenario, ratio: number): number {
  const share = scenario.intervention.clientShare ?? Number.POSITIVE_INFINITY;
  const slower = Math.max(1, (JOB_SHARE * ratio) / share);
  return scenario.runMin * MINUTE * (FIXED_SHARE + (1 - FIXED_SHARE) * ratio * slower);
}

/** When the data grew: between the last short run and the first long one. */
export function growthAt(scenario: Scenario): number {
  return minuteOf(scenario.firstRunAt - 0.65 * scenario.lagMin * MINUTE);
}

function ratioAt(scenario: Scenario, at: number): number {
  return at >= growthAt(scenario) ? scenario.growth : 1;
}

/** Rows that a run reads: the data drifts by a few in a thousand from day to day. */
function rowsAt(scenario: Scenario, at: number): number {
  const day = Math.floor(at / (24 * 60 * MINUTE));
  const drift = ((day * 37) % 11) - 5;
  return Math.round(scenario.names.sizeBefore * ratioAt(scenario, at) + drift * 23);
}

/** Runs from `armedAt` until `until`; a restart cancels the run in progress and arms the timer when ready. */
function runTimer(
  scenario: Scenario,
  random: Prng,
  armedAt: number,
  until: number,
  restarts: readonly ProcessRestart[],
): Run[] {
  const { names } = scenario;
  const runs: Run[] = [];
  const waiting = [...restarts].sort((a, b) => a.down - b.down);
  let armed = armedAt;
  for (;;) {
    const start = armed + scenario.lagMin * MINUTE + Math.round(random.between(200, 900));
    const full = runLengthMs(scenario, ratioAt(scenario, start)) + Math.round(random.between(0, 900));
    const restart = waiting[0];
    if (restart && restart.down < start + full) {
      waiting.shift();
      if (restart.down > start && start < until) {
        const share = (restart.down - start) / full;
        runs.push({
          job: names.job,
          title: `Cancelled: ${names.item} read so far`,
          start,
          end: restart.down,
          status: 'cancelled',
          rows: Math.round(rowsAt(scenario, start) * share),
          about: names.dataset,
        });
      }
      armed = restart.ready;
      continue;
    }
    if (start >= until) return runs;
    runs.push({
      job: names.job,
      title: `All ${names.item} read`,
      start,
      end: start + full,
      status: 'succeeded',
      rows: rowsAt(scenario, start),
      about: names.dataset,
    });
    armed = start + full;
  }
}

export interface IncidentDay {
  readonly runs: readonly Run[];
  readonly attempts: readonly Attempt[];
  /** Failure windows in whole minutes. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
}

/** The day of the incident: runs, and what the on-call role does about the windows. */
export function incidentDay(scenario: Scenario, random: Prng): IncidentDay {
  const runs: Run[] = [];
  const windows: { from: number; to: number }[] = [];
  const attempts: (Omit<Attempt, 'reliefMin'> & { window: number })[] = [];
  let armed = scenario.firstRunAt - scenario.lagMin * MINUTE;
  for (let n = 1; n <= scenario.windows; n += 1) {
    const planned = scenario.attempts?.find((a) => a.window === n);
    const preview = runTimer(
      scenario,
      random.fork(`run ${n}`),
      armed,
      armed + scenario.lagMin * MINUTE + MINUTE,
      [],
    );
    const first = preview[0];
    if (!first) throw new Error('a timer that does not run');
    const fill = scenario.fillMin[(n - 1) % scenario.fillMin.length] ?? 2;
    const onset = minuteOf(first.start + fill * MINUTE + FILL_EXTRA_MS);
    const at =
      planned && onset + planned.afterOnsetMin * MINUTE + Math.round(random.between(0.5, 3)) * SECOND;
    const ready =
      planned && at && at + planned.readyMin * MINUTE + Math.round(random.between(0.5, 2)) * SECOND;
    let run = first;
    armed = first.end;
    if (planned && at && ready) {
      const [action, note, doneNote] = attemptTexts(scenario.names, planned.kind);
      attempts.push({ at, ready, kind: planned.kind, action, note, doneNote, window: n });
      if (restartsProcess(planned.kind)) {
        if (at < first.end) {
          run = {
            ...first,
            title: `Cancelled: ${scenario.names.item} read so far`,
            end: at,
            status: 'cancelled',
            rows: Math.round((first.rows * (at - first.start)) / (first.end - first.start)),
          };
        }
        armed = ready;
      }
    }
    runs.push(run);
    windows.push({ from: onset, to: Math.round(run.end / MINUTE) * MINUTE });
  }
  return {
    runs,
    windows,
    attempts: attempts.map(({ window, ...attempt }) => {
      const next = windows[window];
      return { ...attempt, reliefMin: next ? Math.round((next.from - minuteOf(attempt.at)) / MINUTE) : null };
    }),
  };
}

/** Beyond the whole minutes of `fillMin`, so that the window begins near the start of its minute. */
export const FILL_EXTRA_MS = 4 * SECOND;

/** Earlier restarts (deployments of the service), the last one timed so that the timer meets the first long run. */
export function historyRestarts(
  scenario: Scenario,
  random: Prng,
  planned: readonly ProcessRestart[],
  until: number,
): { readonly restarts: readonly ProcessRestart[]; readonly runs: readonly Run[] } {
  const armedAt = (planned[0]?.down ?? until) - 26 * 60 * MINUTE;
  let restarts = [...planned];
  for (let round = 0; round < 6; round += 1) {
    const runs = runTimer(scenario, random.fork('history'), armedAt, scenario.firstRunAt + MINUTE, restarts);
    const last = restarts.at(-1);
    // The run that starts nearest to the wanted time moves onto it together with the last restart.
    const near = runs.reduce((best, run) =>
      Math.abs(run.start - scenario.firstRunAt) < Math.abs(best.start - scenario.firstRunAt) ? run : best,
    );
    const shift = scenario.firstRunAt + 600 - near.start;
    if (Math.abs(shift) < 300 || !last)
      return { restarts, runs: runs.filter((run) => run.start < growthAt(scenario)) };
    restarts = [...restarts.slice(0, -1), { down: last.down + shift, ready: last.ready + shift }];
  }
  throw new Error('the history does not settle on the first long run');
}
