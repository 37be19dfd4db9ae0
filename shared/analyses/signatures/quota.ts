import type { Incident } from '../../incident/incident.ts';
import { HOUR_MS } from '../../incident/time-range.ts';
import type { Segmentation } from '../segmentation.ts';
import { count, share } from '../wording.ts';
import { namesStream } from './life.ts';
import type { SignatureTest } from './signature.ts';

const FEWEST_WINDOWS = 3;
/** "Too many requests" (RFC 6585, section 4). */
const TOO_MANY = '429';

/** A quota that is used up: refusals with status 429, or recoveries at the full hour, when quotas are given back. */
export const quota: SignatureTest = ({ incident, segmentation: s, found }) => {
  const refused = refusals(incident, s);
  // What ends with the run of a job ends at a full hour by its schedule.
  const hour = namesStream(found) ? null : fullHours(s);
  if (!refused && !hour) return null;
  const statement = [
    ...(hour
      ? [
          `${hour.ends} of ${count(hour.of, 'window')} ended at a full hour, and ${hour.onsets === 0 ? 'none' : `only ${hour.onsets}`} of them began at a full hour`,
        ]
      : []),
    ...(refused
      ? [`${share(refused.share)} of the failing lines inside have status 429 (n = ${refused.lines})`]
      : []),
  ].join(', and ');
  return {
    name: 'quota',
    title: hour ? 'Windows end at the full hour' : 'Refused for a quota',
    statement: `${statement}: a quota that is used up${hour ? ' and given back on the hour' : ''} would do that.`,
    about: refused ? [refused.field, TOO_MANY] : [],
    n: hour?.of ?? s.episodes.length,
    verdict: 'supported',
    strong: (hour !== null && refused !== null) || (hour?.ends ?? 0) >= 4 || (refused?.lines ?? 0) >= 200,
    answers: 'mechanism',
    answer: hour ? 'A quota is used up until the full hour' : 'A quota is used up: status 429',
    bring: 'Which quota it is, how much is used by whom, and when it is given back.',
    sources: refused ? (incident.logs?.sources ?? []) : [],
  };
};

/** Most windows end at a full hour, whenever they began. */
function fullHours(s: Segmentation): { ends: number; of: number; onsets: number } | null {
  const reach = 1.5 * s.binMs;
  if (reach > HOUR_MS / 12) return null;
  const atHour = (t: number): boolean => Math.min(t % HOUR_MS, HOUR_MS - (t % HOUR_MS)) <= reach;
  const ends = s.episodes.flatMap((e) => (e.to === null ? [] : [e.to]));
  const hits = ends.filter(atHour).length;
  const onsets = s.episodes.filter((e) => atHour(e.from)).length;
  if (hits < FEWEST_WINDOWS || hits * 3 < ends.length * 2 || onsets * 2 > s.episodes.length) return null;
  // What is used up is used up sooner or later; what begins at one minute has a clock of its own.
  const lengths = s.episodes.flatMap((e) => (e.to === null ? [] : [e.to - e.from]));
  if (Math.max(...lengths) - Math.min(...lengths) <= 2 * s.binMs) return null;
  return { ends: hits, of: ends.length, onsets };
}

/** Lines with status 429 are most of the failing ones inside the windows and few outside. */
function refusals(
  incident: Incident,
  s: Segmentation,
): { field: string; share: number; lines: number } | null {
  const { logs } = incident;
  if (!logs) return null;
  const inside = (bin: number): boolean => {
    const at = logs.from + bin * logs.binMs;
    return s.episodes.some((e) => at >= e.from && at < (e.to ?? Number.POSITIVE_INFINITY));
  };
  const failing = logs.bins.reduce((n, [bin, , errors]) => n + (inside(bin) ? errors : 0), 0);
  for (const { field, value, bins } of logs.dimensions) {
    if (value !== TOO_MANY) continue;
    const lines = bins.reduce((n, [bin, all]) => n + (inside(bin) ? all : 0), 0);
    const outside = bins.reduce((n, [bin, all]) => n + (inside(bin) ? 0 : all), 0);
    if (lines < 30 || lines < 0.5 * failing || outside > 0.5 * lines) continue;
    return { field, share: Math.min(1, lines / Math.max(failing, lines)), lines };
  }
  return null;
}
