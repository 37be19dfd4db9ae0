import type { DecoyName } from './names.ts';
import type { Prng } from './prng.ts';
import { DAY, MINUTE, type Run } from './world.ts';

/** Runs of a job on the wall clock: every `everyMin` minutes from a phase, with lengths and sizes that vary a little. */
function wallClockRuns(random: Prng, job: DecoyName, phaseMin: number, from: number, to: number): Run[] {
  const runs: Run[] = [];
  const every = job.everyMin * MINUTE;
  const midnight = Math.floor(from / DAY) * DAY;
  for (let slot = midnight + phaseMin * MINUTE; slot < to; slot += every) {
    if (slot < from) continue;
    const start = slot + Math.round(random.between(300, 3_500));
    const rows = Math.round(job.rows * (1 + random.normal(0, 0.05)));
    const end =
      start +
      Math.round(job.runMin * MINUTE * (0.4 + (0.6 * rows) / job.rows) * (1 + random.normal(0, 0.04)));
    if (end >= to) continue;
    const failed = random.next() < 0.004;
    runs.push({
      job: job.job,
      title: failed ? 'Gave up after an error, runs again at its next time' : job.title,
      start,
      end,
      status: failed ? 'failed' : 'succeeded',
      rows: failed ? Math.round(rows * random.next()) : rows,
      about: job.about,
    });
  }
  return runs;
}

/** How many of the windows begin within five minutes after the start of a run. */
export function windowsMet(runs: readonly Run[], onsets: readonly number[]): number {
  return onsets.filter((onset) =>
    runs.some((run) => onset >= run.start - MINUTE && onset - run.start <= 5 * MINUTE),
  ).length;
}

/** Innocent jobs, each with a phase that does not happen to meet nearly every window. */
export function decoyRuns(
  random: Prng,
  jobs: readonly DecoyName[],
  from: number,
  to: number,
  onsets: readonly number[],
): Run[] {
  return jobs.flatMap((job) => {
    const own = random.fork(job.job);
    for (let round = 0; round < 50; round += 1) {
      const runs = wallClockRuns(own.fork(`runs ${round}`), job, own.int(0, job.everyMin - 1), from, to);
      if (windowsMet(runs, onsets) <= Math.max(1, Math.floor(onsets.length * 0.6))) return runs;
    }
    throw new Error(`no innocent phase for ${job.job}`);
  });
}
