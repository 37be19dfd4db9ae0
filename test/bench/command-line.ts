import { spawnSync } from 'node:child_process';
import { inProject } from '../../scripts/machine/folders.ts';
import { printFigure } from './figures.ts';

const RUNS = 5;

function timed(words: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - began;
}

/** Whole processes on the bundled samples, beside an empty Node process in the same run. */
export async function benchCommandLine(): Promise<void> {
  const cli = inProject('out/cli/main.cjs');
  const sample = inProject('resources/samples/checkout');
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['node that does nothing (peer)', ['-e', '0'], '-'],
    ['whyladder report checkout', [cli, 'report', sample], '<= 3000 ms'],
    ['whyladder analyze checkout', [cli, 'analyze', sample, '--jsonl'], '-'],
  ];
  for (const [, words] of cases) timed(words);
  const times = cases.map(() => [] as number[]);
  for (let run = 0; run < RUNS; run += 1)
    for (const [index, [, words]] of cases.entries()) times[index]?.push(timed(words));
  for (const [index, [name, , asked]] of cases.entries()) printFigure(name, times[index] ?? [], asked);
}
