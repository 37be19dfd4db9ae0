import type { Incident } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import { MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import { isSingleChange, partsOf, streamOf } from '../candidate-id.ts';
import { firstWords } from '../contrast/short-name.ts';
import { type Candidate, type DataOf, type Finding, isKind } from '../finding.ts';
import type { FixLedger, KnownClock } from '../fixes/fix-ledger.ts';
import { loadAtOnsets } from '../load-at-onsets.ts';
import type { Segmentation } from '../segmentation.ts';
import { quantile } from '../statistics/quantile.ts';
import { type CauseVerdict, CLOCKED, clockOf, triggerOf } from '../verdict.ts';
import {
  duration,
  durationRange,
  eventNoun,
  eventOf,
  list,
  lostInWords,
  perMinute,
  spanAmong,
  whenAmong,
} from '../wording.ts';
import { nextRun } from './next-run.ts';

/** What is due if nothing is done. */
export interface Forecast {
  readonly finding: Finding | null;
  /** The next window under the named cause, as far as it is known. */
  readonly nextWindow: TimeRange | null;
  readonly nextRun: TimeRange | null;
}

type Rival = DataOf<'forecast'>['rivals'][number];

export interface ForecastInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly verdict: CauseVerdict;
  readonly causal: readonly Finding[];
  readonly ledger: FixLedger;
  /** Of the failures as such, whatever the cause. */
  readonly rhythm: readonly Finding[];
}

/** Rivals below this are not worth a line. */
const LEAST_PROBABILITY = 0.03;
/** What no file lists is worth one as long as anything speaks for it. */
const LEAST_UNLISTED = 0.001;
const MOST_RIVALS = 4;
/** Letters of a rival's name in a sentence. */
const MOST_NAME = 60;
/** "Fixed" may be said when a cause that still works would have shown itself with this probability. */
const MISSED_BY_CHANCE = 0.05;

/** When the next window is due, under each rival, and how long it must stay quiet before "fixed" may be said. */
export function forecast(input: ForecastInput): Forecast {
  const { incident, segmentation, verdict } = input;
  const episodes = segmentation.episodes;
  const last = episodes.at(-1);
  if (!last) return { finding: null, nextWindow: null, nextRun: null };
  const ranked = [...verdict.candidates].sort(
    (a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1),
  );
  const chosen = ranked
    .filter((c, i) => i === 0 || (c.probability >= LEAST_PROBABILITY && !c.ruledOut))
    .slice(0, MOST_RIVALS);
  for (const kind of ['traffic', 'none'] as const) {
    const known = ranked.find((c) => c.kind === kind && !c.ruledOut && c.probability >= LEAST_UNLISTED);
    if (known && !chosen.includes(known)) chosen.push(known);
  }
  const dues = chosen.map((candidate) => ({ candidate, ...dueOf(candidate, input) }));
  const rivals: Rival[] = dues.map(({ candidate, next, note, missed, provided }) => ({
    candidate: candidate.id,
    next,
    note,
    ...(provided ? { provided } : {}),
    probability: candidate.probability,
    ...(missed ? { missed } : {}),
  }));
  const named = dues.find((due) => due.candidate.id === verdict.cause) ?? null;
  const allClearAt = named?.next
    ? wholeMinute(
        named.next.to + (missesNeeded(input, named.candidate.id) - 1) * named.cycleMs + segmentation.binMs,
      )
    : null;
  const memoryless = memorylessClearAt(input);
  const finding: Finding = {
    key: 'forecast/next',
    title: named?.next
      ? `Next due ${spanAmong(named.next.from, named.next.to, incident.now, incident.zone)}`
      : 'When the next one is due',
    statement: sentences(dues, allClearAt, memoryless, incident, last.to === null),
    measure: named?.next ? 'one window settles it' : 'open',
    verdict: dues.some((due) => due.next !== null) ? 'supported' : 'undetermined',
    strength: named?.next ? 'strong' : dues.some((due) => due.next !== null) ? 'weak' : null,
    cites: [],
    pins: [],
    computedFrom: segmentation.computedFrom,
    data: { kind: 'forecast', madeAt: incident.now, rivals, allClearAt, allClearMemorylessAt: memoryless },
  };
  const shown =
    named ?? (verdict.state === 'inseparable' ? dues.find((due) => due.next !== null) : undefined) ?? null;
  return { finding, nextWindow: shown?.next ?? null, nextRun: shown?.run ?? null };
}

