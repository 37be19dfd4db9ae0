import { serviceOf } from '../../incident/stream.ts';
import { isRecorded } from '../candidate-id.ts';
import {
  count,
  dayClock,
  duration,
  durationRange,
  eventNoun,
  eventOf,
  figure,
  lostInWords,
  ofAll,
  perMinute,
  perMinutePair,
  plainNoun,
  roughly,
  sentence,
  share,
  weekday,
  withArticle,
} from '../wording.ts';
import { ATTEMPTS } from './attempts-stream.ts';
import type { RiskSet } from './risk.ts';
import { begunBefore } from './rule-out.ts';
import type { Untested } from './single-changes.ts';
import type { TrafficFit } from './traffic.ts';
import type { TriggerCounts } from './trigger-counts.ts';
import type { Weighed } from './weighed.ts';

/** Rank among the healthy loads, 0 to 1, from which a load before the windows is called high. */
const HIGH_LOAD = 0.75;

/** What the sentences need besides the candidate. */
export interface ReasonContext {
  readonly risk: RiskSet;
  /** IANA zone in which times are said. */
  readonly zone: string;
  /** The lowest load at which a window began, requests a bin, as forecast and replay take it; null without requests. */
  readonly lowestLoad: number | null;
}

/** One sentence on how the candidate meets the windows, with the numbers. */
export function reasonFor(w: Weighed, context: ReasonContext): string {
  const { risk } = context;
  const n = risk.seen.length;
  if (w.kind === 'none')
    return `No stream, no load and nothing that fills up meets ${n === 1 ? 'the one window' : `the ${n} windows`} better than chance, or a clock that no file records, would.`;
  if (w.kind === 'traffic') return trafficReason(w, context);
  if (w.kind === 'accumulation') return fillingReason(w, n);
  if (w.stepAt !== null && w.untested) return untestedReason(w.untested, w.stepAt, context);
  if (w.stepAt !== null && w.traffic && w.traffic.above > 0) return aboveLoadReason(w, w.traffic, risk);
  if (w.stepAt !== null) return stepReason(w, w.stepAt, context);
  const { meets, harmless } = triggerReason(w, risk);
  return harmless === '' ? meets : `${meets.replace(/\.$/, '')}; ${harmless}`;
}

/** How the candidate meets the windows, without what its other events did: for a sentence that has named it. */
export function reasonInShort(w: Weighed, context: ReasonContext): string {
  const triggers = w.trigger && w.stepAt === null && w.kind !== 'traffic' && w.kind !== 'accumulation';
  return triggers ? triggerReason(w, context.risk, 'it').meets : reasonFor(w, context);
}

function fillingReason({ accumulation }: Weighed, n: number): string {
  if (!accumulation || n < 2 || !Number.isFinite(accumulation.logLikelihood))
    return 'Too few recoveries to see whether something fills up.';
  const { by, capacity, spread, emptiedBy, brim, hits, windows, least, most } = accumulation;
  if (brim)
    return `${sentence(ofAll(brim.hits, brim.windows, 'window'))} began as ${brim.gauge} ${brim.sign > 0 ? 'reached' : 'fell to'} ${figure(brim.at)}, as it hardly ever does while all is well.`;
  const amount = by === 'time' ? duration(capacity) : `${roughly(capacity)} requests`;
  const about = by === 'time' ? duration(capacity * spread) : roughly(capacity * spread);
  const since =
    emptiedBy === null
      ? 'recovery or restart'
      : `recovery, restart or ${eventOf('deploy', serviceOf(emptiedBy))}`;
  const after = `about ${amount} after the last ${since}, give or take ${about}`;
  if (hits === windows) return `It fails ${after} (n = ${windows}).`;
  const range = by === 'time' ? durationRange(least, most) : `${roughly(least)} to ${roughly(most)} requests`;
  // Of times that differ widely, two near each other are no filling time.
  return hits * 2 > windows
    ? `${sentence(ofAll(hits, windows, 'window'))} began ${after}; in all it took ${range}.`
    : `From the last ${since} it took ${range} until it failed again (n = ${windows}): no one filling time.`;
}

function stepReason(w: Weighed, at: number, { risk, zone }: ReasonContext): string {
  const later = risk.seen.filter((t) => t + risk.binMs > at);
  const first = later[0];
  const change = isRecorded(w.id) ? 'it' : `the ${eventNoun(w.kind)} of ${dayClock(at + risk.origin, zone)}`;
  if (first === undefined) return `No window came after ${change}.`;
  const delayMs = Math.max(0, first - at);
  const delay = delayMs < 1_000 ? null : duration(delayMs);
  if (risk.seen.length === 1) return `The one window came ${delay ?? 'at once'} after ${change}.`;
  const windows = sentence(ofAll(later.length, risk.seen.length, 'window'));
  return `${windows} came after ${change}, the first ${delay === null ? 'at once' : `${delay} later`}${shownWords(w.shown)}.`;
}

