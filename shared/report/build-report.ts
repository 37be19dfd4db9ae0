import { type Finding, isKind } from '../analyses/finding.ts';
import { dayClock, list } from '../analyses/wording.ts';
import { statusLine } from '../facilitation/status-line.ts';
import { assessRoots } from '../ladder/assess-roots.ts';
import type { Rung } from '../ladder/rung.ts';
import { evidenceOf } from './evidence-list.ts';
import { NO_FIX } from './fix-words.ts';
import { candidateName, expectation } from './forecast-words.ts';
import { MOST_CONFIDENCE } from './likeliest-words.ts';
import { nextSteps } from './next-steps.ts';
import { notedOf } from './noted.ts';
import { REPORT_SCHEMA, type Report } from './report.ts';
import type { ReportState } from './report-state.ts';
import { setByTeam, setInVain } from './source-settings.ts';
import { isoTime, minutesOf } from './times.ts';
import { verificationOf } from './verification.ts';

/** What a report needs besides the state. `generated` is the only thing in which two runs on one input differ. */
export interface ReportStamp {
  readonly generatedAt: number;
  readonly headHash: string;
}

function rootsOf(state: ReportState): Rung[] {
  return state.rungs.filter(
    (rung) => rung.root !== null && rung.status !== 'refuted' && rung.answer !== null,
  );
}

function problemOf(state: ReportState): string {
  const problem = state.brief.problem.replace(/\s+/g, ' ').trim();
  const windows = state.findings.find((finding) => !finding.withdrawn && isKind(finding, 'failure-windows'));
  if (!windows) return problem;
  return `${/[?!]$/.test(problem) ? problem : `${problem.replace(/[.;:,]$/, '')}.`} ${windows.statement}`;
}

function rootCauses(state: ReportState): Report['root_causes'] {
  const assessments = assessRoots(state);
  return rootsOf(state).map((rung) => {
    const assessment = assessments.find((one) => one.rung === rung.id);
    const cited = state.findings.filter(
      (finding) => !finding.withdrawn && rung.cites.some((cite) => cite.id === finding.id),
    );
    const said = (state.facts?.statements ?? []).filter((statement) =>
      rung.cites.some((cite) => cite.id === statement.id),
    );
    return {
      cause: rung.answer ?? '',
      confidence: assessment?.confidence ?? 'low',
      evidence:
        cited[0]?.statement ?? (said[0] ? `${said[0].byRole}: ${said[0].said}` : 'No evidence is cited.'),
      category: rung.root?.category ?? 'unknown',
      cites: rung.cites.map((cite) => cite.id),
      why_this_confidence: assessment?.confidenceReason ?? '',
      tests: (assessment?.tests ?? []).map((test) => ({ ...test })),
    };
  });
}

