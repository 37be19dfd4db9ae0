import type { Incident } from '../../incident/incident.ts';
import { DAY_MS } from '../../incident/time-range.ts';
import { firstWords, shortName } from '../contrast/short-name.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { textOrder } from '../statistics/text-order.ts';
import type { CauseVerdict } from '../verdict.ts';
import { betweenAmong, count, dayClock, duration, figure, list, weekday, whenAmong } from '../wording.ts';
import { census } from './census.ts';
import { type LevelChange, levelChanges } from './level-changes.ts';
import { changesOnRecord, type Link, linkTo, type OnRecord } from './recorded.ts';

/** What changed: level changes, the records that date them, the census. */
export interface Changes {
  readonly findings: readonly Finding[];
  readonly census: Finding | null;
  readonly levels: readonly LevelChange[];
}

const MOST_LEVELS = 8;
const LEAST_LATER = 3;
const MOST_RECORDED = 8;

/** Key of a level change's finding: the subject and the quantity, not the date, so that it keeps its number. */
function levelKey(change: LevelChange): string {
  return `changes/${change.quantity}/${change.subject}`;
}

/** Change points near the incident, the recorded changes that date them, and the census. `suspects`: streams, likeliest first. */
export function changes(
  incident: Incident,
  segmentation: Segmentation,
  suspects: readonly string[],
  verdict: CauseVerdict,
): Changes {
  const first = segmentation.episodes[0];
  if (!first) return { findings: [], census: null, levels: [] };
  const all = levelChanges(incident, segmentation);
  const until = segmentation.episodes.at(-1)?.from ?? first.from;
  const near = onePerKey(
    all
      .filter((c) => c.interval.from <= until && c.interval.to >= first.from - 7 * DAY_MS)
      // After it began, a value or two of another level are no news.
      .filter((c) => c.interval.from < first.from || c.nAfter >= LEAST_LATER)
      .filter(
        (c) => c.interval.from <= first.from || suspects[0] === c.subject || !isStream(incident, c.subject),
      ),
    first.from,
  );
  const rank = (c: LevelChange): number => {
    const place = suspects.indexOf(c.subject);
    return place < 0 ? suspects.length : place;
  };
  const shown = near
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        Math.abs(a.at - first.from) - Math.abs(b.at - first.from) ||
        textOrder(levelKey(a), levelKey(b)),
    )
    .slice(0, MOST_LEVELS);
  const records = changesOnRecord(incident);
  const dated = records.flatMap((record) => {
    const links = shown
      .flatMap((level) => {
        const link = linkTo(record, level, incident);
        return link ? [{ level, link }] : [];
      })
      .sort((a, b) => strength(b.link) - strength(a.link));
    const stated = record.id.startsWith('C') && incident.changes.some((c) => c.id === record.id);
    const best = links[0] ?? null;
    const recent = record.at <= until && record.at >= first.from - DAY_MS;
    if (best === null && !(stated && recent)) return [];
    // A deployment that only happens to fall into the interval is not shown as its explanation.
    if (best?.link === 'time-only' && !stated) return [];
    return [{ record, best }];
  });
  const recorded = dated
    .sort(
      (a, b) => strength(b.best?.link ?? null) - strength(a.best?.link ?? null) || a.record.at - b.record.at,
    )
    .slice(0, MOST_RECORDED);
  return {
    findings: [
      ...shown.map((level) => levelFinding(level, incident, first.from)),
      ...recorded.map(({ record, best }) => recordedFinding(record, best, incident, first.from)),
    ],
    census: census(incident, segmentation, all, verdict),
    levels: all,
  };
}

/** What an innocent stream does after it began is no answer to why it began. */
const isStream = (incident: Incident, id: string): boolean => incident.streams.some((s) => s.id === id);

const strength = (link: Link | null): number =>
  link === 'subject' ? 3 : link === 'statement' ? 2 : link === 'time-only' ? 1 : 0;

/** Of several changes of one quantity the one closest before the first failure. */
function onePerKey(levels: readonly LevelChange[], firstOnset: number): LevelChange[] {
  const byKey = new Map<string, LevelChange>();
  for (const change of levels) {
    const key = levelKey(change);
    const known = byKey.get(key);
    const fits = change.interval.from <= firstOnset;
    if (!known || (fits && change.at > known.at)) byKey.set(key, change);
  }
  return [...byKey.values()];
}

