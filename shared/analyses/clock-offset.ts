import { contentWords } from '../incident/content-words.ts';
import type { Incident } from '../incident/incident.ts';
import type { LogDigest } from '../incident/logs.ts';
import type { SourceId } from '../incident/source.ts';
import type { Stream } from '../incident/stream.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../incident/time-range.ts';
import type { Finding } from './finding.ts';
import { clusters } from './fixes/ready-times.ts';
import { madSd, median } from './statistics/quantile.ts';
import { textOrder } from './statistics/text-order.ts';
import { count, duration } from './wording.ts';

/** Fewer common events say nothing about a clock. */
const LEAST_EVENTS = 4;
/** Lists longer than this are traffic, not events that two sources note one by one. */
const MOST_EVENTS = 300;
/** Share of the events on either side that must have a partner. */
const MATCHED = 0.8;
/** Another shift that matches more than this share as well: the events are too regular to tell which is meant. */
const RIVAL = 0.5;
/** Clocks drift apart by minutes; beyond that only a zone explains the distance. */
export const LONGEST_DRIFT_MS = 15 * MINUTE_MS;
const ZONE_STEP_MS = HOUR_MS / 2;
const WIDEST_ZONE_MS = 14 * HOUR_MS;
const SMALLEST_MS = 15 * SECOND_MS;
const JITTER_MS = 5 * SECOND_MS;
/** Lines compared with one stream, and streams compared with lines at all: names propose no more than these. */
const MOST_TEMPLATES = 12;
const MOST_STREAMS = 200;

/** The times at which one source notes one kind of event. */
interface Listing {
  readonly source: SourceId;
  readonly times: readonly number[];
  /** What it notes, for the sentence: "starts of import". */
  readonly what: string;
}

/** The same events in two listings: `offsetMs` is how much later `b` notes them than `a`. */
export interface Shift {
  readonly offsetMs: number;
  readonly spreadMs: number;
  readonly n: number;
}

interface Pairing extends Shift {
  readonly a: Listing;
  readonly b: Listing;
  /** The same stream in two exports: certainly the same events. */
  readonly same: boolean;
}

/**
 * Clocks of sources that differ, estimated where two of them note the same events. Names propose which lists to
 * compare; the times decide. Shown and never applied: the team sets it.
 */
export function clockOffsets(incident: Incident): Finding[] {
  const pairings = [...betweenExports(incident), ...withLogLines(incident)];
  const groups = new Map<string, Pairing[]>();
  for (const pairing of pairings) {
    const key = `${pairing.a.source}|${pairing.b.source}`;
    groups.set(key, [...(groups.get(key) ?? []), pairing]);
  }
  return [...groups.values()].flatMap((group) => offsetFinding(incident, group));
}

/** Exports that note the same stream: runs from a scheduler and from a cluster, say. */
function betweenExports(incident: Incident): Pairing[] {
  return incident.streams.flatMap((stream) => {
    const lists = listings(stream);
    return lists.flatMap((a, i) =>
      lists.slice(i + 1).flatMap((b) => {
        if (a.source === b.source || a.what !== b.what) return [];
        const shift = shiftBetween(a.times, b.times);
        return shift ? [ordered({ a, b, same: true, ...shift })] : [];
      }),
    );
  });
}

/** The earlier source first, whatever the order of the events. */
function ordered(pairing: Pairing): Pairing {
  if (Number(pairing.a.source.slice(1)) < Number(pairing.b.source.slice(1))) return pairing;
  return { ...pairing, a: pairing.b, b: pairing.a, offsetMs: -pairing.offsetMs };
}

/** Starts and ends of a stream's events by the source that noted them. */
function listings(stream: Stream): Listing[] {
  const lists = new Map<string, { source: SourceId; what: string; times: number[] }>();
  for (const event of stream.events) {
    if (event.expected) continue;
    const source = event.ref?.source ?? stream.sources[0];
    if (!source) continue;
    for (const [what, at] of [
      ['starts', event.start],
      ['ends', event.end],
    ] as const) {
      if (at === null) continue;
      const key = `${source}|${what}`;
      const list = lists.get(key) ?? { source, what: `${what} of ${stream.id}`, times: [] };
      lists.set(key, list);
      list.times.push(at);
    }
  }
  return [...lists.values()]
    .filter((list) => list.times.length >= LEAST_EVENTS && list.times.length <= MOST_EVENTS)
    .map((list) => ({ ...list, times: list.times.sort((x, y) => x - y) }));
}

