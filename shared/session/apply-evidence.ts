import { isKind } from '../analyses/finding.ts';
import { scoreForecast } from '../analyses/forecast/score-forecast.ts';
import { attemptKeys, changeKeys, remembered, sourceKeys, statementKeys } from '../incident/given-ids.ts';
import { citesMoved } from './apply-ladder.ts';
import { toldTogether } from './apply-noted.ts';
import type { BodyOf } from './events.ts';
import type { SessionState } from './state.ts';

export function openSession(state: SessionState, body: BodyOf<'session-opened'>, at: number): SessionState {
  return {
    ...state,
    title: body.title,
    openedAt: at,
    folder: body.folder,
    brief: body.brief,
    personality: body.brief.personality,
    ownPersonality: body.ownPersonality ?? null,
    maxDepth: body.brief.maxDepth,
  };
}

export function changeBrief(state: SessionState, body: BodyOf<'brief-changed'>): SessionState {
  return { ...state, brief: body.brief };
}

export function importEvidence(
  state: SessionState,
  body: BodyOf<'evidence-imported'>,
  at: number,
): SessionState {
  const { sources, facts } = body;
  const { given } = state;
  const told = toldTogether({ ...state, sources }, facts, at);
  return checkedAgain({
    ...told,
    given: {
      sources: remembered(given.sources, sources, sourceKeys),
      statements: remembered(given.statements, facts.statements, statementKeys),
      attempts: remembered(given.attempts, facts.attempts, attemptKeys),
      changes: remembered(given.changes, facts.changes, changeKeys),
    },
  });
}

/** The newest word on a file's clock replaces the one before; the times move when the file is read again. */
export function setSourceClock(state: SessionState, body: BodyOf<'source-clock-set'>): SessionState {
  const { file, timezone, offsetMs } = body;
  const others = state.clocks.filter((clock) => clock.file !== file);
  const set = timezone !== null || offsetMs !== null;
  return { ...state, clocks: set ? [...others, { file, timezone, offsetMs }] : others };
}

/** The newest word on what a file is replaces the one before; its records follow when it is read again. */
export function setSourceFormat(state: SessionState, body: BodyOf<'source-format-set'>): SessionState {
  const { file, importer } = body;
  const others = state.formats.filter((format) => format.file !== file);
  return { ...state, formats: importer === null ? others : [...others, { file, importer }] };
}

/** New findings: rungs that cite one whose revision moved are marked, never rewritten. */
export function takeAnalysis(state: SessionState, body: BodyOf<'analysed'>): SessionState {
  return checkedAgain({
    ...state,
    scoredForecasts: [...state.scoredForecasts, ...settledBy(state, body)],
    findings: body.findings,
    result: body.result,
    inputHash: body.inputHash,
    pins: body.pins,
  });
}

/** Forecasts of the analysis before this one that the grown evidence settles; each is settled once. */
function settledBy(state: SessionState, body: BodyOf<'analysed'>): SessionState['scoredForecasts'] {
  const before = state.findings.find((finding) => !finding.withdrawn && isKind(finding, 'forecast'));
  if (!before || !isKind(before, 'forecast') || !state.facts) return [];
  return scoreForecast(before.data, body.result.episodes, state.facts.now).filter(
    (scored) =>
      !state.scoredForecasts.some(
        (one) => one.candidate === scored.candidate && one.next.from === scored.next.from,
      ),
  );
}

/** Marks the rungs whose cites are gone or moved. */
function checkedAgain(state: SessionState): SessionState {
  return {
    ...state,
    rungs: state.rungs.map((rung) => {
      const checkAgain = citesMoved(state, rung.cites);
      return checkAgain === rung.checkAgain ? rung : { ...rung, checkAgain };
    }),
  };
}
