import { citesMoved } from './apply-ladder.ts';
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
    maxDepth: body.brief.maxDepth,
  };
}

export function changeBrief(state: SessionState, body: BodyOf<'brief-changed'>): SessionState {
  return { ...state, brief: body.brief };
}

export function importEvidence(state: SessionState, body: BodyOf<'evidence-imported'>): SessionState {
  return { ...state, sources: body.sources, facts: body.facts };
}

/** New findings: rungs that cite one whose revision moved are marked, never rewritten. */
export function takeAnalysis(state: SessionState, body: BodyOf<'analysed'>): SessionState {
  const analysed: SessionState = {
    ...state,
    findings: body.findings,
    result: body.result,
    inputHash: body.inputHash,
    pins: body.pins,
  };
  return {
    ...analysed,
    rungs: analysed.rungs.map((rung) => {
      const checkAgain = citesMoved(analysed, rung.cites);
      return checkAgain === rung.checkAgain ? rung : { ...rung, checkAgain };
    }),
  };
}
