import type { Failure } from '../../shared/result.ts';

/** Exit codes: done (also for a partial report), a check failed, bad usage or nothing usable. */
export const DONE = 0;
export const CHECK_FAILED = 1;
export const UNUSABLE = 2;
export type ExitCode = typeof DONE | typeof CHECK_FAILED | typeof UNUSABLE;

/** A reader that has seen enough (`| head`) ends the run without a word; any other trouble with stdout is said. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE);
    tell(`whyladder: the output could not be written: ${error.message}`);
    process.exit(UNUSABLE);
  });
  process.stderr.on('error', () => undefined);
}

/** Results go to stdout. Resolves when they are written, so that a pipe gets all of a long report. */
export function print(text: string): Promise<void> {
  return new Promise((written) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => written());
  });
}

/** Progress and warnings go to stderr. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** What happened, where, and what to do, on one line of stderr. */
export function complain(error: Failure, where: string | null = null): void {
  const said = /[.?!:]$/.test(error.message) ? error.message : `${error.message}.`;
  tell(`whyladder: ${where === null ? '' : `${where}: `}${said} ${error.hint}`.replace(/\s+/g, ' ').trim());
}
