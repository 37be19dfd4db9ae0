import type { Incident } from '../../incident/incident.ts';
import { MINUTE_MS } from '../../incident/time-range.ts';
import { isSingleChange } from '../candidate-id.ts';
import { closeBehind, namedInside } from '../close-behind.ts';
import type { Candidate, CauseState, Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { smallest } from '../statistics/sums.ts';
import { count, duration, eventNoun, figure, list, plainNoun, sentence, testedWords } from '../wording.ts';
import { type EarlierRuns, earlierRuns } from './earlier-runs.ts';
import type { AllEvidence } from './evidence.ts';
import { experimentFor } from './experiment.ts';
import { type ReasonContext, reasonInShort } from './reasons.ts';
import type { Contradiction } from './rule-out.ts';
import { ruleOutFindings } from './rule-out-findings.ts';
import type { Weighed } from './weighed.ts';

const TRIGGERS_SHOWN = 4;
const MOST_PINS = 5;

/** The verdict, how the likeliest candidates meet the windows, and every mechanism that the data contradict. */
export function causeFindings(
  incident: Incident,
  s: Segmentation,
  all: AllEvidence,
  candidates: readonly Candidate[],
  state: CauseState,
  inseparable: readonly (readonly [string, string])[],
  contradictions: ReadonlyMap<string, Contradiction>,
  context: ReasonContext,
): Finding[] {
  const weighed = new Map(all.candidates.map((w) => [w.id, w]));
  const findings: Finding[] = [verdictFinding(incident, s, all, candidates, state, inseparable, context)];
  for (const c of candidates.filter((x) => weighed.get(x.id)?.trigger).slice(0, TRIGGERS_SHOWN)) {
    const w = weighed.get(c.id);
    if (w?.trigger?.counts.explained && !contradictions.has(c.id) && w.evidence > 0)
      findings.push(triggerFinding(incident, s, w, c));
  }
  return [...findings, ...ruleOutFindings(incident, s, candidates, weighed, contradictions)];
}

function verdictFinding(
  incident: Incident,
  s: Segmentation,
  all: AllEvidence,
  candidates: readonly Candidate[],
  state: CauseState,
  inseparable: readonly (readonly [string, string])[],
  context: ReasonContext,
): Finding {
  const top = candidates[0];
  const probability = top?.probability ?? 0;
  const alike = [...new Set(inseparable.flat())];
  // Of causes that fit alike one is meant, and nothing tells which.
  const together = candidates.reduce((sum, c) => sum + (alike.includes(c.id) ? c.probability : 0), 0);
  const percent = percentOf(state === 'inseparable' ? together : probability);
  const basis = `${percent}, on simulated incidents`;
  const tested =
    all.streamsTested + all.changesTested > 1 &&
    top &&
    !['traffic', 'accumulation', 'none'].includes(top.kind)
      ? ` It is the best of ${testedWords(all.streamsTested, all.changesTested)} tested.`
      : '';
  const weighed = new Map(all.candidates.map((w) => [w.id, w]));
  const first = top && weighed.get(top.id);
  const records = first?.records ?? [];
  const seen = all.risk.seen.length;
  const experiment =
    state === 'cause' || state === 'none'
      ? null
      : experimentFor(candidates, inseparable, seen, s.episodes.at(-1)?.to === null);
  const name = top?.label ?? 'nothing listed';
  const statement = ((): string => {
    switch (state) {
      case 'cause': {
        // What its other events did is said once, where its own finding says all of it.
        const reason = first ? reasonInShort(first, context) : (top?.reason ?? '');
        return `${nameFirst(top)} ${top?.kind === 'pair' ? 'together explain' : 'explains'} the failures (${basis}): ${lower(reason)}${tested}`;
      }
      case 'none':
        return `Nothing that the evidence lists explains the failures (${basis}): ${lower(top?.reason ?? '')}`;
      case 'inseparable':
        return `${list(alike)} cannot be told apart: ${alike.length === 2 ? 'both' : 'all'} meet the same windows${metAlike(alike, weighed)} (together ${basis}).`;
      case 'undetermined': {
        const likeliest =
          top?.kind === 'none'
            ? `likeliest is that nothing listed explains it (${basis})`
            : `${nameOf(top)} is likeliest (${basis})`;
        const little =
          seen === 1
            ? 'but one window is too little to act on'
            : `which is too little to act on (n = ${count(seen, 'window')})`;
        return `Not settled: ${likeliest}, ${little}.${behind(candidates)}`;
      }
    }
  })();
  return {
    key: 'attribution/cause',
    title:
      state === 'cause'
        ? `Cause: ${name}`
        : state === 'none'
          ? 'No listed cause'
          : state === 'inseparable'
            ? alike.length === 2
              ? 'Two causes fit alike'
              : `${alike.length} causes fit alike`
            : 'Cause not settled',
    statement,
    measure: `${percent} on simulated incidents`,
    verdict: state === 'cause' ? 'supported' : 'undetermined',
    strength: state === 'cause' ? (probability >= 0.8 ? 'strong' : 'weak') : null,
    cites: records.map(({ id }) => id),
    pins: records.flatMap(({ ref }) => (ref ? [ref] : [])),
    computedFrom: [
      ...new Set([
        ...s.computedFrom,
        ...incident.streams.flatMap((st) => st.sources),
        ...incident.changes.flatMap(({ ref }) => (ref ? [ref.source] : [])),
      ]),
    ],
    data: {
      kind: 'cause',
      state,
      cause: top?.id ?? 'none',
      probability,
      candidates,
      inseparable,
      streamsTested: all.streamsTested,
      changesTested: all.changesTested,
      ...(first?.kind === 'accumulation' && first.accumulation?.brim
        ? { gauge: first.accumulation.brim.gauge }
        : {}),
      experiment,
    },
  };
}

/** "72 %", "over 99 %": no probability is told as certain. */
function percentOf(probability: number): string {
  return probability > 0.99 ? 'over 99 %' : `${Math.round(100 * probability)} %`;
}

/** ", 18 of 18" where each of them meets as many windows. */
function metAlike(alike: readonly string[], weighed: ReadonlyMap<string, Weighed>): string {
  const met = new Set(
    alike.map((id) => {
      const counts = weighed.get(id)?.trigger?.counts;
      return counts ? `, ${counts.explained} of ${counts.windows}` : '';
    }),
  );
  const [only = ''] = met;
  return met.size === 1 ? only : '';
}

/** " Close behind: a and b." */
function behind(candidates: readonly Candidate[]): string {
  const near = closeBehind(candidates);
  return near.length > 0 ? ` Close behind: ${list(near.map(namedInside))}.` : '';
}

function triggerFinding(incident: Incident, s: Segmentation, w: Weighed, candidate: Candidate): Finding {
  const trigger = w.trigger;
  if (!trigger) throw new Error('a trigger finding needs a trigger');
  const { counts, fit, harmful } = trigger;
  const bringing = counts.by.flatMap((k) => {
    const at = k < 0 ? undefined : fit.exposures.start[k];
    return trigger.stream.events.find((e) => e.start - s.from === at) ?? [];
  });
  const earlier = earlierRuns(incident, s, trigger.stream);
  // How long the harmless ones took says something only where those that brought the windows took longer.
  const lengths = bringing.flatMap((e) =>
    e.end === null || e.status === 'cancelled' ? [] : [e.end - e.start],
  );
  const before =
    (earlier.longestHarmlessMs ?? 0) < smallest(lengths) ? earlier : { ...earlier, longestHarmlessMs: null };
  const share = counts.explained / Math.max(1, counts.windows);
  return {
    key: `attribution/trigger/${w.id}`,
    title: `${candidate.label}: ${counts.explained} of ${count(counts.windows, 'window')}`,
    statement: `${candidate.reason}${earlierSentence(w, before)}${unseenSentence(s, counts.windows)}`,
    measure: `${counts.explained} of ${counts.windows}`,
    verdict: share >= 0.6 && w.evidence > 2 ? 'supported' : 'undetermined',
    strength: share >= 0.8 && w.evidence > 4 ? 'strong' : 'weak',
    cites: [],
    pins: bringing.flatMap((e) => e.ref ?? []).slice(0, MOST_PINS),
    computedFrom: [...new Set([...s.computedFrom, ...trigger.stream.sources])],
    data: {
      kind: 'trigger',
      candidate: w.id,
      candidateKind: w.kind,
      lagMs: counts.lagMs,
      windowsExplained: counts.explained,
      windows: counts.windows,
      exposures: harmful?.exposures ?? counts.exposures,
      harmless: harmful?.harmless ?? counts.harmless,
      harmlessBelowMs:
        fit.variant.minRunMs > 0
          ? (harmful?.harmlessMs ?? fit.variant.minRunMs)
          : before.harmful === 0 && before.harmless >= 3
            ? before.longestHarmlessMs
            : null,
      ...(harmful === null ? {} : { harmfulFromMs: harmful.leastMs }),
      endsWithRun: trigger.endsWithRun,
      ...(fit.variant.minLoad > 0 ? { leastLoad: (fit.variant.minLoad * MINUTE_MS) / s.binMs } : {}),
      missed: fit.variant.mode === 'missed',
      ...(fit.variant.lost === undefined || fit.variant.lost === 'absent' ? {} : { lost: fit.variant.lost }),
    },
  };
}

/** What its earlier runs did, over all days of the evidence. */
function earlierSentence(w: Weighed, before: EarlierRuns): string {
  // Of runs that are missing, those that took place say nothing.
  if (w.kind === 'pair' || before.harmless < 3 || w.trigger?.fit.variant.mode === 'missed') return '';
  const noun = plainNoun(w.kind);
  const all = before.harmless + before.harmful;
  const longest =
    before.longestHarmlessMs === null || w.kind !== 'job'
      ? ''
      : `, none of them longer than ${duration(before.longestHarmlessMs)}`;
  const days = before.days >= 1.5 ? ` over ${Math.round(before.days)} days` : '';
  return before.harmful === 0
    ? ` Before the first window, ${count(all, noun)}${days} did no harm${longest}.`
    : ` Before the first window, ${figure(before.harmless)} of ${count(all, noun)}${days} did no harm.`;
}

/** Windows of which nothing shows how they began are no test of anything. */
function unseenSentence(s: Segmentation, tested: number): string {
  const others = s.episodes.length - tested;
  if (others <= 0) return '';
  return ` ${count(others, 'more window')} cannot be tested: nothing is on record right before ${others === 1 ? 'it' : 'them'}.`;
}

/** A name of ours begins with a small letter but at the start of a sentence; one from the data stays as it is. */
function nameFirst(top: Candidate | undefined): string {
  if (!top) return 'Nothing listed';
  const ours = top.kind === 'traffic' || top.kind === 'accumulation' || isUntitled(top);
  return ours ? sentence(top.label) : top.label;
}

/** "the deployment of cart (13:05)" inside a sentence. */
function nameOf(top: Candidate | undefined): string {
  if (!top) return 'nothing listed';
  return isUntitled(top) ? `the ${top.label}` : top.label;
}

/** A single change without a title of its own is called by its kind: "deployment of cart (13:05)". */
function isUntitled({ id, kind, label }: Candidate): boolean {
  return isSingleChange(id) && label.startsWith(`${eventNoun(kind)} `);
}

/** A reason begins with words of ours, never with a name. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
