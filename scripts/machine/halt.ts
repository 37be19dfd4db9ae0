import type { Failure } from '../../shared/result.ts';

/** Ends a script with a sentence instead of a stack: what went wrong, and the next thing to try. */
export class Halt extends Error {
  readonly failure: Failure;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.failure = { code, message, hint };
  }
}

/** A progress line. On stderr, because stdout belongs to results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a script's main function; a `Halt` becomes its sentence and exit code 2, a bug keeps its stack. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    say(error.failure.message);
    say(error.failure.hint);
    process.exitCode = 2;
  }
}
