/** A failure as data: what happened (`message`, with the place in it) and what to do about it (`hint`). */
export interface Failure {
  /** Stable, kebab-case, for tests and scripts. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Outcome of an operation that may fail for reasons outside the program. Exceptions are for bugs. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** A success that carries `value`. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failure with a stable code, a sentence that names the place, and the next thing to try. */
export function fail(
  code: string,
  message: string,
  hint: string,
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message, hint } };
}

/** Marks a branch that the types rule out; throws because reaching it is a bug. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
