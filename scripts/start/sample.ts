import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCommandLine } from '../command-line.ts';
import { inProject } from '../machine/folders.ts';
import { Halt, say } from '../machine/halt.ts';
import { drawLadder, type LadderReport } from './ladder.ts';

/** Folder of the sample incident that the welcome view offers too. */
const SAMPLE = ['resources', 'samples', 'checkout'] as const;

/** Runs the sample incident through the command line, then draws its ladder and names its report. */
export async function explainSample(): Promise<number> {
  const incident = inProject(...SAMPLE);
  if (!existsSync(incident)) {
    throw new Halt(
      'sample-missing',
      `There is no ${join(...SAMPLE)}.`,
      'Make it again with `npm run samples`.',
    );
  }
  say(`The sample incident goes through the command line instead: whyladder report ${join(...SAMPLE)}`);
  mkdirSync(inProject('reports'), { recursive: true });
  const report = inProject('reports', 'checkout.yaml');
  const code = await runCommandLine(['report', incident, '--out', report, '--no-model'], inProject());
  if (code !== 0) return code;
  process.stdout.write(drawLadder(parse(readFileSync(report, 'utf8')) as LadderReport));
  process.stdout.write(`\nReport: ${report}\n`);
  return 0;
}
