/** Prints how often findings beside the cause verdict are right: node scripts/run.mjs test/simulate/finding-figures.ts [--seed 9001] */
import { parseArgs } from 'node:util';
import { offsetFigures } from './offset-figures.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '9001' } } });
const seed = Number(values.seed);
const cell = (value: number): string => value.toFixed(2).padStart(6);

process.stdout.write('Clock offset between sources: told, and right within 5 s\n');
for (const { what, planted, n, told, right } of offsetFigures(seed))
  process.stdout.write(
    `  ${planted ? 'planted ' : 'none    '}${what.padEnd(48)} n ${n}  told ${cell(told)}  right ${cell(right)}\n`,
  );