/** Streams against log lines that speak of them. Of several lines the nearest in time is the note of the event itself. */
function withLogLines(incident: Incident): Pairing[] {
  const { logs } = incident;
  if (!logs) return [];
  const lines = linesByWord(logs);
  return incident.streams.slice(0, MOST_STREAMS).flatMap((stream) => {
    const spoken = new Map<string, Listing>();
    for (const word of wordsOf(`${stream.id} ${stream.kind}`))
      for (const [id, listing] of lines.get(word) ?? []) spoken.set(id, listing);
    const near = [...spoken.values()].slice(0, MOST_TEMPLATES);
    return listings(stream).flatMap((a) => {
      let best: Pairing | null = null;
      for (const b of near) {
        if (a.source === b.source) continue;
        const shift = shiftBetween(a.times, b.times);
        if (shift && (!best || Math.abs(shift.offsetMs) < Math.abs(best.offsetMs)))
          best = { a, b, same: false, ...shift };
      }
      return best ? [best] : [];
    });
  });
}

/** Rare templates, all of whose times are kept, by the beginnings of their words. */
function linesByWord(logs: LogDigest): Map<string, Map<string, Listing>> {
  const byWord = new Map<string, Map<string, Listing>>();
  for (const template of logs.templates) {
    if (template.times.length < template.count || template.count < LEAST_EVENTS) continue;
    const times = clusters(template.times, JITTER_MS);
    if (times.length < LEAST_EVENTS || times.length > MOST_EVENTS) continue;
    const source = logs.sources.length === 1 ? logs.sources[0] : template.ref.source;
    if (!source) continue;
    const listing = { source, times, what: `“${template.text}”` };
    for (const word of wordsOf(`${template.text} ${template.service ?? ''}`)) {
      const listed = byWord.get(word) ?? new Map<string, Listing>();
      byWord.set(word, listed);
      listed.set(template.id, listing);
    }
  }
  return byWord;
}

/** The beginnings of the words that carry meaning: "deployed" and "deployment" are one. */
function wordsOf(text: string): Set<string> {
  return new Set([...contentWords(text)].filter((word) => /\p{L}/u.test(word)).map((w) => w.slice(0, 5)));
}

/**
 * The one shift by which two lists of times meet, null when there is none or several. Regular events meet themselves
 * again a period later, so they say nothing; independent ones hardly ever meet in four fifths of all.
 */
export function shiftBetween(a: readonly number[], b: readonly number[]): Shift | null {
  if (a.length < LEAST_EVENTS || b.length < LEAST_EVENTS) return null;
  if (a.length > 2 * b.length || b.length > 2 * a.length) return null;
  const tolerance = JITTER_MS + rounding(a) + rounding(b);
  const shifts: number[] = [];
  for (const x of a) for (const y of b) shifts.push(y - x);
  shifts.sort((p, q) => p - q);
  // Only where the differences gather can many events meet.
  let best: number[] | null = null;
  const peaks: { shift: number; n: number }[] = [];
  let end = 0;
  for (let i = 0; i < shifts.length; i++) {
    const from = shifts[i] as number;
    while (end < shifts.length && (shifts[end] as number) <= from + 2 * tolerance) end++;
    if (end - i < LEAST_EVENTS / 2) continue;
    const shift = shifts[(i + end - 1) >> 1] as number;
    peaks.push({ shift, n: end - i });
    if (!possible(shift) || (best && end - i <= best.length)) continue;
    best = shifts.slice(i, end);
  }
  if (!best) return null;
  const offsetMs = median(best);
  const met = matched(a, b, offsetMs, tolerance);
  const overlapping = Math.max(
    within(a, (b[0] ?? 0) - offsetMs - tolerance, (b.at(-1) ?? 0) - offsetMs + tolerance),
    within(b, (a[0] ?? 0) + offsetMs - tolerance, (a.at(-1) ?? 0) + offsetMs + tolerance),
  );
  if (met.length < LEAST_EVENTS || met.length < MATCHED * Math.max(overlapping, 0.5 * a.length)) return null;
  const rival = peaks.some(
    (peak) => Math.abs(peak.shift - offsetMs) > 3 * tolerance && peak.n > RIVAL * met.length,
  );
  if (rival) return null;
  return { offsetMs: median(met), spreadMs: madSd(met), n: met.length };
}

/** A drift of minutes, or a whole number of half hours as zones differ. */
function possible(shiftMs: number): boolean {
  const size = Math.abs(shiftMs);
  if (size <= LONGEST_DRIFT_MS) return true;
  const rest = size % ZONE_STEP_MS;
  return size <= WIDEST_ZONE_MS && Math.min(rest, ZONE_STEP_MS - rest) <= MINUTE_MS;
}

