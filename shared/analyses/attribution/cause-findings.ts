import type { Incident } from '../../incident/incident.ts';
import type { Candidate, CauseState, Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { count, duration, sentence } from '../wording.ts';
import { type EarlierRuns, earlierRuns } from './earlier-runs.ts';
import type { AllEvidence } from './evidence.ts';
import type { Contradiction } from './rule-out.ts';
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
): Finding[] {
  const weighed = new Map(all.candidates.map((w) => [w.id, w]));
  const findings: Finding[] = [verdictFinding(incident, s, all, candidates, state, inseparable)];
  for (const c of candidates.filter((x) => weighed.get(x.id)?.trigger).slice(0, TRIGGERS_SHOWN)) {
    const w = weighed.get(c.id);
    if (w && !contradictions.has(c.id) && w.evidence > 0) findings.push(triggerFinding(incident, s, w, c));
  }
  for (const c of candidates) {
    const against = contradictions.get(c.id);
    const w = weighed.get(c.id);
    if (against && w) findings.push(ruleOutFinding(incident, s, w, against));
  }
  return findings;
}

function verdictFinding(
  incident: Incident,
  s: Segmentation,
  all: AllEvidence,
  candidates: readonly Candidate[],
  state: CauseState,
  inseparable: readonly (readonly [string, string])[],
): Finding {
  const top = candidates[0];
  const probability = top?.probability ?? 0;
  const percent = Math.round(100 * Math.min(0.99, probability));
  const basis = `${percent} %, on simulated incidents`;
  const tested =
    all.streamsTested > 1 && top && !['traffic', 'accumulation', 'none'].includes(top.kind)
      ? ` It is the best of ${all.streamsTested} streams tested.`
      : '';
  const experiment = state === 'cause' || state === 'none' ? null : experimentFor(candidates, inseparable);
  const name = top?.label ?? 'nothing listed';
  const statement = ((): string => {
    switch (state) {
      case 'cause':
        return `${nameFirst(top)} explains the failures (${basis}): ${lower(top?.reason ?? '')}${tested}`;
      case 'none':
        return `Nothing in the evidence explains the failures (${basis}): ${lower(top?.reason ?? '')}`;
      case 'inseparable':
        return `${inseparable.map((p) => p[1]).reduce((text, id) => `${text} and ${id}`, top?.id ?? '')} cannot be told apart: both meet the same windows. ${experiment ?? ''}`.trim();
      case 'undetermined':
        return `Not settled: ${top?.kind === 'none' ? 'that nothing listed explains it' : name} is likeliest (${basis}), too little to act on with ${count(all.risk.seen.length, 'window')}. ${experiment ?? ''}`.trim();
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
            ? 'Two causes fit alike'
            : 'Cause not settled',
    statement,
    measure: `${percent} % on simulated incidents`,
    verdict: state === 'cause' ? 'supported' : 'undetermined',
    strength: state === 'cause' ? (probability >= 0.8 ? 'strong' : 'weak') : null,
    cites: [],
    pins: [],
    computedFrom: [...new Set([...s.computedFrom, ...incident.streams.flatMap((st) => st.sources)])],
    data: {
      kind: 'cause',
      state,
      cause: top?.id ?? 'none',
      probability,
      candidates,
      inseparable,
      streamsTested: all.streamsTested,
      experiment,
    },
  };
}

/** What would separate the two likeliest rivals. */
function experimentFor(
  candidates: readonly Candidate[],
  inseparable: readonly (readonly [string, string])[],
): string {
  const pair = inseparable[0];
  if (pair)
    return `Pause ${pair[1]} for one cycle, or move its start by a third of its period, and see whether the next window still comes.`;
  const stream = candidates.find((c) => !['none', 'traffic', 'accumulation'].includes(c.kind));
  const first = candidates[0];
  if (first?.kind === 'traffic')
    return 'Hold the load below the suspected limit for one usual interval and see whether it stays calm.';
  if (first?.kind === 'accumulation')
    return 'Restart once in the middle of a calm stretch and see whether the next window is late by as much.';
  return stream
    ? `Pause ${stream.id} for one usual interval and see whether the next window still comes.`
    : 'Bring the run history of what is scheduled and the list of changes.';
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
    title: `${w.id}: ${counts.explained} of ${counts.windows} windows`,
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
    },
  };
}

/** What its earlier runs did, over all days of the evidence. */
function earlierSentence(w: Weighed, before: EarlierRuns): string {
  if (w.kind === 'pair' || before.harmless < 3) return '';
  const noun = w.kind === 'job' ? 'run' : w.kind === 'deploy' ? 'deployment' : 'event';
  const all = before.harmless + before.harmful;
  const longest =
    before.longestHarmlessMs === null || w.kind !== 'job'
      ? ''
      : `, none of them longer than ${duration(before.longestHarmlessMs)}`;
  const days = before.days >= 1.5 ? ` over ${Math.round(before.days)} days` : '';
  return before.harmful === 0
    ? ` Before the first window, ${count(all, noun)}${days} did no harm${longest}.`
    : ` Before the first window, ${before.harmless} of ${count(all, noun)}${days} did no harm.`;
}

function nameFirst(top: Candidate | undefined): string {
  if (!top) return 'Nothing listed';
  return top.kind === 'traffic' || top.kind === 'accumulation' ? sentence(top.label) : top.label;
}

function ruleOutFinding(incident: Incident, s: Segmentation, w: Weighed, against: Contradiction): Finding {
  const named = w.kind === 'traffic' || w.kind === 'accumulation' ? sentence(against.mechanism) : w.id;
  const stream = w.stream ?? incident.streams.find((st) => st.id === w.id.replace(/#\d+$/, ''));
  return {
    key: `attribution/rule-out/${w.id}`,
    title: `Not ${w.kind === 'traffic' ? 'the load' : w.kind === 'accumulation' ? 'something that fills up' : w.id}`,
    statement: `${named === w.id ? `${w.id}, ${against.mechanism}` : named}: ${against.sentence}`,
    measure: 'contradicted',
    verdict: 'ruled-out',
    strength: 'strong',
    cites: [],
    pins: (stream?.events ?? []).flatMap((e) => (e.ref ? [e.ref] : [])).slice(0, MOST_PINS),
    computedFrom: [...new Set([...s.computedFrom, ...(stream?.sources ?? [])])],
    data: {
      kind: 'rule-out',
      candidate: w.id,
      candidateKind: w.kind,
      mechanism: against.mechanism,
      about: stream ? [stream.id] : s.series,
    },
  };
}

function lower(text: string): string {
  return /^(No|It|None|There|Too)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