interface Due {
  readonly next: TimeRange | null;
  readonly run: TimeRange | null;
  readonly cycleMs: number;
  readonly note: string;
  /** When it was due and did not come, as far as the evidence goes. */
  readonly missed?: TimeRange;
  /** What must hold of the run that brings it: "if that run takes longer than 18 min". */
  readonly provided?: string;
  /** It comes with an event that may come at any time. */
  readonly event?: true;
}

const NOTHING: Due = { next: null, run: null, cycleMs: 0, note: '' };

function dueOf(candidate: Candidate, input: ForecastInput): Due {
  const { incident, segmentation, causal, ledger } = input;
  if (candidate.kind === 'traffic') {
    const threshold = loadAtOnsets(segmentation);
    return {
      ...NOTHING,
      note:
        threshold === null
          ? 'when the load rises'
          : `when the load reaches ${perMinute(threshold, segmentation.binMs)}`,
    };
  }
  if (candidate.kind === 'none') return { ...NOTHING, note: unlisted(input) };
  if (candidate.kind === 'accumulation') return accumulated(input);
  const id = partsOf(candidate.id)[0] ?? candidate.id;
  const stream = incident.streams.find((s) => s.id === id);
  const clock: KnownClock | null = clockOf(causal, stream);
  const trigger = triggerOf(causal, candidate.id);
  if (trigger?.missed && trigger.lagMs)
    return {
      ...NOTHING,
      note: `${durationRange(...trigger.lagMs)} after the next run of ${id} that ${trigger.lost === 'failed' ? '' : 'is due and '}${lostInWords(trigger.lost ?? 'absent', 'does not')}`,
    };
  const noun = candidate.kind === 'pair' ? 'run' : eventNoun(candidate.kind);
  const run = stream && CLOCKED.includes(stream.kind) ? nextRun(incident, stream, clock, ledger) : null;
  if (isSingleChange(candidate.id)) {
    const back = takenBackAt(candidate.id, incident);
    return back === null
      ? { ...NOTHING, note: 'at any time until it is taken back' }
      : {
          ...NOTHING,
          note: `${NOT_EXPECTED}, as it was taken back at ${whenAmong(back, [incident.now], incident.zone)}`,
        };
  }
  if (!stream || !run)
    return { ...NOTHING, note: `with the next ${eventOf(candidate.kind, candidate.label)}`, event: true };
  const lag = trigger?.lagMs ?? observedLag(stream.events, segmentation) ?? [0, 0];
  const next = { from: run.starts.from + lag[0], to: run.starts.to + lag[1] };
  if (next.to < incident.now) {
    return { ...overdue(next, incident), cycleMs: run.cycleMs };
  }
  const rounded = wholeMinutes(next);
  const length = trigger?.endsWithRun ? `, and lasts until the ${noun} ends` : '';
  const other = candidate.kind === 'pair' ? partsOf(candidate.id)[1] : undefined;
  const provided =
    other === undefined
      ? (underLoad(trigger?.leastLoad) ??
        onlyLongRuns(trigger?.harmlessBelowMs ?? null, trigger?.harmfulFromMs, stream, segmentation))
      : `if ${other} runs then, too`;
  return {
    next: rounded,
    run: run.starts,
    cycleMs: run.cycleMs,
    note: `${spanAmong(rounded.from, rounded.to, incident.now, incident.zone)}${provided ? ` ${provided}` : ''}${length}`,
    ...(provided ? { provided } : {}),
  };
}

const NOT_EXPECTED = 'not expected';

/** When a change of a stream was undone by a later one, epoch ms; null while it is in force. */
function takenBackAt(id: string, { streams, now }: Incident): number | null {
  const stream = streams.find((one) => one.id === streamOf(id));
  const end = stream?.events[Number(id.slice(stream.id.length + 1)) - 1]?.end ?? null;
  const undone = stream?.events.some((event) => event.returns === true && event.start === end) ?? false;
  return undone && end !== null && end <= now ? end : null;
}

/** A run that does harm at a high load alone. */
function underLoad(perMinuteAtLeast: number | undefined): string | null {
  return perMinuteAtLeast === undefined
    ? null
    : `if there are ${perMinute(perMinuteAtLeast, MINUTE_MS)} or more then`;
}

/** A span in whole minutes: what is shorter than one lies within them. */
function wholeMinutes({ from, to }: TimeRange): TimeRange {
  const minute = to - from < MINUTE_MS ? Math.floor : Math.round;
  const begins = minute(from / MINUTE_MS) * MINUTE_MS;
  const ends = to - from < MINUTE_MS ? wholeMinute(to) : minute(to / MINUTE_MS) * MINUTE_MS;
  return { from: begins, to: Math.max(ends, begins + MINUTE_MS) };
}