/** "Not x: x: 7 of its 12 runs did no harm" says x once: the reason begins behind what the title has said. */
function withoutSubject({ statement, title, data }: Finding): string {
  const subject = title.replace(/^Not /, '');
  // What was changed may have a colon of its own.
  const named = statement.startsWith(`${subject}: `) ? subject.length : -1;
  const colon = named > 0 ? named : statement.indexOf(': ');
  const state = data.kind === 'rule-out' && /^(traffic|accumulation)$/.test(data.candidate);
  if (colon === -1 || !(state || statement.startsWith(subject) || statement.startsWith(title)))
    return statement;
  const rest = statement.slice(colon + 2);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** What a title says is not the case: "Not feed-pull", "No rhythm". */
function excluded(title: string): string {
  return title.replace(/^Not /, '').replace(/^No (?=[a-z])/, 'a ');
}

function ruledOut(state: ReportState): Report['ruled_out'] {
  const byEngine = state.findings
    .filter((finding) => !finding.withdrawn && finding.verdict === 'ruled-out')
    .map((finding) => ({
      cause: excluded(finding.title),
      reason: withoutSubject(finding),
      cites: [finding.id],
    }));
  const known = new Set<string>(byEngine.flatMap((one) => one.cites));
  const byTeam = state.rungs
    .filter(
      (rung) =>
        rung.status === 'refuted' &&
        rung.answer !== null &&
        !(rung.refutedBy !== null && known.has(rung.refutedBy)),
    )
    .map((rung) => ({
      cause: rung.answer ?? '',
      reason: rung.statusReason,
      cites: rung.refutedBy === null ? rung.cites.map((cite) => cite.id) : [rung.refutedBy],
    }));
  return [...byEngine, ...byTeam];
}

function likeliest(state: ReportState): Report['likeliest_cause'] {
  const finding = state.findings.find((one) => !one.withdrawn && isKind(one, 'cause'));
  if (!finding || !isKind(finding, 'cause')) return null;
  const { cause, probability, state: verdict, inseparable } = finding.data;
  const label = candidateName(state, cause);
  return {
    cause,
    ...(label === cause ? {} : { label }),
    confidence_on_simulated_incidents: Math.min(MOST_CONFIDENCE, Math.round(probability * 100) / 100),
    state: verdict,
    inseparable: inseparable.map(([a, b]) => [a, b]),
  };
}

function fixLedger(state: ReportState): Report['fix_ledger'] {
  const name = (id: string | null) =>
    id === null ? NO_FIX : (state.facts?.attempts.find((attempt) => attempt.id === id)?.action ?? id);
  const rows = state.findings.flatMap((finding) => {
    if (finding.withdrawn || !isKind(finding, 'fix')) return [];
    const { attempt, at, until, reliefMs, statedReliefMs, effect, beside } = finding.data;
    const endedWindow = beside === undefined ? finding.data.endedWindow : 'ended';
    return [
      {
        fix:
          finding.key === 'fixes/untouched'
            ? finding.title
            : beside === undefined
              ? name(attempt)
              : `${beside} (not noted as a fix)`,
        at: isoTime(at),
        ready: until === null ? null : isoTime(until),
        relief_min: reliefMs === null ? null : minutesOf(reliefMs),
        stated_relief_min: statedReliefMs === null ? null : minutesOf(statedReliefMs),
        effect,
        ended_window: endedWindow,
        finding: finding.id,
      },
    ];
  });
  return rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function census(state: ReportState): Report['change_census'] {
  const finding = state.findings.find((one) => !one.withdrawn && isKind(one, 'census'));
  if (!finding || !isKind(finding, 'census')) return [];
  return finding.data.entries.map((entry) => ({
    kind: entry.change,
    state: entry.state,
    at: entry.at === null ? null : isoTime(entry.at),
    why: entry.why,
  }));
}

function openQuestions(state: ReportState): Report['open_questions'] {
  const waiting = state.rungs
    .filter((rung) => rung.status === 'open' || rung.status === 'parked')
    .map((rung) => ({ question: rung.question, bring: rung.bring, level: rung.level }));
  return [...waiting, ...leftWindows(state), ...state.openEnds.map((end) => ({ ...end }))];
}

/** Windows that the cause of the others leaves are a question that no rung asks. */
function leftWindows(state: ReportState): Report['open_questions'] {
  const zone = state.facts?.zone ?? 'UTC';
  return state.findings.flatMap((finding) => {
    if (finding.withdrawn || !isKind(finding, 'unexplained')) return [];
    const { windows, cause } = finding.data;
    const when = list(windows.map(({ from }) => dayClock(from, zone)));
    return [
      {
        question: `What brought the ${windows.length === 1 ? 'window' : 'windows'} of ${when}? ${candidateName(state, cause)} does not explain ${windows.length === 1 ? 'it' : 'them'} (${finding.id}).`,
        bring: null,
        level: 1,
      },
    ];
  });
}

function forecast(state: ReportState): Report['forecast'] {
  const finding = state.findings.find((one) => !one.withdrawn && isKind(one, 'forecast'));
  if (!finding || !isKind(finding, 'forecast')) return null;
  const { rivals, allClearAt } = finding.data;
  const zone = state.facts?.zone ?? 'UTC';
  const next = statusLine(state).next;
  return {
    // Beside times in UTC the local one has to say what it is.
    next_window: next === null || zone === 'UTC' ? next : next.replace(/\.$/, ` (${zone}).`),
    if_nothing_is_done: rivals.map(
      (rival) => `${candidateName(state, rival.candidate)}: ${expectation(rival)}`,
    ),
    if_fixed:
      allClearAt === null
        ? null
        : `quiet until ${isoTime(allClearAt)} means that it holds, if the named cause is right`,
  };
}

function sources(state: ReportState): Report['sources'] {
  return state.sources.map((source) => ({
    id: source.id,
    file: source.file,
    sha256: source.sha256,
    importer: source.importer,
    records: source.records,
    span: source.span ? { from: isoTime(source.span.from), to: isoTime(source.span.to) } : null,
    coverage: source.coverage.map((range) => ({ from: isoTime(range.from), to: isoTime(range.to) })),
    gaps: [...source.gaps.map((gap) => gap.note), ...(source.assumptions ?? []), ...setInVain(state, source)],
    rejects: source.rejects.length + source.moreRejects,
    redactions: source.redactions,
    zone: source.zone,
    zone_origin: source.zoneOrigin,
    offset_s: source.offsetMs / 1000,
    ...setByTeam(state, source),
  }));
}

/** What keeps a report from being complete, in words. An unfinished session never invents a root. */
function missing(state: ReportState): string[] {
  const said: string[] = [];
  const windows = state.findings.find((one) => !one.withdrawn && isKind(one, 'failure-windows'));
  if (windows?.verdict !== 'supported')
    said.push(
      windows?.statement ??
        'No failure series was found: bring errors and requests over time, or the error logs.',
    );
  if (rootsOf(state).length === 0) said.push('No root cause is established.');
  for (const rung of state.rungs)
    if (rung.status === 'open' || rung.status === 'parked')
      said.push(`Level ${rung.level} is open: ${rung.question}`);
  return said;
}

/** The report of a session as it stands. */
export function buildReport(state: ReportState, stamp: ReportStamp): Report {
  const roots = rootsOf(state);
  const gaps = missing(state);
  return {
    problem_statement: problemOf(state),
    questioning_sequence: state.rungs.map((rung) => ({
      level: rung.level,
      question: rung.question,
      answer: rung.answer,
      status: rung.status,
      personality: rung.askedIn,
      evidence: rung.cites.map((cite) => cite.id),
    })),
    root_causes: rootCauses(state),
    verification: verificationOf(state),
    next_steps: nextSteps(state).map((step) => ({
      action: step.action,
      horizon: step.horizon,
      prevents: step.prevents.flatMap((rung) => {
        const index = roots.findIndex((root) => root.id === rung);
        return index < 0 ? [] : [index];
      }),
      ...(step.owner === null ? {} : { owner: step.owner }),
    })),
    ruled_out: ruledOut(state),
    likeliest_cause: likeliest(state),
    failure_windows: (state.result?.episodes ?? []).map((episode) => ({
      from: isoTime(episode.from),
      to: episode.to === null ? null : isoTime(episode.to),
      minutes: minutesOf((episode.to ?? state.facts?.now ?? episode.from) - episode.from),
      peak_error_rate: Math.round(episode.peakRate * 10_000) / 10_000,
      uncertain: episode.uncertain,
    })),
    fix_ledger: fixLedger(state),
    change_census: census(state),
    open_questions: openQuestions(state),
    dissent: state.dissent.map((one) => ({ ...one })),
    forecast: forecast(state),
    evidence: evidenceOf(state),
    ...(state.noted.length > 0 || state.loggedAttempts.length > 0 ? { noted: notedOf(state) } : {}),
    sources: sources(state),
    provenance: {
      schema: REPORT_SCHEMA,
      engine: state.result?.engine ?? 'none',
      generated: isoTime(stamp.generatedAt),
      status: gaps.length === 0 ? 'complete' : 'partial',
      missing: gaps,
      session: state.id,
      events: state.seq,
      head_hash: stamp.headHash,
      input_hash: state.inputHash ?? '',
      zone: state.facts?.zone ?? 'UTC',
      max_depth: state.maxDepth,
      questions: state.rungs.map((rung) => ({
        rung: rung.id,
        asked_by: 'playbook',
        worded_by: rung.askedBy,
        answered_by: rung.answeredBy,
        personality: rung.askedIn,
      })),
      overruled: [...(state.finished?.overruled ?? [])],
      ...(state.erased.length === 0 ? {} : { erased: [...state.erased] }),
    },
  };
}
