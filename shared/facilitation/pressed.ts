import type { Statement } from '../incident/incident.ts';
import { mentions } from '../incident/mentions.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import { all, type Culprit, ceilingsOf, type FindingOf, metricOf, sameThing, thingsOf } from './case.ts';
import { amount } from './wording.ts';

/** A gauge through which the cause does its harm: one at its limit, or one far from its usual level. */
export interface Pressed {
  readonly gauge: string;
  /** Without the labels that the evidence adds. */
  readonly name: string;
  readonly how: 'full' | 'raised' | 'lowered';
  /** Null where none is on record. */
  readonly limit: number | null;
  /** "128 of 128", "55, else 0.6". */
  readonly level: string;
  readonly finding: FindingOf<'at-ceiling'> | FindingOf<'difference'>;
}

/** Of two samples, one inside and one outside, so often the one inside is further out: below it a gauge hardly moves. */
const CLEARLY_APART = 0.4;

/**
 * What the cause presses. A gauge at its limit says so by itself. One that is only higher or lower inside the windows
 * may as well be a consequence (latency is): it counts where somebody puts it together with the cause, or, for
 * something that fills up, where it moves well before the failure.
 */
export function pressedBy(state: LadderState, culprit: Culprit): Pressed | null {
  const said = state.facts?.statements ?? [];
  const ids = culprit.kind === 'stream' ? thingsOf(state, culprit.id) : [];
  const ceilings = ceilingsOf(state, culprit.kind === 'unknown' ? null : culprit.id);
  const full = ceilings[0] ? fullGauge(ceilings[0]) : null;
  const holds = ceilings[0]?.data.during ?? null;
  if (full && (ids.length === 0 || (holds !== null && ids.some((id) => sameThing(id, holds))))) return full;
  const moved = movedGauges(state).find((one) =>
    culprit.kind === 'accumulation'
      ? (one.finding.data.leadMs ?? 0) > 0
      : ids.some((id) => said.some((statement) => joins(statement, id, one.gauge))),
  );
  const told = full !== null && ids.some((id) => said.some((statement) => joins(statement, id, full.gauge)));
  return (told ? full : null) ?? moved ?? full;
}

/** Gauges that are far from their usual level inside the windows, the clearest first. */
export function movedGauges(state: LadderState): readonly (Pressed & { finding: FindingOf<'difference'> })[] {
  return all(state, 'difference')
    .filter((f) => f.verdict === 'supported' && Math.abs(f.data.auc - 0.5) >= CLEARLY_APART)
    .toSorted((a, b) => Math.abs(b.data.auc - 0.5) - Math.abs(a.data.auc - 0.5))
    .map((finding) => {
      const { series, auc, medianInside, medianOutside } = finding.data;
      return {
        gauge: series,
        name: metricOf(series),
        how: auc > 0.5 ? ('raised' as const) : ('lowered' as const),
        limit: null,
        level: `${amount(medianInside)}, else ${amount(medianOutside)}`,
        finding,
      };
    });
}

function fullGauge(finding: FindingOf<'at-ceiling'>): Pressed {
  const { gauge, limit, insideMax } = finding.data;
  return {
    gauge,
    name: metricOf(gauge),
    how: 'full',
    limit,
    level: `${amount(insideMax)} of ${amount(limit)}`,
    finding,
  };
}

/** Does a statement put the two together: is it about both, or does it name them? */
export function joins(statement: Statement, a: string, b: string): boolean {
  return [a, b].every(
    (id) => statement.about.some((about) => sameThing(about, id)) || mentions(statement.said, metricOf(id)),
  );
}
