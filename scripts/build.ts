import { build } from './build/build.ts';
import { runScript } from './machine/halt.ts';

await runScript(async () => {
  await build();
  return 0;
});
