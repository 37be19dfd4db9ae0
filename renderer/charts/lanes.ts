import type { Timeline } from '../../shared/analyses/timeline.ts';

type Run = Timeline['runs'][number];
type Mark = Timeline['marks'][number];

/** The lanes that depend on the verdict. */
export interface VerdictLanes {
  /** Streams of runs, the likeliest first. */
  readonly runs: readonly Run[];
  /** The changes of the cause, where it is a stream of changes: a lane of their own. */
  readonly ofCause: readonly Mark[];
  /** The other changes. */
  readonly changes: readonly Mark[];
}

/**
 * What to draw of runs and changes, at most `most` lanes of runs. `cause` is what the verdict names, null while it is
 * open. With `only` set, once there is a verdict, runs that it does not name are left out: the room would take them for it.
 */
export function verdictLanes(
  timeline: Timeline,
  most: number,
  cause: string | null,
  only: boolean,
): VerdictLanes {
  const { span } = timeline;
  const marks = timeline.marks.filter((mark) => mark.at >= span.from && mark.at <= span.to);
  const runs = timeline.runs.filter((run) => !only || cause === null || run.stream === cause).slice(0, most);
  const named = runs.some((run) => run.stream === cause);
  const ofCause = named ? [] : marks.filter((mark) => mark.stream === cause);
  return { runs, ofCause, changes: marks.filter((mark) => !ofCause.includes(mark)) };
}
