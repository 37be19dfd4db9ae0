/** Prints how often findings beside the cause verdict are right: node scripts/run.mjs test/simulate/finding-figures.ts [--seed 9001] */
import { parseArgs } from 'node:util';
import { generateMany } from './generate.ts';
import { invarianceFigures } from './invariance-figures.ts';
import { offsetFigures } from './offset-figures.ts';
import { quietFigures } from './quiet-figures.ts';
import { signatureFigures, signaturesIn } from './signature-figures.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '9001' } } });
const seed = Number(values.seed);
const cell = (value: number): string => value.toFixed(2).padStart(6);

process.stdout.write('Clock offset between sources: told, and right within 5 s\n');
for (const { what, planted, n, told, right } of offsetFigures(seed))
  process.stdout.write(
    `  ${planted ? 'planted ' : 'none    '}${what.padEnd(48)} n ${n}  told ${cell(told)}  right ${cell(right)}\n`,
  );

process.stdout.write(
  'Signatures of failures that no stream lists: told (others told of the same incidents)\n',
);
for (const { signature, what, planted, n, told, others } of signatureFigures(seed)) {
  const beside = others.map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ');
  process.stdout.write(
    `  ${planted ? 'planted ' : 'none    '}${`${signature}: ${what}`.padEnd(88)} n ${n} told ${cell(told)}  ${beside}\n`,
  );
}

process.stdout.write('Signatures told of the incidents with a listed cause, by family\n');
const byFamily = new Map<string, Map<string, number>>();
let incidents = 0;
for (const { incident, truth } of generateMany(seed, 104, 'std')) {
  const counts = byFamily.get(truth.family) ?? new Map<string, number>();
  byFamily.set(truth.family, counts);
  incidents++;
  for (const name of signaturesIn(incident)) counts.set(name, (counts.get(name) ?? 0) + 1);
}
for (const [family, counts] of byFamily)
  process.stdout.write(
    `  ${family.padEnd(20)} of ${(incidents / byFamily.size).toFixed(0)}: ${[...counts].map(([name, n]) => `${name} ${n}`).join(', ')}\n`,
  );

process.stdout.write(
  'False windows of a quiet service in 100 healthy days, by shape of the day, requests, bin width and base rate\n',
);
const quiet = quietFigures(seed);
for (const { what, days, windows } of quiet.filter((figure) => figure.windows > 0))
  process.stdout.write(`  ${what.padEnd(64)} ${windows} in ${days} days\n`);
process.stdout.write(
  `  ${quiet.filter((figure) => figure.windows === 0).length} of ${quiet.length} settings without any; worst ${Math.max(...quiet.map((figure) => figure.windows))}\n`,
);

process.stdout.write(
  'The same incidents recorded otherwise: verdicts that flip, incidents with a probability that moves by more than .05, largest move\n',
);
for (const profile of ['std', 'hard'] as const)
  for (const { what, n, flips, moved, largest } of invarianceFigures(seed, 104, profile))
    process.stdout.write(
      `  ${profile.padEnd(5)} ${what.padEnd(28)} n ${n}  flips ${flips.toFixed(3)}  moved ${moved.toFixed(3)}  largest ${largest.toFixed(2)}\n`,
    );
