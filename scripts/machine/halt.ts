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

/**
 * Runs a script's main function and ends the process with its result; a `Halt` becomes its sentence and exit
 * code 2, a bug keeps its stack. Ends explicitly, because libraries with exit hooks (electron-builder's) turn
 * a code that was only set into 0.
 */
export async function runScript(main: () => Promise<number>): Promise<never> {
  const code = await main().catch((error: unknown) => {
    if (!(error instanceof Halt)) throw error;
    say(error.failure.message);
    say(error.failure.hint);
    return 2;
  });
  await new Promise<void>((flushed) => process.stdout.write('', () => flushed()));
  process.exit(code);
}