/** "; between the windows latency is 1.5 times what it was before": what a change shows while all is well. */
function shownWords(shown: Weighed['shown']): string {
  if (!shown) return '';
  const was = shown.of === null ? 'failures are' : `${shown.of} is`;
  return `; between the windows ${was} ${figure(Math.round(10 * shown.times) / 10)} times what ${shown.of === null ? 'they were' : 'it was'} before`;
}

/** Why time says nothing for or against a change on record, or all against it. */
function untestedReason(why: Untested, at: number, { risk, zone }: ReasonContext): string {
  switch (why) {
    case 'late':
      return `${sentence(begunBefore(at, risk))} before it.`;
    case 'early':
      return `It came ${duration(-at)} before the first figure of the failure series: whether it was calm until then is not known.`;
    case 'day':
      return `Only its day is on record, ${weekday(at + risk.origin, zone)}: its time is needed to test it.`;
  }
}

function trafficReason(w: Weighed, { risk, lowestLoad }: ReasonContext): string {
  const t = w.traffic;
  if (!t) return 'There is no request count from before the windows.';
  if (t.above * 2 > t.onsets && t.above / t.onsets > 4 * t.calmAbove) {
    const limit = t.above === t.onsets ? Math.max(t.threshold, lowestLoad ?? 0) : t.threshold;
    const borne =
      t.calmAbove < 0.002
        ? 'never bore while healthy'
        : `bore in no more than ${share(t.calmAbove)} of the healthy time`;
    return `${sentence(ofAll(t.above, t.onsets, 'window'))} began at ${perMinute(limit, risk.binMs)} or more, a load that it ${borne}.`;
  }
  const [calm, failed] = perMinutePair(t.calmAt, t.failedAt, risk.binMs);
  const windows = ofAll(t.unusual, t.onsets, 'window');
  if (t.unusual === t.onsets)
    return `${sentence(windows)} began at ${perMinute(Math.max(t.failedAt, lowestLoad ?? 0), risk.binMs)} or more, a load reached in only 2 % of the healthy time.`;
  const rare = `${windows} began under a load reached in only 2 % of the healthy time`;
  if (t.unusual * 2 > t.onsets) return `${sentence(rare)}; it has borne ${calm} and has failed at ${failed}.`;
  if (t.meanRank > HIGH_LOAD)
    return t.onsets === 1
      ? `The load before the window is higher than in ${Math.floor(100 * t.meanRank)} % of the healthy time.`
      : `On average the load before a window is higher than in ${Math.floor(100 * t.meanRank)} % of the healthy time (n = ${t.onsets}); ${rare}.`;
  return `It was calm at ${calm} and failed at ${failed}; ${rare}.`;
}

/** A change from which on a load does harm: with what passed before it. */
function aboveLoadReason(w: Weighed, t: TrafficFit, risk: RiskSet): string {
  const limit = perMinute(t.threshold, risk.binMs);
  const before =
    t.boreBefore > 0
      ? `before it ${perMinute(t.mostBefore, risk.binMs)} passed without harm`
      : Number.isFinite(t.mostBefore)
        ? `before it the load never reached that, ${perMinute(t.mostBefore, risk.binMs)} at most, so the load alone may do it too`
        : 'what the load was before it is not known, so the load alone may do it too';
  return `From it on ${ofAll(t.above, t.onsets, 'window')} began at ${limit} or more; ${before}${shownWords(w.shown)}.`;
}

/** What lasts until somebody undoes it. */
const TAKEN_BACK: readonly Weighed['kind'][] = ['deploy', 'config', 'flag', 'data'];

/** What happens when the candidate's event does: the end of "began 2 min after ...". */
function happening(w: Weighed, name: string): string {
  if (w.id === ATTEMPTS) return 'a fix took effect';
  if (w.kind === 'pair') return `${name} were both running`;
  if (w.kind === 'certificate' && name !== 'it') {
    // "api.example.com expired" says more than that its certificate changed.
    const told = new Set(w.stream?.events.map(({ title }) => title));
    const [title] = told;
    if (told.size === 1 && title?.startsWith(`${name} `)) return `the certificate ${title}`;
  }
  const noun = eventNoun(w.kind);
  const event = eventOf(w.kind, name);
  const one = name === 'it' ? `one of its ${noun}s` : withArticle(event);
  if (onlyScheduled(w)) return `${one} was due by its schedule`;
  if (w.kind === 'job') return `${one} started`;
  return w.kind === 'dependency' || w.kind === 'vendor' ? `${one} began` : one;
}

