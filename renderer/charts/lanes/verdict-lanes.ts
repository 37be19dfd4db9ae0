import { partsOf } from '../../../shared/analyses/candidate-id.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';

type Run = Timeline['runs'][number];
type Mark = Timeline['marks'][number];

/** The lanes that depend on the verdict. */
export interface VerdictLanes {
  /** Streams of runs, the likeliest first. */
  readonly runs: readonly Run[];
  /** The changes of the cause, where it is a stream of changes: a lane of their own. */
  readonly ofCause: readonly Mark[];
  /** While the verdict is open, the change that is likeliest so far, or those of the likeliest stream: a lane of their own, too. */
  readonly likeliest: readonly Mark[];
  /** The other changes. */
  readonly changes: readonly Mark[];
}

/**
 * What to draw of runs and changes, at most `most` lanes of runs. `cause` is what the verdict names, null while it is
 * open; `likeliest` is the candidate that leads then. With `only` set, once there is a verdict, runs that it does not name are left out: the room would take them for it.
 */
export function verdictLanes(
  timeline: Timeline,
  most: number,
  cause: string | null,
  only: boolean,
  likeliest: string | null = null,
): VerdictLanes {
  const { span } = timeline;
  const marks = timeline.marks.filter((mark) => mark.at >= span.from && mark.at <= span.to);
  const causes = cause === null ? [] : partsOf(cause);
  const runs = timeline.runs
    .filter((run) => !only || cause === null || causes.includes(run.stream))
    .slice(0, Math.max(most, causes.length));
  const named = runs.some((run) => run.stream === cause);
  const ofCause = named ? [] : marks.filter((mark) => mark.stream === cause);
  const leading =
    cause !== null || likeliest === null
      ? []
      : marks.filter(({ id, stream }) => id === likeliest || stream === likeliest);
  // What has a lane of its own is not drawn twice.
  const drawn = new Set(runs.map((run) => run.stream));
  const changes = marks.filter(
    (mark) => !ofCause.includes(mark) && !leading.includes(mark) && !drawn.has(mark.stream),
  );
  return { runs, ofCause, likeliest: leading.filter(({ stream }) => !drawn.has(stream)), changes };
}
