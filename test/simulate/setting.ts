import type { Random } from './random.ts';
import type { Family, Profile } from './truth.ts';

/** Length of a step of the latent process, s. */
export const STEP_S = 10;

/** What is drawn once for an incident; all times in seconds. */
export interface Setting {
  readonly family: Family;
  readonly profile: Profile;
  /** Windows after which the recording stops. */
  readonly windows: number;
  /** Usual distance between onsets. */
  readonly intervalS: number;
  /** Usual length of a window. */
  readonly lengthS: number;
  /** Healthy time before the first trouble can happen. */
  readonly quietS: number;
  readonly binS: number;
  /** Requests a second at usual load. */
  readonly requestsPerS: number;
  /** Errors per request of a healthy service, and of one far above its limit. */
  readonly floor: number;
  readonly ceiling: number;
  /** Distance of usual utilisation from the limit, and the width of the sigmoid between healthy and failing. */
  readonly headroom: number;
  readonly width: number;
  /** How far a full push goes beyond the headroom: 1.3 = 30 % over the limit. */
  readonly push: number;
  /** Probability that an exposure does harm. */
  readonly harm: number;
  /** Spread of a clock, share of its interval. */
  readonly jitter: number;
}

/** What a caller may fix instead of having it drawn. */
export interface SettingChoice {
  readonly windows?: number;
  readonly jitter?: number;
  readonly binS?: number;
}

function binOf(spanS: number, lengthS: number, draw: Random): number {
  if (spanS <= 5 * 3600) return lengthS < 240 || draw.chance(0.4) ? 10 : 60;
  if (spanS <= 36 * 3600) return lengthS >= 900 && draw.chance(0.3) ? 300 : 60;
  return lengthS >= 900 && draw.chance(0.8) ? 300 : 60;
}

/** The width that was drawn counts unless the caller fixed one: the other draws stay as they were. */
const chosenBin = (choice: SettingChoice, drawn: number): number => choice.binS ?? drawn;

/** The trouble is often older than the export. What begins inside it mostly began with a change that is on record. */
function olderShare(family: Family): number {
  return family === 'random' || family === 'hidden-clock' ? 0.9 : 0.5;
}

/** Draws the setting of one incident. */
export function drawSetting(
  family: Family,
  profile: Profile,
  draw: Random,
  choice: SettingChoice = {},
): Setting {
  const hard = profile === 'hard';
  const intervalS = draw.logUniform(14 * 60, 8 * 3600);
  const lengthS = Math.min(4500, Math.max(180, intervalS * draw.uniform(0.1, 0.35)));
  const windows = choice.windows ?? draw.integer(3, 12);
  const quiet = draw.chance(0.25);
  const ceiling = quiet ? draw.uniform(0.25, 0.9) : draw.logUniform(hard ? 0.04 : 0.08, 0.9);
  const headroom = draw.uniform(0.25, 0.4);
  return {
    family,
    profile,
    windows,
    intervalS,
    lengthS,
    quietS: intervalS * (draw.chance(olderShare(family)) ? draw.uniform(0.05, 0.4) : draw.logUniform(0.6, 5)),
    binS: chosenBin(choice, binOf((windows + 3) * intervalS, lengthS, draw)),
    requestsPerS: quiet ? draw.uniform(1, 5) : draw.logUniform(8, 2000),
    floor: draw.logUniform(0.0001, hard ? 0.008 : 0.004) * Math.min(1, ceiling * 4),
    ceiling,
    headroom,
    width: Math.min(draw.uniform(0.025, 0.045), 0.11 * headroom),
    push: hard ? draw.uniform(1.15, 1.4) : draw.uniform(1.3, 1.7),
    harm: hard ? draw.pick([1, 0.9, 0.75]) : draw.pick([1, 1, 0.9]),
    jitter: choice.jitter ?? draw.pick([0.005, 0.02, 0.05, hard ? 0.12 : 0.05]),
  };
}
