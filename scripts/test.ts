import { Halt, runScript, say } from './machine/halt.ts';
import { STEPS } from './test/steps.ts';
import { summary, type Tally, total } from './test/tally.ts';

/** `npm test`: every step. `npm run test:e2e [-- words for the runner]`: only what that one needs. */
const [only, ...words] = process.argv.slice(2);
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  e2e: ['build', 'e2e'],
  packaged: ['package', 'packaged'],
};

await runScript(async () => {
  const steps =
    only === undefined ? STEPS : STEPS.filter(({ name }) => (NEEDED[only] ?? [only]).includes(name));
  if (steps.length === 0) {
    const names = STEPS.map(({ name }) => name).join(', ');
    throw new Halt('no-such-step', `There is no step "${only}".`, `Steps: ${names}.`);
  }
  const tallies: Tally[] = [];
  for (const step of steps) {
    const began = performance.now();
    say(`\n== ${step.name}`);
    tallies.push(await run(step.name, () => step.run(step.name === only ? words : [])));
    say(`== ${step.name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  const all = total(tallies);
  process.stdout.write(`\n${summary(all)}\n`);
  return all.failed.length === 0 ? 0 : 1;
});

/** A step that halts is one failure; the steps after it still run. */
async function run(name: string, step: () => Promise<Tally>): Promise<Tally> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    say(`${error.failure.message}\n${error.failure.hint}`);
    return { passed: 0, failed: [`${name}: ${error.failure.message.split('\n')[0]}`], skipped: [] };
  }
}