function levelFinding(change: LevelChange, incident: Incident, firstOnset: number): Finding {
  const zone = incident.zone;
  const between = betweenAmong(change.interval.from, change.interval.to, [firstOnset], zone);
  const { before, after } = valueTexts(change);
  const what = {
    duration: `runs of ${change.subject} went from ${before} to ${after}`,
    size: `the size of each run of ${change.subject} went from ${before} to ${after}${change.unit ? ` ${change.unit}` : ''}`,
    rate:
      change.unit === 'ms'
        ? `${change.subject} went from a start every ${before} to one every ${after}`
        : `${change.subject} went from ${before} to ${after}`,
    level: `${change.subject} went from ${before} to ${after}${change.unit ? ` ${change.unit}` : ''}`,
  }[change.quantity];
  const when =
    change.interval.to <= firstOnset
      ? ', before the first failure'
      : change.interval.from >= firstOnset
        ? ', after the first failure'
        : '';
  const source =
    incident.streams.find((s) => s.id === change.subject)?.sources ??
    incident.series.filter((s) => s.id === change.subject).map((s) => s.source);
  const refs = incident.streams
    .find((s) => s.id === change.subject)
    ?.events.filter((e) => e.start === change.interval.from || e.start === change.interval.to)
    .flatMap((e) => (e.ref ? [e.ref] : []));
  return {
    key: levelKey(change),
    title: levelTitle(change, before, after),
    statement: `${capital(what)} ${between}${when} (medians of ${count(change.nBefore, 'value')} before and ${figure(change.nAfter)} after).`,
    measure: `±${duration(Math.max(1_000, (change.interval.to - change.interval.from) / 2))}`,
    verdict: 'supported',
    strength: change.nBefore >= 5 && change.nAfter >= 3 ? 'strong' : 'weak',
    cites: [],
    pins: refs ?? [],
    computedFrom: [...new Set(source)],
    data: {
      kind: 'change-point',
      subject: change.subject,
      quantity: change.quantity,
      unit: change.unit,
      before: change.before,
      after: change.after,
      at: change.at,
      interval: change.interval,
    },
  };
}

function levelTitle(change: LevelChange, before: string, after: string): string {
  const word = { duration: ' runs', size: ' size', rate: ' rate', level: '' }[change.quantity];
  const starts = change.quantity === 'rate' && change.unit === 'ms';
  const tail = starts ? ` every ${before}, then ${after}` : `${word} ${before} to ${after}`;
  return `${shortName(change.subject, Math.max(24, 60 - tail.length))}${tail}`;
}

function valueTexts(change: LevelChange): { before: string; after: string } {
  const text = change.unit === 'ms' && change.quantity !== 'level' ? duration : figure;
  return { before: text(change.before), after: text(change.after) };
}

function recordedFinding(
  record: OnRecord,
  best: { readonly level: LevelChange; readonly link: Link } | null,
  incident: Incident,
  firstOnset: number,
): Finding {
  const { zone } = incident;
  const at = record.atIs === 'day' ? weekday(record.at, zone) : whenAmong(record.at, [firstOnset], zone);
  const told =
    record.notKnownTo.length > 0
      ? ` Not told: ${list(record.notKnownTo)}.`
      : record.knownTo.length > 0
        ? ` Told: ${list(record.knownTo)}.`
        : '';
  const dates = best
    ? best.link === 'time-only'
      ? ` It falls into the time in which ${subjectOf(best.level)} changed; nothing on record links the two.`
      : ` It falls into the time in which ${subjectOf(best.level)} changed.`
    : '';
  const linked = best !== null && best.link !== 'time-only';
  return {
    key: `changes/recorded/${record.kind}/${record.what}/${record.at}`,
    title: firstWords(record.what, 60),
    statement: `On record: ${trimmed(record.what)}, ${best || record.at < firstOnset || record.atIs === 'day' ? at : dayClock(record.at, zone)}.${dates}${told}`,
    measure: '1 record',
    verdict: 'supported',
    strength: linked ? 'strong' : 'weak',
    cites: record.id.startsWith('C') && !record.id.includes('#') ? [record.id] : [],
    pins: record.ref ? [record.ref] : [],
    computedFrom: record.source ? [record.source] : [],
    data: {
      kind: 'recorded-change',
      change: record.id,
      changeKind: record.kind,
      what: record.what,
      at: record.at,
      about: record.about,
      knownTo: record.knownTo,
      notKnownTo: record.notKnownTo,
      explains: best ? levelKey(best.level) : null,
    },
  };
}

function subjectOf(level: LevelChange): string {
  const what = { duration: 'the run length', size: 'the size', rate: 'the rate', level: 'the level' }[
    level.quantity
  ];
  return `${what} of ${level.subject}`;
}

const trimmed = (text: string): string => text.replace(/[\s.]+$/, '');
/** A sentence begins large; a name that begins it stays as it is. */
const capital = (text: string): string =>
  /^(runs of|the size of)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
