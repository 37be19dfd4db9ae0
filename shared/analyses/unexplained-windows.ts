import type { Incident } from '../incident/incident.ts';
import type { RecordRef } from '../incident/source.ts';
import type { Stream, StreamKind } from '../incident/stream.ts';
import { MINUTE_MS, type TimeRange } from '../incident/time-range.ts';
import { recordedLabel } from './attribution/single-changes.ts';
import { isRecorded } from './candidate-id.ts';
import { listsChange } from './changes/recorded.ts';
import type { Finding } from './finding.ts';
import { explainedWindows } from './prevention/explained-windows.ts';
import type { Segmentation } from './segmentation.ts';
import { type CauseVerdict, triggerOf } from './verdict.ts';
import { count, dayClock, eventOf, list, whenAmong, withArticle } from './wording.ts';

/** With more of them the cause is a bad one, and says so by its probability. */
const MOST_SHARE = 0.4;
const MOST_LISTED = 4;
const MOST_RECORDS = 2;
/** What began this long before such a window may have brought it. */
const BEFORE_MS = 30 * MINUTE_MS;
const TELLING: readonly StreamKind[] = [
  'deploy',
  'config',
  'flag',
  'data',
  'vendor',
  'dependency',
  'maintenance',
  'certificate',
];

/** The windows that did not begin with the cause, and what is on record beside them: another cause may have brought these. */
export function unexplainedWindows(
  incident: Incident,
  segmentation: Segmentation,
  verdict: CauseVerdict,
  causal: readonly Finding[],
): Finding | null {
  const stream = incident.streams.find((s) => s.id === verdict.cause);
  const trigger = stream && triggerOf(causal, stream.id);
  if (!stream || !trigger?.lagMs || trigger.missed) return null;
  const { outside } = explainedWindows(segmentation, stream, trigger.lagMs);
  const all = segmentation.episodes.length;
  if (outside.length === 0 || outside.length > MOST_SHARE * all) return null;
  const beside = outside.flatMap((window) => recordsBeside(incident, stream, window));
  const times = outside.slice(0, MOST_LISTED).map((w) => dayClock(w.from, incident.zone));
  const more = outside.length > MOST_LISTED ? ` and ${outside.length - MOST_LISTED} more` : '';
  const records = saidTogether(beside, outside.length).slice(0, MOST_RECORDS);
  const n = outside.length;
  const them = n === 1 ? 'it' : 'them';
  const others =
    records.length > 0
      ? `On record beside ${them}: ${list(records)}.`
      : `No change is on record beside ${them}.`;
  return {
    key: 'unexplained-windows',
    title: `${count(n, 'window')} without the cause`,
    statement: `${n} of ${count(all, 'window')} did not begin with ${withArticle(eventOf(stream.kind, stream.id))}: ${list(times)}${more}. Something else may have brought ${them}. ${others}`,
    measure: `${n} of ${all}`,
    verdict: 'undetermined',
    strength: null,
    cites: beside.slice(0, MOST_RECORDS).flatMap(({ id }) => (isRecorded(id) ? [id] : [])),
    pins: beside.slice(0, MOST_RECORDS).flatMap(({ ref }) => ref ?? []),
    computedFrom: [...new Set([...segmentation.computedFrom, ...stream.sources])],
    data: { kind: 'unexplained', cause: stream.id, windows: outside, beside: beside.map(({ id }) => id) },
  };
}

/** What stands beside several of the windows is said once, with how many: that may well be their cause. */
function saidTogether(beside: readonly Beside[], windows: number): string[] {
  const often = (id: string): number => beside.filter((one) => one.id === id).length;
  const said = beside.flatMap((one, i) => {
    const n = often(one.id);
    if (n === 1) return [{ n, text: one.said }];
    if (beside.findIndex(({ id }) => id === one.id) < i) return [];
    return [{ n, text: `${one.what} ${n === windows ? 'each time' : `at ${n} of the ${windows}`}` }];
  });
  return said.toSorted((a, b) => b.n - a.n).map(({ text }) => text);
}

/** What is on record beside a window: the event of a stream, or a change that only a record tells of. */
interface Beside {
  readonly id: string;
  readonly at: number;
  readonly said: string;
  /** The same without its time. */
  readonly what: string;
  readonly ref: RecordRef | null;
}

function recordsBeside(incident: Incident, cause: Stream, window: TimeRange): Beside[] {
  const { zone } = incident;
  const near = (at: number): boolean => at >= window.from - BEFORE_MS && at < window.to;
  const told = incident.streams.filter((of) => of.id !== cause.id && TELLING.includes(of.kind));
  const events = told.flatMap((of) =>
    of.events
      .filter((e) => !e.expected && near(e.start))
      .slice(0, 1)
      .map(({ start, ref }): Beside => {
        const what = withArticle(eventOf(of.kind, of.id));
        const said = `${what} at ${whenAmong(start, [window.from], zone)}`;
        return { id: of.id, at: start, said, what, ref };
      }),
  );
  const changes = incident.changes
    .filter((change) => change.atIs === undefined && near(change.at))
    .filter(({ kind, at }) => !told.some((of) => listsChange(of, kind, at)))
    .map((change): Beside => {
      const said = recordedLabel(change.id, [change], window.from, zone);
      return { id: change.id, at: change.at, said, what: said, ref: change.ref };
    });
  return [...events, ...changes].sort((a, b) => Math.abs(a.at - window.from) - Math.abs(b.at - window.from));
}
