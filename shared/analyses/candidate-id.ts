/** The stream behind a candidate: `deploys#3` is an event of `deploys`. */
export function streamOf(candidate: string): string {
  return candidate.replace(/#\d+$/, '');
}

/** Is the candidate a change on record, which no stream lists? Its id is that of the record: `C1`. */
export function isRecorded(candidate: string): boolean {
  return /^C\d+$/.test(candidate);
}

/** Is the candidate one change, made once: an event of a stream, or a change on record? */
export function isSingleChange(candidate: string): boolean {
  return candidate !== streamOf(candidate) || isRecorded(candidate);
}

/** The streams that a candidate names: two for a pair, one event's stream for an event; of a change on record, itself. */
export function partsOf(candidate: string): readonly string[] {
  return candidate.split('&').map(streamOf);
}
