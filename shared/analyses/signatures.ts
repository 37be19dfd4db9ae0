import type { Incident } from '../incident/incident.ts';
import { HOUR_MS } from '../incident/time-range.ts';
import type { Attribution } from './attribution/attribute.ts';
import { windowShape } from './attribution/window-shape.ts';
import type { Finding } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { median } from './statistics/quantile.ts';
import { count, duration, share } from './wording.ts';

interface Signature {
  readonly name: string;
  readonly title: string;
  readonly statement: string;
  readonly about: readonly string[];
  readonly strong: boolean;
}

/** Marks of failures that no stream lists (engine.md, section 3), each from its own trace in the data; never a verdict on the cause. */
export function signatures(incident: Incident, s: Segmentation, found: Attribution): Finding[] {
  const seen = [
    oneSickInstance(incident, s),
    fullHourRecovery(s),
    outlastsTrigger(s, found),
    creeping(s, found),
  ];
  return seen.flatMap((sig) =>
    sig
      ? [
          {
            key: `signature/${sig.name}`,
            title: sig.title,
            statement: sig.statement,
            measure: sig.strong ? 'strong' : 'weak',
            verdict: 'supported' as const,
            strength: sig.strong ? ('strong' as const) : ('weak' as const),
            cites: [],
            pins: [],
            computedFrom:
              sig.about.length > 0 && incident.logs
                ? [...new Set([...s.computedFrom, ...incident.logs.sources])]
                : s.computedFrom,
            data: { kind: 'signature' as const, signature: sig.name, about: sig.about },
          },
        ]
      : [],
  );
}

/** Of several values of one log field that serve alike, one has most of the errors inside the windows. */
function oneSickInstance(incident: Incident, s: Segmentation): Signature | null {
  const logs = incident.logs;
  if (!logs) return null;
  const inside = (bin: number): boolean => {
    const at = logs.from + bin * logs.binMs;
    return s.episodes.some((e) => at >= e.from && at < (e.to ?? Number.POSITIVE_INFINITY));
  };
  const fields = new Set(logs.dimensions.map((d) => d.field));
  for (const field of [...fields].sort()) {
    const values = logs.dimensions
      .filter((d) => d.field === field)
      .map((d) => {
        let lines = 0;
        let errors = 0;
        for (const [bin, l, e] of d.bins) {
          if (!inside(bin)) continue;
          lines += l;
          errors += e;
        }
        return { value: d.value, lines, errors };
      })
      .filter((v) => v.lines > 0);
    const errors = values.reduce((sum, v) => sum + v.errors, 0);
    const lines = values.reduce((sum, v) => sum + v.lines, 0);
    const worst = values.toSorted((a, b) => b.errors - a.errors)[0];
    if (!worst || values.length < 3 || errors < 30) continue;
    const ofErrors = worst.errors / errors;
    // A value that sees most of the traffic sees most of the errors: only one that fails beyond its share is sick.
    if (ofErrors < 0.8 || worst.lines - worst.errors > 2 * ((lines - errors) / values.length)) continue;
    return {
      name: 'one-sick-instance',
      title: `Most errors at one ${field}`,
      statement: `${share(ofErrors)} of the errors inside the windows are at ${field} ${worst.value}, one of ${values.length} (n = ${errors}): look at that one before anything that all of them share.`,
      about: [field, worst.value],
      strong: errors >= 200,
    };
  }
  return null;
}

/** Quotas are given back at the full hour: most windows end there, whenever they began. */
function fullHourRecovery(s: Segmentation): Signature | null {
  const reach = 1.5 * s.binMs;
  if (reach > HOUR_MS / 12) return null;
  const ends = s.episodes.flatMap((e) => (e.to === null ? [] : [e.to]));
  const hits = ends.filter((t) => Math.min(t % HOUR_MS, HOUR_MS - (t % HOUR_MS)) <= reach).length;
  const onsets = s.episodes.filter(
    (e) => Math.min(e.from % HOUR_MS, HOUR_MS - (e.from % HOUR_MS)) <= reach,
  ).length;
  if (ends.length < 3 || hits < 3 || hits * 3 < ends.length * 2 || onsets * 2 > s.episodes.length)
    return null;
  return {
    name: 'quota',
    title: 'Windows end at the full hour',
    statement: `${hits} of ${count(ends.length, 'window')} ended at a full hour, ${onsets} began at one: a quota that is given back on the hour would do that.`,
    about: [],
    strong: hits >= 4,
  };
}

/** The failure goes on long after the run that began it: a queue or a retry storm carries it. */
function outlastsTrigger(s: Segmentation, found: Attribution): Signature | null {
  const top = found.candidates[0];
  const w = found.evidence?.candidates.find((c) => c.id === top?.id);
  if (!top || !w?.trigger || found.state !== 'cause' || !found.evidence) return null;
  const { stream, counts, fit } = w.trigger;
  const onsets = found.evidence.risk.onsets.filter((o) => o.seen);
  const after = onsets.flatMap((o, j) => {
    const k = counts.by[j] ?? -1;
    const at = k < 0 ? undefined : fit.exposures.start[k];
    const run = at === undefined ? undefined : stream.events.find((e) => e.start - s.from === at);
    return run?.end && o.recovery !== null ? [o.recovery + s.from - run.end] : [];
  });
  if (after.length < 3) return null;
  const usual = median(after);
  if (usual < Math.max(3 * s.binMs, found.evidence.risk.lengthMs * 0.5)) return null;
  return {
    name: 'outlasts-trigger',
    title: 'It outlasts its trigger',
    statement: `It goes on for ${duration(usual)} after the run of ${top.id} has ended (n = ${after.length}): a queue or retries keep it going, so stopping the run is not enough once it fails.`,
    about: [top.id],
    strong: after.length >= 4,
  };
}

/** Failures that creep up before each onset and grow until something is emptied. */
function creeping(s: Segmentation, found: Attribution): Signature | null {
  if (!found.evidence || s.episodes.length < 3) return null;
  const shape = windowShape(s, found.evidence.risk);
  if (shape.creep < 0.06 || shape.rise < 0.1) return null;
  return {
    name: 'creeping',
    title: 'It creeps up',
    statement: `Before each window the failures creep up, and inside they grow to the end (n = ${s.episodes.length}): something fills up rather than being switched on. Look for what only rises since the last restart.`,
    about: [],
    strong: shape.creep > 0.12 && s.episodes.length >= 4,
  };
}
