import type { LadderState } from '../ladder/ladder-state.ts';
import type { Rung } from '../ladder/rung.ts';
import { type Form, fillTemplate, moveOf, type Slots } from './form.ts';
import type { MoveProposal } from './move-spec.ts';
import { PLAYBOOK_MOVES } from './moves.ts';
import type { Personality } from './personality.ts';
import { formOf, PLAYBOOK } from './playbook-text.ts';
import type { EvidenceReply, PlaybookQuestion } from './playbook-types.ts';
import { fitting, QUESTION_LENGTH } from './wording.ts';

/** Moves that stand beside the ladder's depth: they frame, test or close what is there. */
const OUTSIDE_DEPTH = new Set<Form>(['contain', 'frame', 'challenge', 'test', 'prevent', 'stop']);

/** What could be asked next, best first. No personality has a say in it. */
export function nextMoves(state: LadderState): readonly MoveProposal[] {
  return PLAYBOOK_MOVES.flatMap((spec) => {
    const proposal = spec.propose(state);
    if (!proposal) return [];
    return proposal.level <= state.maxDepth || OUTSIDE_DEPTH.has(proposal.form) ? [proposal] : [];
  }).toSorted((a, b) => b.score - a.score);
}

/** A move in the words of a personality: the fullest wording whose slots are filled and that fits the room. */
export function askQuestion(proposal: MoveProposal, personality: Personality): PlaybookQuestion {
  const text = PLAYBOOK[proposal.form];
  return {
    move: moveOf(proposal.form),
    parent: proposal.parent,
    level: proposal.level,
    question: worded(personality.questions[proposal.form] ?? text.questions, proposal.slots, text.questions),
    why: fillTemplate(text.why, proposal.slots) ?? text.why.replace(/\{[a-z]+\}/g, 'it'),
    prompts: text.prompts.flatMap((prompt) => fillTemplate(prompt, proposal.slots) ?? []),
    score: proposal.score,
  };
}

/** The questions that could be asked next, best first, in the words of one personality. */
export function questionsFor(state: LadderState, personality: Personality): readonly PlaybookQuestion[] {
  return nextMoves(state).map((proposal) => askQuestion(proposal, personality));
}

/** What findings, statements and records say to the question of a rung. */
export function replyFromEvidence(state: LadderState, rung: Rung): EvidenceReply {
  const form = formOf(rung);
  const spec = PLAYBOOK_MOVES.find((one) => one.form === form);
  if (spec) return spec.reply(state, rung);
  return {
    kind: 'missing',
    bring: 'A record, a metric or a statement that answers it.',
    reason: 'The team asked this in its own words; the playbook cannot tell which finding answers it.',
  };
}

function worded(own: readonly string[], slots: Slots, neutral: readonly string[]): string {
  const filled = own.flatMap((template) => fillTemplate(template, slots) ?? []);
  const fallback = neutral.flatMap((template) => fillTemplate(template, slots) ?? []);
  const wordings = filled.length > 0 ? filled : fallback;
  return capital(fitting(wordings.length > 0 ? wordings : ['What lies behind this?'], QUESTION_LENGTH));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