/** Differences of the events that meet one to one. */
function matched(a: readonly number[], b: readonly number[], offsetMs: number, tolerance: number): number[] {
  const met: number[] = [];
  let j = 0;
  for (const x of a) {
    while (j < b.length && (b[j] as number) < x + offsetMs - tolerance) j++;
    const y = b[j];
    if (y === undefined || y > x + offsetMs + tolerance) continue;
    met.push(y - x);
    j++;
  }
  return met;
}

function within(times: readonly number[], from: number, to: number): number {
  return times.reduce((n, at) => n + (at >= from && at <= to ? 1 : 0), 0);
}

/** Half of the step to which all times are rounded, ms. */
function rounding(times: readonly number[]): number {
  const step = [MINUTE_MS, SECOND_MS].find((each) => times.every((at) => at % each === 0));
  return (step ?? 0) / 2;
}

function offsetFinding(incident: Incident, group: readonly Pairing[]): Finding[] {
  const best = [...group].sort((p, q) => q.n - p.n || Math.abs(p.offsetMs) - Math.abs(q.offsetMs))[0];
  if (!best) return [];
  const limit = Math.max(SMALLEST_MS, 2 * best.spreadMs);
  // One kind of event noted at the same moment by both: the clocks agree, and what is later has another reason.
  if (group.some((pairing) => Math.abs(pairing.offsetMs) <= limit)) return [];
  const agreeing = group.filter((p) => Math.abs(p.offsetMs - best.offsetMs) <= limit);
  if (agreeing.length * 2 <= group.length) return [];
  const sure = best.same || agreeing.length > 1;
  const n = agreeing.reduce((sum, pairing) => sum + pairing.n, 0);
  const file = (id: SourceId): string => incident.sources.find((source) => source.id === id)?.file ?? id;
  const set = incident.sources.find((source) => source.id === best.b.source)?.offsetMs ?? 0;
  const { offsetMs, spreadMs } = best;
  const size = exact(offsetMs);
  const rest = Math.abs(offsetMs) % ZONE_STEP_MS;
  const zone = Math.abs(offsetMs) > LONGEST_DRIFT_MS;
  const [behind, ahead] = offsetMs > 0 ? [best.a, best.b] : [best.b, best.a];
  const what = agreeing.map((pairing) => pairing.a.what).sort(textOrder)[0] ?? best.a.what;
  const common = `The same ${count(n, 'event')} (${what}${agreeing.length > 1 ? ` and ${agreeing.length - 1} more` : ''}) are noted ${size} later in ${file(ahead.source)} than in ${file(behind.source)}, give or take ${exact(Math.max(spreadMs, SECOND_MS))}`;
  const reason = zone
    ? Math.min(rest, ZONE_STEP_MS - rest) <= MINUTE_MS
      ? 'a zone that was read wrongly would do that'
      : 'their clocks differ'
    : sure
      ? 'their clocks differ'
      : 'their clocks differ, or it takes that long to be noted';
  const advice = zone
    ? 'check the zone of both under Sources, or set sources[].timezone'
    : `nothing was shifted: if ${file(best.b.source)} is the wrong one, set its clock to ${seconds(set - offsetMs)} s under Sources, or its sources[].offset`;
  return [
    {
      key: `clock-offset/${best.a.source}/${best.b.source}`,
      title: zone ? 'Zones of two sources differ' : `Clocks ${size} apart`,
      statement: `${common}: ${reason}; ${advice}.`,
      measure: `n = ${n}`,
      verdict: sure ? 'supported' : 'undetermined',
      strength: sure ? (n >= 6 ? 'strong' : 'weak') : null,
      cites: [],
      pins: [],
      computedFrom: [best.a.source, best.b.source],
      data: {
        kind: 'clock-offset',
        a: best.a.source,
        b: best.b.source,
        offsetMs: Math.round(offsetMs),
        spreadMs: Math.round(spreadMs),
        n,
      },
    },
  ];
}

/** "2 min 58 s": an offset is set to the second, so it is said to the second. */
function exact(ms: number): string {
  const size = Math.round(Math.abs(ms) / SECOND_MS);
  if (size < 60 || size * SECOND_MS >= DAY_MS || size >= 7200) return duration(ms);
  return size % 60 === 0 ? `${size / 60} min` : `${Math.floor(size / 60)} min ${size % 60} s`;
}

const seconds = (ms: number): string => `${ms < 0 ? '-' : '+'}${Math.abs(Math.round(ms / SECOND_MS))}`;
