import { LocalClock } from './local-clock.ts';
import type { Source } from './source.ts';
import { HOUR_MS, type TimeRange } from './time-range.ts';

/** Exports of one query begin and end together, give or take a bin. */
const TOGETHER_MS = 5 * 60_000;
/** What happens now and then begins later and ends earlier than what is counted all the time: by one of its gaps, at most this. */
const APART_MS = 20 * 60_000;
/** Fewer records say nothing of how far apart they usually are. */
const FEWEST_RECORDS = 20;
/** The farthest zones lie this far from UTC, east and west. */
const FARTHEST_HOURS = 14;
/** Slices of an hour begin and end with others by chance. */
const FEWEST_MS = 2 * HOUR_MS;

function together(a: TimeRange, b: TimeRange, shiftMs: number, apartMs: number): boolean {
  return Math.abs(a.from + shiftMs - b.from) <= apartMs && Math.abs(a.to + shiftMs - b.to) <= apartMs;
}

/** What would have to be added to the times of a source if they were in another zone; UTC first, then whole hours. */
function shiftsOf(source: Source, span: TimeRange): readonly number[] {
  const ofZone = new LocalClock(source.zone).toWall(span.to) - span.to;
  if (ofZone !== 0) return [ofZone];
  const hours = Array.from({ length: FARTHEST_HOURS }, (_, i) => i + 1);
  return hours.flatMap((hour) => [hour * HOUR_MS, -hour * HOUR_MS]);
}

/** A stretch of time that files of one format cover without a break, as hourly logs do. */
interface Covered {
  readonly file: string;
  readonly range: TimeRange;
}

function coveredBy(sources: readonly Source[]): Covered[] {
  const formats = new Map<string | null, { file: string; range: TimeRange }[]>();
  const sure = sources.flatMap(({ importer, file, span, zoneOrigin }) =>
    zoneOrigin === 'record' && span !== null ? [{ importer, file, span }] : [],
  );
  for (const { importer, file, span } of sure.sort((a, b) => a.span.from - b.span.from)) {
    const stretches = formats.get(importer) ?? [];
    formats.set(importer, stretches);
    const last = stretches.at(-1);
    if (last && span.from <= last.range.to + TOGETHER_MS)
      last.range = { from: last.range.from, to: Math.max(last.range.to, span.to) };
    else stretches.push({ file, range: span });
  }
  return [...[...formats.values()].flat(), ...sure.map(({ file, span }) => ({ file, range: span }))];
}

/** A file whose times carry no zone, and that would begin and end with another one if they were in another zone. */
export interface ZoneDoubt {
  readonly source: Source;
  /** What would have to be added to its times, whole hours in ms. */
  readonly shiftMs: number;
  /** The file that it would then begin and end with. */
  readonly other: string;
}

/** "4 h later they would begin and end with jobs.csv". */
export function fitsOtherwise({ shiftMs, other }: ZoneDoubt): string {
  const moved = `${Math.abs(shiftMs) / HOUR_MS} h ${shiftMs > 0 ? 'later' : 'earlier'}`;
  return `${moved} they would begin and end with ${other}`;
}

/** The doubt about one source; null where its times fit, or would fit in several zones. */
function doubtOf(source: Source, sure: readonly Covered[]): ZoneDoubt | null {
  const { span } = source;
  const unsure = source.zoneOrigin === 'incident' || source.zoneOrigin === 'assumed';
  if (!unsure || !span || span.to - span.from < FEWEST_MS) return null;
  const gapMs = (span.to - span.from) / Math.max(1, source.records - 1);
  const apartMs = Math.max(TOGETHER_MS, source.records < FEWEST_RECORDS ? 0 : Math.min(gapMs, APART_MS));
  const matching = (shiftMs: number) => sure.find((one) => together(span, one.range, shiftMs, apartMs));
  if (matching(0)) return null;
  const found = shiftsOf(source, span).flatMap((shiftMs) => {
    const other = matching(shiftMs);
    return other ? [{ source, shiftMs, other: other.file }] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The doubts about all sources. */
export function zoneDoubts(sources: readonly Source[]): ZoneDoubt[] {
  const sure = coveredBy(sources);
  return sources.flatMap((source) => doubtOf(source, sure) ?? []);
}

/**
 * Says of each source whose times carry no zone when it would begin and end with one whose times do, if they were in
 * another zone than they were read in. Nothing is moved: the team knows, and can say so.
 */
export function withZoneDoubts(sources: readonly Source[]): readonly Source[] {
  const doubts = zoneDoubts(sources);
  return sources.map((source) => {
    const doubt = doubts.find((one) => one.source === source);
    if (!doubt) return source;
    const sentence = `its times carry no zone and are read in ${source.zone}; ${fitsOtherwise(doubt)}: name its zone if it is another`;
    return { ...source, assumptions: [...(source.assumptions ?? []), sentence] };
  });
}
