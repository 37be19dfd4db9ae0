/**
 * Refits the combiner on simulated incidents and writes its weights.
 * npm run calibrate -- [--n 1300] [--seed 1] [--l2 4] [--dry-run]      (n incidents of each profile)
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { weighAll } from '../../shared/analyses/attribution/evidence.ts';
import { fixLedger } from '../../shared/analyses/fixes/fix-ledger.ts';
import { backAfterAttempts } from '../../shared/analyses/fixes/ready-times.ts';
import { segment } from '../../shared/analyses/segment.ts';
import { type Choice, fitTemperature, fitWeights, logLoss, softmax } from './conditional-logit.ts';
import { generate, generateMany } from './generate.ts';
import { FAMILIES, type Family, type Profile, type Simulated } from './truth.ts';

const WEIGHTS_FILE = fileURLToPath(new URL('../../shared/analyses/attribution/weights.ts', import.meta.url));

/** Families whose cause is in no stream: each of their incidents counts five times, those of the others twice. */
const UNLISTED: readonly string[] = ['random', 'hidden-clock'];
const COPIES = { unlisted: 5, listed: 2 };

/** Features that are logarithms of likelihood ratios. */
const LIKELIHOODS: readonly string[] = ['evidence', 'ends', 'quiet', 'shift', 'byUse'];

interface Sample {
  readonly family: string;
  readonly ids: readonly string[];
  readonly features: readonly Readonly<Record<string, number>>[];
  readonly accepts: readonly string[];
}

/** What the combiner sees of one incident; null when no window was found or none was seen to begin. */
function sampleOf({ incident, truth }: Simulated): Sample | null {
  const segmentation = segment(incident);
  if (segmentation.episodes.length === 0) return null;
  const ready = backAfterAttempts(fixLedger(incident, segmentation, null).ready);
  const weighed = weighAll(incident, segmentation, ready);
  if (weighed.risk.seen.length === 0) return null;
  const candidates = weighed.candidates.filter(({ features }) => features.absent !== 1);
  return {
    family: truth.family,
    ids: candidates.map(({ id }) => id),
    features: candidates.map(({ features }) => features),
    accepts: truth.accepts,
  };
}

function choicesOf(samples: readonly Sample[], names: readonly string[]): Choice[] {
  const choices = samples.map(({ family, ids, features, accepts }) => ({
    group: family,
    features: features.map((row) => names.map((name) => row[name] ?? 0)),
    right: ids.map((id) => accepts.includes(id)),
  }));
  // A cause that is not among the candidates teaches nothing about their weights.
  const usable = choices.filter(({ right }) => right.includes(true));
  // Two families in thirteen have no listed cause; while unknowns remain, at least three in ten should be expected.
  return usable.flatMap((choice) =>
    new Array<Choice>(UNLISTED.includes(choice.group) ? COPIES.unlisted : COPIES.listed).fill(choice),
  );
}

interface Score {
  readonly n: number;
  readonly top1: number;
  readonly false50: number;
  readonly accused50: number;
  readonly loss: number;
}

function score(choices: readonly Choice[], weights: readonly number[], temperature: number): Score {
  let right = 0;
  let falsely = 0;
  let accused = 0;
  for (const choice of choices) {
    const p = softmax(
      choice.features.map((row) => row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0)),
      temperature,
    );
    const top = p.indexOf(Math.max(...p));
    const named = choice.features[top]?.some((x) => x !== 0) ?? false;
    if (choice.right[top]) right++;
    else if (named && (p[top] ?? 0) >= 0.5) falsely++;
    if (named && (p[top] ?? 0) >= 0.5) accused++;
  }
  const n = choices.length;
  return {
    n,
    top1: right / n,
    false50: falsely / n,
    accused50: accused / n,
    loss: logLoss(choices, weights, temperature),
  };
}

