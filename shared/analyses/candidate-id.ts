/** The stream behind a candidate: `deploys#3` is an event of `deploys`. */
export function streamOf(candidate: string): string {
  return candidate.replace(/#\d+$/, '');
}

/** The streams that a candidate names: two for a pair, one event's stream for an event. */
export function partsOf(candidate: string): readonly string[] {
  return candidate.split('&').map(streamOf);
}
