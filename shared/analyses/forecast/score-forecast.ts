import { MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import type { DataOf, Episode } from '../finding.ts';

/** What became of one rival's forecast once the evidence went on. Times epoch ms. */
export interface ScoredForecast {
  readonly candidate: string;
  /** Written down at this time, before anything of it could be seen. */
  readonly madeAt: number;
  readonly next: TimeRange;
  /** The first window that began after it was written down; null when none did while it was due. */
  readonly onset: number | null;
  readonly came: boolean;
}

/** A window that begins within this of the forecast came as forecast: bins are that wide, clocks that far apart. */
const SLACK_MS = 2 * MINUTE_MS;

/**
 * Scores a forecast against evidence that reaches beyond it: the first window after it was made decides, and where none
 * came, the end of the time at which one was due. Rivals that named no time, or whose time is not over, are left out.
 */
export function scoreForecast(
  forecast: DataOf<'forecast'>,
  episodes: readonly Episode[],
  evidenceEnd: number,
): ScoredForecast[] {
  const { madeAt } = forecast;
  if (!(evidenceEnd > madeAt)) return [];
  const onset = episodes.find((episode) => episode.from >= madeAt)?.from ?? null;
  return forecast.rivals.flatMap(({ candidate, next }) => {
    if (next === null) return [];
    const over = evidenceEnd > next.to + SLACK_MS;
    if (onset === null && !over) return [];
    const came = onset !== null && onset >= next.from - SLACK_MS && onset <= next.to + SLACK_MS;
    return [
      { candidate, madeAt, next, onset: onset !== null && (came || onset <= next.to) ? onset : null, came },
    ];
  });
}