/** Since it began to fail, at least so many runs were too short to do harm: the next one may be, too. */
const SOME_SHORT = 3;

/** `harmfulMs`: the shortest that did harm; what lies between it and the limit may do so or not. */
function onlyLongRuns(
  limitMs: number | null,
  harmfulMs: number | undefined,
  stream: Stream,
  s: Segmentation,
): string | null {
  const first = s.episodes[0];
  if (limitMs === null || !first) return null;
  const short = stream.events.filter(
    (e) => !e.expected && e.start >= first.from && e.end !== null && e.end - e.start <= limitMs,
  ).length;
  if (short < SOME_SHORT) return null;
  return harmfulMs === undefined
    ? `if that run takes longer than ${duration(limitMs)}`
    : `if that run takes ${duration(harmfulMs)} or more`;
}

/** From the start of a run to the onset in it, as far as they go together. */
function observedLag(
  events: readonly { readonly start: number }[],
  s: Segmentation,
): [number, number] | null {
  const lags = s.episodes.flatMap((episode) => {
    const run = events.filter((e) => e.start <= episode.from + s.binMs).at(-1);
    return run && episode.from - run.start < 30 * MINUTE_MS ? [episode.from - run.start] : [];
  });
  return lags.length >= 2 ? [Math.max(0, quantile(lags, 0.1)), Math.max(0, quantile(lags, 0.9))] : null;
}

/** Something fills up and recoveries empty it: as long after the last recovery as before. */
function accumulated({ segmentation, incident }: ForecastInput): Due {
  const { episodes } = segmentation;
  const reliefs = episodes.slice(1).flatMap((e, i) => {
    const before = episodes[i]?.to ?? null;
    return before === null ? [] : [e.from - before];
  });
  const recovered = episodes.at(-1)?.to ?? null;
  if (recovered === null || reliefs.length < 2)
    return { ...NOTHING, note: 'as soon as it has filled up again' };
  const next = { from: recovered + quantile(reliefs, 0.1), to: recovered + quantile(reliefs, 0.9) };
  if (next.to < incident.now) return overdue(next, incident);
  const note = spanAmong(next.from, next.to, incident.now, incident.zone);
  return { ...NOTHING, next, cycleMs: next.to - recovered, note };
}

function overdue(missed: TimeRange, { now, zone }: Incident): Due {
  return { ...NOTHING, missed, note: spanAmong(missed.from, missed.to, now, zone) };
}

/** What no file lists may have a rhythm all the same: then that says more than "at any time". */
function unlisted({ rhythm, segmentation, incident }: ForecastInput): string {
  const last = segmentation.episodes.at(-1);
  const kept = rhythm.find((f) => isKind(f, 'rhythm') && f.data.periodic === 'yes');
  if (!last || !kept || !isKind(kept, 'rhythm')) return 'at any time';
  const { anchor, medianMs } = kept.data;
  const from = anchor === 'last-onset' ? last.from : anchor === 'last-recovery' ? last.to : null;
  if (from === null || from + medianMs < incident.now) return 'at any time';
  return `about ${whenAmong(from + medianMs, [incident.now], incident.zone)} by the rhythm (or at any time)`;
}

/** Expected windows that must stay away: runs of the cause without a failure happen by chance, too. */
function missesNeeded({ segmentation, incident }: ForecastInput, id: string): number {
  const first = segmentation.episodes[0];
  const runs =
    incident.streams
      .find((s) => s.id === (partsOf(id)[0] ?? id))
      ?.events.filter(
        (e) => !e.expected && first && e.start >= first.from - 30 * MINUTE_MS && e.start <= incident.now,
      ).length ?? 0;
  const windows = segmentation.episodes.length;
  const harmless = Math.min(0.9, (Math.max(0, runs - windows) + 0.5) / (Math.max(runs, windows) + 1));
  return Math.max(1, Math.ceil(Math.log(MISSED_BY_CHANCE) / Math.log(harmless)));
}

/** If failures came at random at the rate seen, quiet until then would have a chance of one in twenty. */
function memorylessClearAt({ segmentation }: ForecastInput): number | null {
  const { episodes } = segmentation;
  const recovered = episodes.at(-1)?.to ?? null;
  const gaps = episodes.slice(1).flatMap((e, i) => {
    const before = episodes[i]?.to ?? null;
    return before === null ? [] : [e.from - before];
  });
  if (recovered === null || gaps.length === 0) return null;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return wholeMinute(recovered - Math.log(MISSED_BY_CHANCE) * mean);
}

