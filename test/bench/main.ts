import { benchCommandLine } from './command-line.ts';
import { benchEngine } from './engine.ts';
import { benchImport } from './import.ts';
import { benchModel } from './model.ts';
import { benchRules } from './rules.ts';
import { benchSession } from './session.ts';
import { benchWindows } from './windows.ts';

/** `npm run bench`: every benchmark; `npm run bench -- command-line`: one. Prints figures, judges none. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'command-line': benchCommandLine,
  engine: benchEngine,
  import: benchImport,
  model: benchModel,
  rules: benchRules,
  session: benchSession,
  windows: benchWindows,
};

const wanted = process.argv.slice(2).filter((word) => word in BENCHES);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n== ${name}\n`);
  await bench();
}
