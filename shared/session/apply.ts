import { assertNever } from '../result.ts';
import {
  changeBrief,
  importEvidence,
  openSession,
  setSourceClock,
  setSourceFormat,
  takeAnalysis,
} from './apply-evidence.ts';
import {
  acceptAnswer,
  addBranch,
  askQuestion,
  claimRoot,
  parkRung,
  refuteRung,
  reopenRung,
  settleQuestion,
  withdrawRoot,
  wordQuestion,
} from './apply-ladder.ts';
import { logAttempt, noteEntry } from './apply-noted.ts';
import {
  addCard,
  addStep,
  addVerification,
  extendBlindRound,
  noteDissent,
  reveal,
  skipBlindRound,
  startAction,
  startBlindRound,
  stopAction,
} from './apply-room.ts';
import type { EventBody, ScreenEvent } from './events.ts';
import type { SessionState } from './state.ts';

/**
 * One event onto the state: what every window, the command line and the report share. `undone` and `redone` only
 * move `seq` here: which entries count is settled before the reduction (see undo.ts).
 */
export function apply(state: SessionState, event: ScreenEvent): SessionState {
  const next = 'body' in event ? applyBody(state, event.body, event.at) : addCard(state, null);
  return { ...next, seq: Math.max(state.seq, event.seq) };
}

/** The same for a body that has no place in the log yet; `at` in epoch ms. */
export function applyBody(state: SessionState, body: EventBody, at: number): SessionState {
  switch (body.kind) {
    case 'session-opened':
      return openSession(state, body, at);
    case 'brief-changed':
      return changeBrief(state, body);
    case 'evidence-imported':
      return importEvidence(state, body, at);
    case 'analysed':
      return takeAnalysis(state, body);
    case 'source-clock-set':
      return setSourceClock(state, body);
    case 'source-format-set':
      return setSourceFormat(state, body);
    case 'personality-switched':
      return { ...state, personality: body.personality };
    case 'depth-set':
      return { ...state, maxDepth: body.maxDepth };
    case 'question-asked':
      return askQuestion(state, body);
    case 'question-worded':
      return wordQuestion(state, body);
    case 'answer-accepted':
      return acceptAnswer(state, body);
    case 'question-settled':
      return settleQuestion(state, body, at);
    case 'branch-added':
      return addBranch(state, body);
    case 'rung-refuted':
      return refuteRung(state, body);
    case 'rung-parked':
      return parkRung(state, body);
    case 'rung-reopened':
      return reopenRung(state, body);
    case 'root-claimed':
      return claimRoot(state, body);
    case 'root-withdrawn':
      return withdrawRoot(state, body);
    case 'attempt-logged':
      return logAttempt(state, body, at);
    case 'entry-noted':
      return noteEntry(state, body, at);
    case 'action-started':
      return startAction(state, body, at);
    case 'action-stopped':
      return stopAction(state, body);
    case 'verification-added':
      return addVerification(state, body);
    case 'blind-round-started':
      return startBlindRound(state, body);
    case 'blind-round-extended':
      return extendBlindRound(state, body);
    case 'people-named':
      return { ...state, people: body.count === 0 ? null : { count: body.count, roles: body.roles } };
    case 'card-added':
      return addCard(state, body);
    case 'blind-round-skipped':
      return skipBlindRound(state);
    case 'revealed':
      return reveal(state, body);
    case 'dissent-noted':
      return noteDissent(state, body);
    case 'step-added':
      return addStep(state, body);
    case 'screen-switched':
      return {
        ...state,
        screen: body.view,
        closeUp: body.window === undefined ? state.closeUp : body.window,
      };
    case 'live-switched':
      return { ...state, live: body.live };
    case 'finished':
      return { ...state, finished: { at, overruled: body.overruled } };
    case 'erased':
      return { ...state, erased: [...new Set([...state.erased, ...body.entries.map(({ seq }) => seq)])] };
    case 'undone':
    case 'redone':
      return state;
    default:
      return assertNever(body);
  }
}
