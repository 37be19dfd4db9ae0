import { NO_IDS } from '../incident/given-ids.ts';
import type { Brief } from '../incident/incident.ts';
import { DEFAULT_DEPTH } from '../incident/incident-limits.ts';
import type { SessionState } from './state.ts';

/** A brief in which nothing was said yet. */
export const EMPTY_BRIEF: Brief = {
  problem: '',
  context: '',
  impact: null,
  teamHypothesis: null,
  personality: 'default',
  outputFormat: 'yaml',
  maxDepth: DEFAULT_DEPTH,
};

/** The state of a session before its first event. */
export function emptyState(session: string): SessionState {
  return {
    id: session,
    seq: 0,
    title: '',
    openedAt: 0,
    brief: EMPTY_BRIEF,
    folder: null,
    sources: [],
    clocks: [],
    formats: [],
    facts: null,
    given: NO_IDS,
    findings: [],
    result: null,
    inputHash: null,
    pins: {},
    rungs: [],
    settled: [],
    openEnds: [],
    current: null,
    personality: EMPTY_BRIEF.personality,
    ownPersonality: null,
    maxDepth: EMPTY_BRIEF.maxDepth,
    loggedAttempts: [],
    noted: [],
    inHand: null,
    verifications: [],
    scoredForecasts: [],
    people: null,
    blind: { phase: 'not-held' },
    dissent: [],
    steps: [],
    screen: 'ladder',
    closeUp: null,
    live: false,
    erased: [],
    finished: null,
    undoable: null,
    redoable: null,
    undoLabel: null,
  };
}
