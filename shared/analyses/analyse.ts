import type { Incident } from '../incident/incident.ts';
import type { AnalysisResult } from './analysis-result.ts';
import { arming } from './arming.ts';
import { attribute } from './attribution/attribute.ts';
import { bestEvidence } from './best-evidence.ts';
import { buildTimeline } from './build-timeline.ts';
import { changes } from './changes/change-findings.ts';
import { clockOffsets } from './clock-offset.ts';
import { closeBehind } from './close-behind.ts';
import { contrast } from './contrast/contrast.ts';
import { doseFindings } from './dose.ts';
import { type Finding, isKind } from './finding.ts';
import { inReadingOrder } from './finding-order.ts';
import { fixFindings } from './fixes/fix-findings.ts';
import { fixLedger } from './fixes/fix-ledger.ts';
import { backAfterAttempts, startUpTemplates } from './fixes/ready-times.ts';
import { forecast } from './forecast/forecast.ts';
import { inOrder } from './in-order.ts';
import { withLineFirst } from './line-first.ts';
import { periodicity } from './periodicity.ts';
import { prevention } from './prevention/prevention.ts';
import { rhythmOfClock } from './rhythm-of-clock.ts';
import { robustness } from './robustness.ts';
import { segment } from './segment.ts';
import { failureWindowFindings } from './segment-findings.ts';
import type { Segmentation } from './segmentation.ts';
import { signatures } from './signatures/signatures.ts';
import { templateFindings } from './templates.ts';
import { unexplainedWindows } from './unexplained-windows.ts';
import { clockOf, likelyStreams, suspectStreams, verdictOf } from './verdict.ts';

/** Results of different versions are not comparable. */
export const ENGINE_VERSION = '1';

/** Streams, likeliest first, whose clock is looked for. */
const MOST_ARMED = 3;

/** Everything the engine has to say about an incident. Pure and deterministic: no clock, no I/O, fixed seeds. */
export function analyse(given: Incident): AnalysisResult {
  const incident = inOrder(given);
  const segmentation = segment(incident);
  const restarts = fixLedger(incident, segmentation, null).ready;
  const ready = restarts.map((fix) => fix.until);
  const fixed = backAfterAttempts(restarts);
  const found = attribute(incident, segmentation, fixed);
  const suspects = likelyStreams(verdictOf(found.findings), incident.streams).slice(0, MOST_ARMED);
  const stable = robustness(incident, segmentation, fixed, found);
  return compose(incident, segmentation, [
    ...found.findings,
    ...arming(incident, suspects, ready),
    ...(stable ? [stable] : []),
    ...signatures({ incident, segmentation, found, ready: restarts }),
  ]);
}

/** All that follows once the windows are known and the cause was judged (`causal`: cause, triggers, clocks, rule-outs). */
export function compose(
  incident: Incident,
  segmentation: Segmentation,
  causal: readonly Finding[],
): AnalysisResult {
  const early = fixLedger(incident, segmentation, null);
  const readyTimes = early.ready.map((ready) => ready.until);
  const windows = failureWindowFindings(incident, segmentation);
  const rhythm = periodicity(incident, segmentation, readyTimes);
  const verdict = verdictOf(causal);
  const suspects = suspectStreams(verdict, incident.streams);
  const culprit = suspects.includes(verdict.cause ?? '') ? verdict.cause : null;
  const clock = clockOf(
    causal,
    incident.streams.find((stream) => stream.id === culprit),
  );

  const ledger = fixLedger(incident, segmentation, clock, culprit, verdict.cause);
  const startUp = new Set(
    startUpTemplates(
      incident,
      ledger.ready.filter((r) => r.attempt !== null).map((r) => ({ from: r.at, to: r.until + 1 })),
    ).map((template) => template.id),
  );
  const lines = templateFindings(incident, segmentation, startUp);
  const compared = contrast(incident, segmentation);
  const changed = changes(incident, segmentation, suspects, verdict);
  const due = forecast({ incident, segmentation, verdict, causal, ledger, rhythm });
  const census = changed.census;
  const ofCause = rhythmOfClock(incident, segmentation, ledger, clock);
  const unexplained = unexplainedWindows(incident, segmentation, verdict, causal);
  const findings = inReadingOrder([
    ...windows,
    ...(ofCause ? [ofCause] : []),
    ...rhythm.filter((finding) => tellsOfCause(finding, culprit, ofCause !== null)),
    ...withLineFirst(causal, lines),
    ...(unexplained ? [unexplained] : []),
    ...compared.findings,
    ...lines,
    ...changed.findings,
    ...(census ? [census] : []),
    ...doseFindings(incident, segmentation, likelyStreams(verdict, incident.streams).slice(0, 3)),
    ...fixFindings(incident, segmentation, ledger, clock, verdict.cause === 'accumulation'),
    ...(due.finding ? [due.finding] : []),
    ...clockOffsets(incident),
    ...bestEvidence({ incident, segmentation, verdict, causal, compared, census }),
  ]);
  const rhythmData = rhythm.map((finding) => finding.data).find((data) => data.kind === 'rhythm');
  return {
    engine: ENGINE_VERSION,
    findings,
    timeline: buildTimeline({
      incident,
      segmentation,
      ledger,
      full: compared.full[0] ?? null,
      filling: verdict.cause === 'accumulation' ? fillingOf(causal) : null,
      suspects,
      culprit,
      cause: verdict.cause,
      likeliest: [...verdict.candidates.slice(0, 1), ...closeBehind(verdict.candidates)].map(({ id }) => id),
      nextWindow: due.nextWindow,
      nextRun: due.nextRun,
      clock,
    }),
    episodes: segmentation.episodes,
    state: verdict.state,
    candidates: verdict.candidates,
    inseparable: verdict.inseparable,
    intervals: {
      medianMs: rhythmData?.medianMs ?? null,
      periodic: rhythmData?.periodic ?? 'unknown',
      p: rhythmData?.p ?? null,
      n: rhythmData?.n ?? Math.max(0, segmentation.episodes.length - 1),
    },
    fixes: findings.flatMap((finding) =>
      isKind(finding, 'fix') && finding.data.attempt !== null
        ? [
            {
              id: finding.data.attempt,
              reliefMs: finding.data.reliefMs,
              effect: finding.data.effect,
              endedWindow: finding.data.endedWindow === 'ended',
              llr: finding.data.llr,
            },
          ]
        : [],
    ),
    prevention: prevention({
      incident,
      segmentation,
      verdict,
      causal,
      compared,
      changed: changed.findings,
      ledger,
      clock,
    }),
  };
}

/** The gauge that a verdict of something that fills up rests on, else the one whose trace says so. */
function fillingOf(causal: readonly Finding[]): string | null {
  for (const finding of causal) if (isKind(finding, 'cause') && finding.data.gauge) return finding.data.gauge;
  const trace = causal.find(
    (f) =>
      isKind(f, 'signature') &&
      f.verdict === 'supported' &&
      (f.data.signature === 'leak' || f.data.signature === 'garbage-collection'),
  );
  return trace && isKind(trace, 'signature') ? (trace.data.about[0] ?? null) : null;
}

/** A rhythm on the clock of a stream is told of the cause alone: an innocent stream of the same period fits as well. */
function tellsOfCause(finding: Finding, culprit: string | null, clockFound: boolean): boolean {
  if (!isKind(finding, 'rhythm')) return true;
  // From onset to onset a clock that was found says the same again, or nothing against itself.
  if (clockFound) return false;
  return finding.data.stream === null || finding.data.stream === culprit;
}