/** Never sharper than the penalised fit: what the penalty holds back is what other services may do differently. */
function temperatureOf(choices: readonly Choice[], weights: readonly number[]): number {
  return Math.max(1, fitTemperature(choices, weights));
}

/** One in seven has one or two windows: teams come before the third, and little is known then. */
function* fewWindows(seed: number, n: number, profile: Profile): Generator<Simulated> {
  for (let i = 0; i < n / 6; i++) {
    const family = FAMILIES[i % FAMILIES.length] as Family;
    yield generate(seed * 1_000_003 + n + i, family, profile, { windows: 1 + (i % 2) });
  }
}

const show = ({ n, top1, false50, accused50, loss }: Score): string =>
  `n ${String(n).padStart(5)}  top1 ${top1.toFixed(3)}  false.5 ${false50.toFixed(3)}  accused.5 ${accused50.toFixed(2)}  log-loss ${loss.toFixed(3)}`;

function weightsFile(names: readonly string[], weights: readonly number[], command: string): string {
  return `/**
 * Weights of the combiner, by feature: a conditional logit fitted on simulated incidents.
 * Refit: \`${command}\`.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
${names.map((name, i) => `  ${name}: ${Number((weights[i] ?? 0).toFixed(4))},`).join('\n')}
};
`;
}

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1300' },
    seed: { type: 'string', default: '1' },
    l2: { type: 'string', default: '4' },
    'dry-run': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const samples: Sample[] = [];
let unusable = 0;
for (const [profile, of] of [
  ['std', seed],
  ['hard', seed + 1],
] as const) {
  for (const simulated of [
    ...generateMany(of, Number(values.n), profile),
    ...fewWindows(of, Number(values.n), profile),
  ]) {
    const sample = sampleOf(simulated);
    if (sample) samples.push(sample);
    else unusable++;
  }
}
const names = [...new Set(samples.flatMap(({ features }) => features.flatMap((row) => Object.keys(row))))];
// Without evidence to the contrary the likelihoods speak for themselves: weight 1 for theirs, none for the others.
const prior = names.map((name) => (LIKELIHOODS.includes(name) ? 1 : 0));
const l2 = Number(values.l2);
const choices = choicesOf(samples, names);
process.stdout.write(
  `${samples.length} incidents of seeds ${seed} (std) and ${seed + 1} (hard), ${unusable} without a window, ${samples.filter(({ ids, accepts }) => !ids.some((id) => accepts.includes(id))).length} whose cause is no candidate\n`,
);

process.stdout.write('\nEach family left out of the fit:\n');
for (const family of new Set(choices.map(({ group }) => group))) {
  const rest = choices.filter(({ group }) => group !== family);
  const left = choices.filter(({ group }) => group === family);
  const weights = fitWeights(rest, prior, l2);
  process.stdout.write(`${family.padEnd(16)} ${show(score(left, weights, temperatureOf(rest, weights)))}\n`);
}

const weights = fitWeights(choices, prior, l2);
const temperature = temperatureOf(choices, weights);
process.stdout.write(
  `\nAll families, on the seeds of the fit: ${show(score(choices, weights, temperature))}  temperature ${temperature.toFixed(2)}\n`,
);
for (const family of new Set(choices.map(({ group }) => group))) {
  process.stdout.write(
    `${family.padEnd(16)} ${show(
      score(
        choices.filter(({ group }) => group === family),
        weights,
        temperature,
      ),
    )}\n`,
  );
}
const final = weights.map((weight) => weight / temperature);
process.stdout.write(`${names.map((name, i) => `${name} ${(final[i] ?? 0).toFixed(3)}`).join('  ')}\n`);
if (!values['dry-run']) {
  writeFileSync(
    WEIGHTS_FILE,
    weightsFile(names, final, `npm run calibrate -- --n ${values.n} --seed ${seed} --l2 ${values.l2}`),
  );
  process.stdout.write(`written to ${WEIGHTS_FILE}\n`);
}
