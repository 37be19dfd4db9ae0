import { CONSEQUENCE_KINDS } from '../incident/incident.ts';
import type { Stream, StreamKind } from '../incident/stream.ts';
import { streamOf } from './candidate-id.ts';
import type { Candidate, CauseState, DataOf, Finding } from './finding.ts';
import { isKind } from './finding.ts';
import type { KnownClock } from './fixes/fix-ledger.ts';
import { runClock } from './fixes/run-clock.ts';

/** Below this a candidate is not worth a finding of its own. */
const LIKELY = 0.1;

/** The cause verdict as the other analyses use it. */
export interface CauseVerdict {
  readonly state: CauseState;
  readonly candidates: readonly Candidate[];
  readonly inseparable: readonly (readonly [string, string])[];
  /** The likeliest candidate that may be acted on; null without one. */
  readonly cause: string | null;
  readonly probability: number;
}

/** Reads the verdict out of the findings. Without windows nothing was attributed: nothing listed is accused. */
export function verdictOf(findings: readonly Finding[]): CauseVerdict {
  const found = findings.find((finding) => isKind(finding, 'cause'));
  if (!found || !isKind(found, 'cause')) {
    const none: Candidate = {
      id: 'none',
      label: 'nothing listed',
      kind: 'none',
      probability: 1,
      ruledOut: false,
      reason: 'There is no failure window to explain.',
    };
    return { state: 'undetermined', candidates: [none], inseparable: [], cause: null, probability: 0 };
  }
  const { state, candidates, inseparable, cause, probability } = found.data;
  return { state, candidates, inseparable, cause: state === 'cause' ? cause : null, probability };
}

/** Streams by probability, likeliest first; consequences are left out. */
export function suspectStreams(verdict: CauseVerdict, streams: readonly Stream[]): string[] {
  const known = new Map(streams.map((stream) => [stream.id, stream]));
  const ranked = [...verdict.candidates].sort(
    (a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1),
  );
  const ids = ranked.flatMap((candidate) => [candidate.id, ...candidate.id.split('&')].map(streamOf));
  return [...new Set(ids)].filter((id) => {
    const stream = known.get(id);
    return stream !== undefined && !CONSEQUENCE_KINDS.includes(stream.kind);
  });
}

/** Those of them that may still be the cause. */
export function likelyStreams(verdict: CauseVerdict, streams: readonly Stream[]): string[] {
  const possible = verdict.candidates.filter((c) => !c.ruledOut && c.probability >= LIKELY);
  return suspectStreams({ ...verdict, candidates: possible }, streams);
}

/** What is known of one stream's part in the failures. */
export function triggerOf(findings: readonly Finding[], candidate: string): DataOf<'trigger'> | null {
  for (const finding of findings)
    if (isKind(finding, 'trigger') && finding.data.candidate === candidate && finding.verdict !== 'ruled-out')
      return finding.data;
  return null;
}

/** Kinds that something starts by the clock. */
export const CLOCKED: readonly StreamKind[] = ['job', 'maintenance', 'data'];

/** The clock of a stream: what starts its next run, with the lag from there to the onset. Null when it has none. */
export function clockOf(findings: readonly Finding[], stream: Stream | undefined): KnownClock | null {
  // What happens in bursts, or when somebody decides, has no clock though some of its gaps may be alike.
  if (!stream || !CLOCKED.includes(stream.kind)) return null;
  const lagMs = triggerOf(findings, stream.id)?.lagMs ?? ([0, 0] as const);
  const arming = findings.find(
    (finding) =>
      isKind(finding, 'arming') && finding.data.stream === stream.id && finding.verdict === 'supported',
  );
  if (!arming || !isKind(arming, 'arming')) return runClock(stream, lagMs);
  const { anchor, delayMs, spreadMs } = arming.data;
  return { stream: stream.id, anchor, delayMs, spreadMs, lagMs };
}