/** Nobody recorded that a run took place: its schedule alone says when it was due. */
function onlyScheduled({ kind, stream }: Weighed): boolean {
  const events = stream?.events ?? [];
  return kind !== 'pair' && events.length > 0 && events.every((e) => e.expected);
}

function lagWords([early, late]: readonly [number, number]): string {
  if (Math.max(Math.abs(early), Math.abs(late)) < 1_000) return 'at once after';
  if (early > -1_000) return `${durationRange(Math.max(0, early), late)} after`;
  if (late - early < 1_000) return `${duration(early)} before`;
  // Clocks of two sources may differ: a start may be noted after the onset that it brought.
  return late < 1_000
    ? `up to ${duration(early)} before`
    : `between ${duration(early)} before and ${duration(late)} after`;
}

/** What is known of one event alone, for its others came while it failed, or before the time that counts. */
function theOnlyOne({ kind, stream }: Weighed, noun: string, plural: string, qualified: string): string {
  if (kind === 'pair') return `it is the only time seen${qualified}`;
  const all = stream?.events.filter((e) => !e.expected).length ?? 1;
  return all > 1
    ? `no other of its ${count(all, noun, plural)}${qualified} came while it was healthy`
    : 'it is the only one on record';
}

/** ", at 2 of them when it was due, with no run on record": a record is lost more easily than a job that runs every hour fails to. */
function notOnRecord({ kind }: Weighed, { unrecorded, explained }: TriggerCounts): string {
  if (unrecorded === 0) return '';
  const where = unrecorded === explained ? '' : ` at ${figure(unrecorded)} of them`;
  return kind === 'pair'
    ? `,${where} when one of them was due, with no run on record`
    : `,${where} when it was due, with no run on record`;
}

function triggerReason(
  w: Weighed,
  risk: RiskSet,
  called?: string,
): { readonly meets: string; readonly harmless: string } {
  const n = risk.seen.length;
  const trigger = w.trigger;
  if (!trigger) return { meets: 'It has no event in the span of the failure series.', harmless: '' };
  const { counts, fit, harmful } = trigger;
  const { exposures: times, harmless } = harmful ?? counts;
  const noun = w.id === ATTEMPTS ? 'fix' : plainNoun(w.kind);
  const plural = w.id === ATTEMPTS ? 'fixes' : `${noun}s`;
  if (counts.explained === 0 || !counts.lagMs)
    return {
      meets:
        w.kind === 'pair'
          ? 'No window follows the two at any steady delay.'
          : `No window follows its ${plural} at any steady delay.`,
      harmless: '',
    };
  const name = w.kind === 'pair' ? w.id.split('&').join(' and ') : (called ?? w.id);
  const windows = sentence(ofAll(counts.explained, n, 'window'));
  const lag = lagWords(counts.lagMs);
  if (fit.variant.mode === 'missed')
    return {
      meets: `${windows} came ${lag} ${name === 'it' ? 'one of its runs' : `a run of ${name}`} ${fit.variant.lost === 'failed' ? 'started' : 'was due'} that ${lostInWords(fit.variant.lost ?? 'absent', 'did not')}.`,
      harmless: '',
    };
  // Runs that are over before it fails are no test of it.
  const tooShort = fit.exposures.weight.some((weight) => weight > 0 && weight < 0.5);
  const qualified =
    (w.kind === 'pair' ? ' that both ran' : '') +
    (tooShort ? ' that lasted as long' : '') +
    (fit.variant.minRunMs > 0 ? ` of ${duration(harmful?.leastMs ?? fit.variant.minRunMs)} or more` : '') +
    (fit.variant.minLoad > 0 ? ` at ${perMinute(fit.variant.minLoad, risk.binMs)} or more` : '');
  const since = fit.variant.since ? `since shortly before the ${n === 1 ? '' : 'first '}window, ` : '';
  const exposures = w.kind === 'pair' ? count(times, 'time') : count(times, noun, plural);
  // Whether they brought the windows is for the verdict to say; here they only came with them.
  const did =
    since +
    (harmless > 0
      ? `${figure(harmless)} of ${w.kind === 'pair' ? 'the ' : ''}${exposures}${qualified} came without one`
      : times === 1
        ? theOnlyOne(w, noun, plural, qualified)
        : `${times === 2 ? exposures.replace('2', 'both') : `all ${exposures}`}${qualified} came with one`);
  const ends = trigger.endsWithRun
    ? `, and the failure ends ${w.kind === 'pair' ? 'with them' : TAKEN_BACK.includes(w.kind) ? 'when it is taken back' : `with the ${noun}`}`
    : '';
  return {
    meets: `${windows} began ${lag} ${happening(w, name)}${notOnRecord(w, counts)}.`,
    harmless: `${did}${ends}.${onlyScheduled(w) ? ' No run of it is on record.' : ''}`,
  };
}
