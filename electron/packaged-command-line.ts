import type { App, utilityProcess as UtilityProcess } from 'electron';
import { utilityAnalyst } from './analyst/utility-process.ts';
import { startAnalystsWith } from './cli/analyst.ts';
import { run } from './cli/run.ts';

const COMMANDS = new Set([
  'report',
  'analyze',
  'import',
  'verify',
  'lint',
  'help',
  '--help',
  '-h',
  '--version',
]);

/**
 * The words of a command line among the arguments of the packaged app, or null when it was started for its
 * windows. Before them come only the switches that the launcher adds for Chromium.
 */
export function commandLineWords(argv: readonly string[]): readonly string[] | null {
  const first = argv.findIndex((word, index) => index > 0 && (!word.startsWith('-') || COMMANDS.has(word)));
  const word = argv[first];
  return word !== undefined && COMMANDS.has(word) ? argv.slice(first) : null;
}

/** Runs the command line in place of the windows; ends the app with its exit code. */
export async function runPackaged(
  app: App,
  utilityProcess: typeof UtilityProcess,
  words: readonly string[],
): Promise<void> {
  app.disableHardwareAcceleration();
  await app.whenReady();
  startAnalystsWith((script) => utilityAnalyst(utilityProcess, script));
  const code = await run(words).catch((bug: unknown) => {
    process.stderr.write(`${bug instanceof Error ? bug.stack : String(bug)}\n`);
    return 1;
  });
  app.exit(code);
}
