import type { Incident } from '../../incident/incident.ts';
import type { Stream } from '../../incident/stream.ts';
import { isRecorded, streamOf } from '../candidate-id.ts';
import type { Candidate, CauseState, Finding } from '../finding.ts';
import { loadAtOnsets } from '../load-at-onsets.ts';
import type { Segmentation } from '../segmentation.ts';
import { sentence } from '../wording.ts';
import { ATTEMPTS } from './attempts-stream.ts';
import { causeFindings } from './cause-findings.ts';
import { type AllEvidence, weighAll } from './evidence.ts';
import { inseparablePairs } from './inseparable.ts';
import { judge } from './judge.ts';
import { atLeftWindows } from './left-windows.ts';
import { reasonFor } from './reasons.ts';
import { type Contradiction, contradiction, LIKELIHOOD_RATIO } from './rule-out.ts';
import { eventLabel, recordedLabel } from './single-changes.ts';
import type { Weighed } from './weighed.ts';
import { zonesApart } from './zones-apart.ts';

/** The verdict on the cause, its candidates with probabilities that sum to 1, and the findings that say so. */
export interface Attribution {
  readonly candidates: readonly Candidate[];
  readonly state: CauseState;
  readonly inseparable: readonly (readonly [string, string])[];
  readonly findings: readonly Finding[];
  /** Null when there was no onset to explain. */
  readonly evidence: AllEvidence | null;
}

/** Above this probability the likeliest candidate may be acted on. */
const ACTIONABLE = 0.5;
const NONE_CLEAR = 0.5;

/** What explains the windows (engine.md, section 3). `readyTimes`: when the process was back after a fix, epoch ms. */
export function attribute(incident: Incident, s: Segmentation, readyTimes: readonly number[]): Attribution {
  const weighed = s.episodes.length > 0 ? weighAll(incident, s, readyTimes) : null;
  if (!weighed || weighed.risk.seen.length === 0)
    return { candidates: [], state: 'undetermined', inseparable: [], findings: [], evidence: null };
  const { candidates: judged, probabilities } = judge(weighed.candidates);
  const all = { ...weighed, candidates: judged };
  const inseparable = inseparablePairs(all, probabilities);
  const bestEvidence = Math.max(...all.candidates.map((w) => w.evidence));
  const contradictions = new Map<string, Contradiction>();
  const open = openComponents(all, probabilities);
  // What one stream leaves may have another cause.
  for (const { id } of atLeftWindows(all, probabilities)) open.add(id);
  const apart = zonesApart(incident, s);
  const streams = new Map(incident.streams.map((stream) => [stream.id, stream]));
  const firstOnset = all.risk.origin + (all.risk.seen[0] ?? 0);
  const context = { risk: all.risk, zone: incident.zone, lowestLoad: loadAtOnsets(s) };
  const candidates = all.candidates
    .map((w, i): Candidate => {
      const probability = probabilities[i] ?? 0;
      const against = w.kind === 'none' ? null : contradiction(w, all.risk);
      const twin = inseparable.some((pair) => pair.includes(w.id));
      const ruledOut =
        against !== null &&
        !twin &&
        !open.has(w.id) &&
        !(w.stream && apart.has(w.stream.id)) &&
        probability < 0.05 &&
        evidenceAsCause(w) - bestEvidence < Math.log(LIKELIHOOD_RATIO);
      if (ruledOut && against) contradictions.set(w.id, against);
      return {
        id: w.id,
        label: labelOf(w, streams, firstOnset, incident.zone),
        kind: w.kind,
        probability,
        ruledOut,
        // What speaks against it is the reason, not how it meets the windows all the same.
        reason: ruledOut && against ? sentence(against.sentence) : reasonFor(w, context),
      };
    })
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
  const state = stateOf(candidates, inseparable, all.risk.seen.length, apart);
  return {
    candidates,
    state,
    inseparable,
    findings: causeFindings(incident, s, all, candidates, state, inseparable, contradictions, context),
    evidence: all,
  };
}

/** That a stream brings one window in three says nothing of the others: as their cause it must bring most of them. */
function evidenceAsCause({ evidence, trigger }: Weighed): number {
  return trigger ? evidence - trigger.fit.logLikelihood + trigger.fit.mostly : evidence;
}

/**
 * A stream falls when each of its tested mechanisms does: not while its single changes and the pairs with it may stand
 * with more, together, than one rule-out in a hundred may be wrong.
 */
function openComponents(all: AllEvidence, probabilities: readonly number[]): Set<string> {
  const other = new Map<string, number>();
  all.candidates.forEach((w, i) => {
    const parts =
      w.stepAt !== null
        ? isRecorded(w.id)
          ? []
          : [streamOf(w.id)]
        : w.kind === 'pair'
          ? w.id.split('&')
          : [];
    for (const part of parts) other.set(part, (other.get(part) ?? 0) + (probabilities[i] ?? 0));
  });
  return new Set([...other].filter(([, p]) => p >= LIKELIHOOD_RATIO).map(([id]) => id));
}

function stateOf(
  candidates: readonly Candidate[],
  inseparable: readonly (readonly [string, string])[],
  windows: number,
  apart: ReadonlySet<string>,
): CauseState {
  const top = candidates[0];
  if (!top) return 'undetermined';
  if (inseparable.length > 0 && inseparable.some((pair) => pair.includes(top.id))) return 'inseparable';
  if (windows < 2 || apart.has(streamOf(top.id)) || (top.kind === 'none' && apart.size > 0))
    return 'undetermined';
  if (top.kind === 'none') return top.probability >= NONE_CLEAR ? 'none' : 'undetermined';
  return top.probability >= ACTIONABLE ? 'cause' : 'undetermined';
}

function labelOf(
  { id, records, stepAt }: Weighed,
  streams: ReadonlyMap<string, Stream>,
  firstOnset: number,
  zone: string,
): string {
  if (records.length > 0) return recordedLabel(id, records, firstOnset, zone);
  if (stepAt !== null) return eventLabel(id, streams.get(streamOf(id)), firstOnset, zone);
  if (id === 'traffic') return 'load over a limit';
  if (id === 'accumulation') return 'something that fills up';
  if (id === ATTEMPTS) return 'the fixes themselves';
  return id === 'none' ? 'nothing listed' : id.replace('&', ' and ');
}
