import type { Cite, Rung, RungId } from '../ladder/rung.ts';
import { assertNever } from '../result.ts';
import { unknownCite } from './cites.ts';
import type { BodyOf } from './events.ts';
import type { SessionState } from './state.ts';
import { currentOf, findRung, insertSibling } from './tree.ts';

/** True when what is cited is gone, or is a finding that says something newer than what was read. */
export function citesMoved(state: SessionState, cites: readonly Cite[]): boolean {
  return cites.some((cite) => {
    if (cite.revision === null) return unknownCite(state, cite.id);
    const finding = state.findings.find((each) => each.id === cite.id);
    return finding === undefined || finding.withdrawn || finding.revision !== cite.revision;
  });
}

/** The ideas leave the screen with the first answer after the reveal. */
function onward(state: SessionState): SessionState {
  return state.screen === 'ideas' ? { ...state, screen: 'ladder' } : state;
}

function withRungs(state: SessionState, rungs: readonly Rung[]): SessionState {
  return { ...state, rungs, current: currentOf(rungs) };
}

function change(state: SessionState, id: RungId, by: (rung: Rung) => Rung): SessionState {
  const index = state.rungs.findIndex((one) => one.id === id);
  const rung = state.rungs[index];
  return rung ? withRungs(state, state.rungs.with(index, by(rung))) : state;
}

export function askQuestion(state: SessionState, body: BodyOf<'question-asked'>): SessionState {
  const rung: Rung = {
    id: body.rung,
    parent: body.parent,
    // Sessions of earlier versions hold it as level 1.
    level: body.move === 'frame' && body.parent === null ? 0 : body.level,
    move: body.move,
    question: body.question,
    playbookQuestion: body.playbookQuestion,
    why: body.why,
    askedIn: body.askedIn,
    askedBy: body.askedBy,
    answer: null,
    answeredBy: null,
    status: 'open',
    statusReason: 'asked, not answered yet',
    cites: [],
    about: [],
    bring: null,
    checkAgain: false,
    refutedBy: null,
    root: null,
  };
  return withRungs(state, [...state.rungs, rung]);
}

export function wordQuestion(state: SessionState, body: BodyOf<'question-worded'>): SessionState {
  return change(state, body.rung, (rung) => ({
    ...rung,
    question: body.question,
    playbookQuestion: body.playbookQuestion ?? rung.playbookQuestion,
    askedBy: body.askedBy,
    askedIn: body.askedIn,
  }));
}

export function acceptAnswer(state: SessionState, body: BodyOf<'answer-accepted'>): SessionState {
  return change(onward(state), body.rung, (rung) => ({
    ...rung,
    answer: body.answer,
    answeredBy: body.answeredBy,
    cites: body.cites,
    about: body.about,
    status: body.status,
    statusReason: body.statusReason,
    bring: null,
    checkAgain: citesMoved(state, body.cites),
    refutedBy: body.status === 'refuted' ? refuterAmong(state, body.cites) : null,
  }));
}

/** The question leaves the ladder; what its answer became is written where the report reads it. */
export function settleQuestion(
  state: SessionState,
  body: BodyOf<'question-settled'>,
  at: number,
): SessionState {
  const { rung: id, answer, answeredBy, cites, became } = body;
  const rung = findRung(state.rungs, id);
  if (!rung) return state;
  const left = withRungs(
    { ...onward(state), settled: [...state.settled, { ...rung, answer, answeredBy, cites }] },
    state.rungs.filter((each) => each.id !== id),
  );
  switch (became.as) {
    case 'check':
      return {
        ...left,
        verifications: [...left.verifications, became.check],
        steps: became.step === null ? left.steps : [...left.steps, became.step],
      };
    case 'in-hand':
      return { ...left, inHand: { action: became.action, prediction: became.prediction, since: at } };
    case 'open-end':
      return { ...left, openEnds: [...left.openEnds, became.end] };
    case 'known':
      return left;
    default:
      return assertNever(became);
  }
}

/** The cited finding that speaks against the answer. */
function refuterAmong(state: SessionState, cites: readonly Cite[]): string | null {
  const against = state.findings.filter((finding) => finding.verdict === 'ruled-out' && !finding.withdrawn);
  return cites.find((cite) => against.some((finding) => finding.id === cite.id))?.id ?? null;
}

export function addBranch(state: SessionState, body: BodyOf<'branch-added'>): SessionState {
  const sibling = findRung(state.rungs, body.sibling);
  if (!sibling) return state;
  const rung: Rung = {
    ...sibling,
    id: body.rung,
    answer: body.answer,
    answeredBy: body.answeredBy,
    cites: body.cites,
    about: body.about,
    status: body.status,
    statusReason: body.statusReason,
    bring: null,
    checkAgain: citesMoved(state, body.cites),
    refutedBy: body.refutedBy,
    root: null,
  };
  return withRungs(state, insertSibling(state.rungs, rung, body.sibling));
}

export function refuteRung(state: SessionState, body: BodyOf<'rung-refuted'>): SessionState {
  return change(state, body.rung, (rung) => ({
    ...rung,
    status: 'refuted',
    statusReason: body.reason,
    refutedBy: body.refutedBy,
    root: null,
  }));
}

export function parkRung(state: SessionState, body: BodyOf<'rung-parked'>): SessionState {
  return change(state, body.rung, (rung) => ({
    ...rung,
    status: 'parked',
    statusReason: body.bring === null ? 'left for later' : `open until somebody brings ${body.bring}`,
    bring: body.bring,
  }));
}

export function reopenRung(state: SessionState, body: BodyOf<'rung-reopened'>): SessionState {
  return change(state, body.rung, (rung) => ({
    ...rung,
    answer: null,
    answeredBy: null,
    status: 'open',
    statusReason: 'asked again',
    cites: [],
    about: [],
    bring: null,
    checkAgain: false,
    refutedBy: null,
    root: null,
  }));
}

export function claimRoot(state: SessionState, body: BodyOf<'root-claimed'>): SessionState {
  return change(state, body.rung, (rung) => ({ ...rung, root: body.root }));
}

export function withdrawRoot(state: SessionState, body: BodyOf<'root-withdrawn'>): SessionState {
  return change(state, body.rung, (rung) => ({ ...rung, root: null }));
}
