import type { Mechanism } from './mechanisms/mechanism.ts';
import { type Fix, onCall } from './on-call.ts';
import type { Random } from './random.ts';
import { type Setting, STEP_S } from './setting.ts';

/** What happened, step by step, before anything was recorded. */
export interface Course {
  readonly steps: number;
  readonly requests: readonly number[];
  readonly errors: readonly number[];
  readonly utilisation: readonly number[];
  /** How full what fills up is; null where nothing does. */
  readonly filled: readonly (number | null)[];
  /** Failure windows of the latent error probability, s; `end` null when the recording stopped inside. */
  readonly windows: readonly { readonly start: number; readonly end: number | null }[];
  readonly fixes: readonly Fix[];
  /** When the process went down and came back by itself, s. */
  readonly restarts: readonly number[];
}

/** Share of the ceiling at which a window begins and ends, and the shortest calm that separates two, s. */
const ON = 0.25;
const OFF = 0.15;
const CALM_S = 120;
const LONGEST_S = 7 * 86_400;

/** Ornstein-Uhlenbeck noise with standard deviation `sd` and correlation time `tauS`. */
function noise(draw: Random, sd: number, tauS: number): () => number {
  const keep = Math.exp(-STEP_S / tauS);
  const kick = sd * Math.sqrt(1 - keep * keep);
  let x = draw.normal(0, sd);
  return () => {
    x = x * keep + draw.normal(0, kick);
    return x;
  };
}

/** Windows as anybody could tell them apart in the counts: calm shorter than a bin and a half joins, less than a bin is nothing. */
function visible(windows: Course['windows'], binS: number): Course['windows'] {
  const joined: { start: number; end: number | null }[] = [];
  for (const { start, end } of windows) {
    const last = joined.at(-1);
    if (last && last.end !== null && start - last.end < 1.5 * binS) last.end = end;
    else joined.push({ start, end });
  }
  return joined.filter(({ start, end }) => end === null || end - start >= Math.max(60, binS));
}

/** Latent utilisation -> error probability -> Poisson counts, with a team that acts on what it sees. */
export function run(setting: Setting, mechanism: Mechanism, draw: Random): Course {
  const { floor, ceiling, headroom, width } = setting;
  const wander = noise(draw, draw.uniform(0.02, 0.07) * headroom, draw.uniform(40, 400));
  const demand = noise(draw, draw.uniform(0.01, 0.08), draw.uniform(300, 3000));
  const dayShare = draw.uniform(0, 0.3);
  const dayPhase = draw.uniform(0, 2 * Math.PI);
  const loadShare =
    mechanism.rhythm === 'other' || setting.family === 'traffic' ? 0 : draw.uniform(0, 0.25) * headroom;
  // Clients leave, or ask once more, or keep asking.
  const retries = draw.chance(0.5) ? 0 : draw.chance(0.25) ? draw.uniform(0.7, 2) : draw.uniform(-0.4, 0.7);
  const accumulates = setting.family === 'leak-time' || setting.family === 'leak-requests';
  const team = onCall(setting, draw.fork('team'), mechanism.canReset, accumulates);
  const openEnd = draw.chance(0.1);
  const tailS = setting.intervalS * draw.uniform(0.15, 0.7);
  const requests: number[] = [];
  const errors: number[] = [];
  const utilisation: number[] = [];
  const filled: (number | null)[] = [];
  const windows: { start: number; end: number | null }[] = [];
  const restarts: number[] = [];
  let failingSince: number | null = null;
  let calmSince = 0;
  let smooth = 0;
  let stopAt = LONGEST_S;
  let t = 0;
  for (; t < stopAt; t += STEP_S) {
    const day = 1 + dayShare * Math.sin((2 * Math.PI * t) / 86_400 + dayPhase);
    const wave = Math.max(0.2, 1 + demand());
    // Traffic that is itself the mechanism is kept clear of the day's wave: else the threshold moves.
    const load = mechanism.load(t) * wave * (setting.family === 'traffic' ? 1 : day);
    const wanted = setting.requestsPerS * STEP_S * load;
    const pressure = mechanism.step(t, wanted);
    const u = 1 - headroom + loadShare * (day * wave - 1) + pressure + wander();
    const p = floor + (ceiling - floor) / (1 + Math.exp(-(u - 1) / width));
    const served = draw.poisson(wanted * (1 + retries * p));
    requests.push(served);
    errors.push(Math.min(served, draw.poisson(served * p)));
    utilisation.push(u);
    filled.push(mechanism.filled());
    smooth += (p / ceiling - smooth) * 0.3;
    if (failingSince === null && smooth >= ON) {
      failingSince = t;
      if (windows.length > 0 && t - calmSince < CALM_S) (windows.at(-1) as { end: number | null }).end = null;
      else windows.push({ start: t, end: null });
      if (openEnd && windows.length >= setting.windows) stopAt = t + setting.lengthS * 0.5;
    } else if (failingSince !== null && smooth < OFF) {
      (windows.at(-1) as { end: number | null }).end = t;
      failingSince = null;
      calmSince = t;
      if (windows.length >= setting.windows) stopAt = Math.min(stopAt, t + tailS);
    }
    const fix = team.step(t, failingSince);
    if (fix?.effect === 'relief') mechanism.relieve(t);
    if (fix?.effect === 'reset') {
      if (mechanism.movedByReset(t) > Math.max(0.12 * setting.intervalS, 2 * setting.binS))
        fix.truth = 'reset-clock';
      mechanism.reset(t);
    }
    const diesAfterS = mechanism.diesAfterS();
    if (diesAfterS !== null && failingSince !== null && t - failingSince >= diesAfterS) {
      mechanism.reset(t);
      restarts.push(t);
    }
  }
  return {
    steps: requests.length,
    requests,
    errors,
    utilisation,
    filled,
    windows: visible(windows, setting.binS),
    fixes: team.fixes,
    restarts,
  };
}
