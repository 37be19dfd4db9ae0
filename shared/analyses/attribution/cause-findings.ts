import type { Incident } from '../../incident/incident.ts';
import type { Candidate, CauseState, Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { count, duration, eventNoun, figure, list, sentence, testedWords } from '../wording.ts';
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
    if (w && !contradictions.has(c.id) && w.evidence > 0) findings.push(triggerFinding(incident, s, w, c));
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
  const percent = probability > 0.99 ? 'over 99 %' : `${Math.round(100 * probability)} %`;
  const basis = `${percent}, on simulated incidents`;
  const tested =
    all.streamsTested + all.changesTested > 1 &&
    top &&
    !['traffic', 'accumulation', 'none'].includes(top.kind)
      ? ` It is the best of ${testedWords(all.streamsTested, all.changesTested)} tested.`
      : '';
  const records = all.candidates.find((w) => w.id === top?.id)?.records ?? [];
  const seen = all.risk.seen.length;
  const experiment =
    state === 'cause' || state === 'none' ? null : experimentFor(candidates, inseparable, seen);
  const name = top?.label ?? 'nothing listed';
  const alike = [...new Set(inseparable.flat())];
  const statement = ((): string => {
    switch (state) {
      case 'cause': {
        const weighed = all.candidates.find((w) => w.id === top?.id);
        // What its other events did is said once, where its own finding says all of it.
        const reason = weighed ? reasonInShort(weighed, context) : (top?.reason ?? '');
        return `${nameFirst(top)} ${top?.kind === 'pair' ? 'together explain' : 'explains'} the failures (${basis}): ${lower(reason)}${tested}`;
      }
      case 'none':
        return `Nothing in the evidence explains the failures (${basis}): ${lower(top?.reason ?? '')}`;
      case 'inseparable':
        return `${list(alike)} cannot be told apart: ${alike.length === 2 ? 'both' : 'all'} meet the same windows.`;
      case 'undetermined': {
        const likeliest =
          top?.kind === 'none'
            ? `likeliest is that nothing in the evidence explains it (${basis})`
            : `${name} is likeliest (${basis})`;
        return `Not settled: ${likeliest}, but ${seen === 1 ? 'one window is' : `with ${count(seen, 'window')} that is`} too little to act on.`;
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
      experiment,
    },
  };
}

function triggerFinding(incident: Incident, s: Segmentation, w: Weighed, candidate: Candidate): Finding {
  const trigger = w.trigger;
  if (!trigger) throw new Error('a trigger finding needs a trigger');
  const { counts, fit } = trigger;
  const pins = counts.by.flatMap((k) => {
    const at = k < 0 ? undefined : fit.exposures.start[k];
    const event = at === undefined ? undefined : trigger.stream.events.find((e) => e.start - s.from === at);
    return event?.ref ? [event.ref] : [];
  });
  const before = earlierRuns(incident, s, trigger.stream);
  const share = counts.explained / Math.max(1, counts.windows);
  return {
    key: `attribution/trigger/${w.id}`,
    title: `${candidate.label}: ${counts.explained} of ${count(counts.windows, 'window')}`,
    statement: `${candidate.reason}${earlierSentence(w, before)}`,
    measure: `${counts.explained} of ${counts.windows}`,
    verdict: share >= 0.6 && w.evidence > 2 ? 'supported' : 'undetermined',
    strength: share >= 0.8 && w.evidence > 4 ? 'strong' : 'weak',
    cites: [],
    pins: pins.slice(0, MOST_PINS),
    computedFrom: [...new Set([...s.computedFrom, ...trigger.stream.sources])],
    data: {
      kind: 'trigger',
      candidate: w.id,
      candidateKind: w.kind,
      lagMs: counts.lagMs,
      windowsExplained: counts.explained,
      windows: counts.windows,
      exposures: counts.exposures,
      harmless: counts.harmless,
      harmlessBelowMs:
        fit.variant.minRunMs > 0
          ? fit.variant.minRunMs
          : before.harmful === 0 && before.harmless >= 3
            ? before.longestHarmlessMs
            : null,
      endsWithRun: trigger.endsWithRun,
      missed: fit.variant.mode === 'missed',
    },
  };
}

/** What its earlier runs did, over all days of the evidence. */
function earlierSentence(w: Weighed, before: EarlierRuns): string {
  // Of runs that are missing, those that took place say nothing.
  if (w.kind === 'pair' || before.harmless < 3 || w.trigger?.fit.variant.mode === 'missed') return '';
  const noun = eventNoun(w.kind);
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

function nameFirst(top: Candidate | undefined): string {
  if (!top) return 'Nothing listed';
  return top.kind === 'traffic' || top.kind === 'accumulation' ? sentence(top.label) : top.label;
}

/** A reason begins with words of ours, never with a name. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
