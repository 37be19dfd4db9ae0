import { partsOf } from '../../analyses/candidate-id.ts';
import type { RecordedChange } from '../../incident/incident.ts';
import { MINUTE_MS, type TimeRange } from '../../incident/time-range.ts';
import type { LadderState } from '../../ladder/ladder-state.ts';
import { all, changeOf, type FindingOf, linkedTo, sameThing } from '../case.ts';

/** A record may name a minute of a change that took some. */
const SLACK_MS = 5 * MINUTE_MS;

/** A recorded change that explains a change point: dated inside its interval and linked to what changed. */
export interface ExplainingChange {
  readonly point: FindingOf<'change-point'>;
  /** Every record of the same change: the calendar's, the brief's, the finding that repeats one. */
  readonly records: readonly RecordedChange[];
  readonly finding: FindingOf<'recorded-change'> | null;
  /** What was changed: the id that the record is about. */
  readonly subject: string;
}

/** Change points of the culprit, growth of its run length first, then of its size. */
export function pointsOf(state: LadderState, culprit: string): readonly FindingOf<'change-point'>[] {
  const order = ['duration', 'size', 'rate', 'level'];
  return all(state, 'change-point')
    .filter(
      (f) => f.verdict === 'supported' && partsOf(culprit).some((part) => sameThing(f.data.subject, part)),
    )
    .toSorted((a, b) => order.indexOf(a.data.quantity) - order.indexOf(b.data.quantity));
}

/** The recorded change inside the interval of one of these change points that its subject or a statement links to it. */
export function explain(
  state: LadderState,
  points: readonly FindingOf<'change-point'>[],
  culprit: string,
): ExplainingChange | null {
  const linked = new Set(linkedTo(state, culprit));
  for (const point of points) {
    for (const id of linkedTo(state, point.data.subject)) linked.add(id);
    const findings = all(state, 'recorded-change').filter((f) => f.verdict !== 'ruled-out');
    const inside = (state.facts?.changes ?? []).filter((change) => within(point.data.interval, change.at));
    const fits = inside.filter(
      (change) =>
        change.about.some((id) => [...linked].some((one) => sameThing(one, id))) ||
        // The engine has the records of the runs: it sees what each of them read.
        findings.some(
          (f) => f.data.change === change.id && f.data.explains === point.key && change.about.length > 0,
        ),
    );
    const first = fits.find((change) => change.notKnownTo.length > 0 || change.knownTo.length > 0) ?? fits[0];
    if (!first) continue;
    const records = fits.filter((change) => change.about.some((id) => first.about.includes(id)));
    const finding =
      findings.find((f) => f.data.change === first.id) ??
      findings.find((f) => records.some((record) => record.id === f.data.change)) ??
      null;
    return { point, records, finding, subject: first.about[0] ?? first.id };
  }
  return null;
}

/** Changes that a rung cites, directly or through a finding that repeats one. */
export function citedChanges(
  state: LadderState,
  cites: readonly { readonly id: string }[],
): readonly RecordedChange[] {
  const ids = new Set(cites.map((cite) => cite.id));
  const found = new Map<string, RecordedChange>();
  for (const f of all(state, 'recorded-change')) {
    const change = ids.has(f.id) ? changeOf(state, f.data.change) : null;
    if (change) found.set(change.id, change);
  }
  for (const change of state.facts?.changes ?? []) if (ids.has(change.id)) found.set(change.id, change);
  return [...found.values()];
}

function within(interval: TimeRange, at: number): boolean {
  return at >= interval.from - SLACK_MS && at <= interval.to + SLACK_MS;
}
