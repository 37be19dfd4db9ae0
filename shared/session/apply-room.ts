import type { BodyOf } from './events.ts';
import type { BlindRound, SessionState } from './state.ts';

export function startAction(state: SessionState, body: BodyOf<'action-started'>, at: number): SessionState {
  return { ...state, inHand: { action: body.action, prediction: body.prediction, since: at } };
}

/** What was in hand becomes a check of the report, with its prediction as the test. */
export function stopAction(state: SessionState, body: BodyOf<'action-stopped'>): SessionState {
  if (state.inHand === null) return state;
  const { action, prediction } = state.inHand;
  if (body.result === 'stopped') return { ...state, inHand: null };
  const verification = {
    test: prediction === '' ? action : `${action}: ${prediction}`,
    result: body.note,
    kind: 'experiment',
    status: body.result,
  } as const;
  return { ...state, inHand: null, verifications: [...state.verifications, verification] };
}

export function addVerification(state: SessionState, body: BodyOf<'verification-added'>): SessionState {
  const { test, result, test_kind: kind, status } = body;
  return { ...state, verifications: [...state.verifications, { test, result, kind, status }] };
}

export function startBlindRound(state: SessionState, body: BodyOf<'blind-round-started'>): SessionState {
  return { ...state, blind: { phase: 'writing', revealAt: body.revealAt, cards: [], hidden: 0 } };
}

export function extendBlindRound(state: SessionState, body: BodyOf<'blind-round-extended'>): SessionState {
  return state.blind.phase === 'writing'
    ? { ...state, blind: { ...state.blind, revealAt: body.revealAt } }
    : state;
}

/** A card whose content is known (console) or withheld (screen); both count it. */
export function addCard(state: SessionState, body: BodyOf<'card-added'> | null): SessionState {
  if (state.blind.phase !== 'writing') return state;
  const { cards, hidden } = state.blind;
  const blind: BlindRound = {
    ...state.blind,
    cards: body === null ? cards : [...cards, body.card],
    hidden: hidden + 1,
  };
  return { ...state, blind };
}

export function skipBlindRound(state: SessionState): SessionState {
  return { ...state, blind: { phase: 'skipped' } };
}

/** The room sees the ideas until it answers the next question, or until somebody shows something else. */
export function reveal(state: SessionState, body: BodyOf<'revealed'>): SessionState {
  return { ...state, screen: 'ideas', blind: { phase: 'revealed', cards: body.cards, groups: body.groups } };
}

export function noteDissent(state: SessionState, body: BodyOf<'dissent-noted'>): SessionState {
  return { ...state, dissent: [...state.dissent, { text: body.text, reason: body.reason }] };
}

export function addStep(state: SessionState, body: BodyOf<'step-added'>): SessionState {
  const { action, horizon, prevents, owner } = body;
  return { ...state, steps: [...state.steps, { action, horizon, prevents, owner }] };
}