/** Whoever waits waits until a minute is over. */
const wholeMinute = (at: number): number => Math.ceil(at / MINUTE_MS) * MINUTE_MS;

type Told = Due & { readonly candidate: Candidate };

function sentences(
  dues: readonly Told[],
  allClearAt: number | null,
  memoryless: number | null,
  incident: Incident,
  failing: boolean,
): string {
  // A rival that hardly counts keeps its forecast in the data; the sentence is for those that do.
  const told = dues.filter(({ candidate }, i) => i === 0 || candidate.probability >= LEAST_PROBABILITY);
  const when = told.length === 1 && told[0] ? alone(told[0], failing) : byRival(told, failing);
  const first = failing ? 'It is failing now. ' : '';
  const at = (time: number): string => whenAmong(time, [incident.now], incident.zone);
  const clear =
    allClearAt !== null && memoryless !== null
      ? ` Say “fixed” only when it has stayed quiet until ${at(allClearAt)}${memoryless > allClearAt ? `, or until ${at(memoryless)} if the failures come at random` : ''}.`
      : memoryless !== null
        ? ` Say “fixed” only when it has stayed quiet until ${at(memoryless)} (reckoned as if the failures came at random).`
        : '';
  return `${first}${when}.${clear}`;
}

const IF_NOTHING = 'If nothing is done, ';

function alone(only: Told, failing: boolean): string {
  if (only.missed) return `The next failure ${coming(only)}; when one comes now cannot be told`;
  const another = only.note.startsWith(NOT_EXPECTED) ? 'a further failure' : 'the next failure';
  const which = goesOn(only, failing) ? 'this failure' : another;
  return `${IF_NOTHING}${which} ${coming(only, failing)}${only.event ? ', whenever that is' : ''}`;
}

/** "is due 14:13 to 14:15", "comes with the next deployment of cart", "can come at any time". */
function coming(due: Told, failing = false): string {
  const { next, missed, note } = due;
  if (next) return `is due ${note}`;
  if (missed) return `was due ${note}, which passed without one`;
  if (goesOn(due, failing)) return 'goes on until it is taken back';
  if (note.startsWith(NOT_EXPECTED)) return `is ${note}`;
  return note.startsWith('at any time') ? `can come ${note}` : `comes ${note}`;
}

/** What was changed for good and fails now needs no next failure. */
const goesOn = ({ candidate, note }: Told, failing: boolean): boolean =>
  failing && isSingleChange(candidate.id) && !note.startsWith(NOT_EXPECTED);

/** What each rival says, those of one kind together: "is due 00:17 to 00:18 if logrotate is the cause; it can come ...". */
function byRival(told: readonly Told[], failing: boolean): string {
  const events = told.filter((one) => one.event);
  const alike = new Map<string, Told[]>();
  for (const one of told) {
    if (one.event && events.length > 1) continue;
    const said = coming(one, failing);
    alike.set(said, [...(alike.get(said) ?? []), one]);
  }
  const parts = [...alike].map(([said, [first, ...others]]) => {
    const rivals = [...(first ? [first] : []), ...others].map(({ candidate }) => candidate);
    const are = rivals.length === 1 && rivals[0]?.kind === 'pair' ? 'are' : 'is';
    const cause = `${list(rivals.map(nameOf), 'or')} ${are} the cause`;
    return {
      now: first !== undefined && goesOn(first, failing),
      said: `${said}${said.includes(',') ? ',' : ''} if ${cause}`,
    };
  });
  if (events.length > 1) {
    const next = events.map(({ note }) => note.replace(/^with the next /, ''));
    parts.unshift({
      now: false,
      said: `comes with the next ${list([...new Set(next)], 'or')}, whichever of them is the cause`,
    });
  }
  const subjects = parts.map(({ now }, i) => {
    if (i === 0) return now ? 'this failure' : 'the next failure';
    return now === parts[i - 1]?.now ? 'it' : now ? 'this one' : 'the next one';
  });
  return IF_NOTHING + parts.map(({ said }, i) => `${subjects[i]} ${said}`).join('; ');
}

function nameOf({ kind, label }: Candidate): string {
  const who = { traffic: 'load', none: 'nothing listed', accumulation: 'something that fills up' } as const;
  return kind in who ? who[kind as keyof typeof who] : firstWords(label, MOST_NAME);
}
