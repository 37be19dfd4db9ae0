import { type GivenIds, remembered } from '../incident/given-ids.ts';
import { type NotedEntry, notedIn, withNoted, withoutNoted } from '../incident/noted-entries.ts';
import type { BodyOf, IncidentFacts } from './events.ts';
import type { SessionState } from './state.ts';

/** Where nothing was read yet: what people tell needs a place before the first file. */
function noFacts(now: number): IncidentFacts {
  return {
    name: '',
    zone: 'UTC',
    zoneAssumed: true,
    now,
    roles: { requests: null, errors: null, limits: [] },
    statements: [],
    attempts: [],
    changes: [],
    teams: [],
    streamIds: [],
    seriesIds: [],
  };
}

/** The state with its facts as files and room together tell them; `files` what the files alone brought. */
export function toldTogether(state: SessionState, files: IncidentFacts | null, now: number): SessionState {
  const noted = notedIn(state);
  if (noted.length === 0) return { ...state, facts: files };
  const toldBy = Object.fromEntries(noted.map(({ entry, toldBy: role }) => [entry.id, role]));
  return { ...state, facts: { ...withNoted(files ?? noFacts(now), noted), toldBy } };
}

/** The ids that were given, with one that the room gave: no record of the evidence takes its number. */
function givenWith(state: SessionState, { kind, entry }: NotedEntry): GivenIds {
  const list = ({ attempt: 'attempts', statement: 'statements', change: 'changes' } as const)[kind];
  return { ...state.given, [list]: remembered(state.given[list], [entry], () => []) };
}

function added(state: SessionState, part: Partial<SessionState>, at: number): SessionState {
  const files = state.facts && withoutNoted(state.facts, notedIn(state));
  const more = { ...state, ...part };
  const newest = notedIn(more).find(({ entry }) => !notedIn(state).some((one) => one.entry.id === entry.id));
  return toldTogether(newest ? { ...more, given: givenWith(state, newest) } : more, files, at);
}

/** One entry more among the facts; `at` in epoch ms. */
export function noteEntry(state: SessionState, body: BodyOf<'entry-noted'>, at: number): SessionState {
  return added(state, { noted: [...state.noted, body.noted] }, at);
}

/** An attempt that was logged while it happened. */
export function logAttempt(state: SessionState, body: BodyOf<'attempt-logged'>, at: number): SessionState {
  return added(state, { loggedAttempts: [...state.loggedAttempts, body.attempt] }, at);
}
