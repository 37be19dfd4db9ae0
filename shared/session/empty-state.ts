import type { Brief } from '../incident/incident.ts';
import type { SessionState } from './state.ts';

/** Depth of the ladder when nobody said otherwise, and the range that `max_depth` accepts (levels). */
export const DEFAULT_MAX_DEPTH = 7;
export const MIN_MAX_DEPTH = 3;
export const MAX_MAX_DEPTH = 15;

/** A brief in which nothing was said yet. */
export const EMPTY_BRIEF: Brief = {
  problem: '',
  context: '',
  impact: null,
  teamHypothesis: null,
  personality: 'default',
  outputFormat: 'yaml',
  maxDepth: DEFAULT_MAX_DEPTH,
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
    facts: null,
    findings: [],
    result: null,
    inputHash: null,
    pins: {},
    rungs: [],
    current: null,
    personality: EMPTY_BRIEF.personality,
    maxDepth: EMPTY_BRIEF.maxDepth,
    loggedAttempts: [],
    inHand: null,
    verifications: [],
    blind: { phase: 'not-held' },
    dissent: [],
    steps: [],
    screen: 'ladder',
    live: false,
    finished: null,
    undoable: null,
    redoable: null,
    undoLabel: null,
  };
}
