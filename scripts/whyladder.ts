import { buildWhenNeeded } from './build/build.ts';
import { runCommandLine } from './command-line.ts';
import { runScript } from './machine/halt.ts';

await runScript(async () => {
  await buildWhenNeeded();
  return runCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
});
