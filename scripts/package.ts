import { runScript } from './machine/halt.ts';
import { packageApp } from './package/package.ts';

/** `npm run package`: the unpacked application. `npm run package -- --installers`: what users download. */
await runScript(async () => {
  const { release } = await packageApp(process.argv.includes('--installers'));
  process.stdout.write(`${release}\n`);
  return 0;
});
