/** Least number of whys that a session asks for. */
export const MIN_DEPTH = 3;
/** More levels than this say that the question is another one. */
export const MAX_DEPTH = 15;
export const DEFAULT_DEPTH = 7;
