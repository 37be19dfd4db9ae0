import { buildWhenNeeded } from './build/build.ts';
import { runScript, say } from './machine/halt.ts';
import { hasDisplay } from './machine/xvfb.ts';
import { openApp } from './start/app.ts';
import { explainSample } from './start/sample.ts';

await runScript(async () => {
  await buildWhenNeeded();
  if (hasDisplay()) return openApp(process.argv.slice(2));
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.');
  return explainSample();
});
