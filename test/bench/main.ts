import { benchCommandLine } from './command-line.ts';
import { benchEngine } from './engine.ts';
import { benchImport } from './import.ts';
import { benchModel } from './model.ts';
import { benchModelInApp } from './model-in-app.ts';
import { benchRules } from './rules.ts';
import { benchSession } from './session.ts';
import { benchWindows } from './windows.ts';

/**
 * `npm run bench`: every benchmark; `npm run bench -- command-line`: one, with those named after it (`model` brings
 * `model-in-app`). Prints figures; only a missed cache of the model fails.
 */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'command-line': benchCommandLine,
  engine: benchEngine,
  import: benchImport,
  model: benchModel,
  'model-in-app': benchModelInApp,
  rules: benchRules,
  session: benchSession,
  windows: benchWindows,
};

const wanted = process.argv.slice(2).filter((word) => word in BENCHES);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.some((word) => name === word || name.startsWith(`${word}-`))) continue;
  process.stdout.write(`\n== ${name}\n`);
  await bench();
}
