import { closingOf, leftOpen } from '../facilitation/closing-of.ts';
import { BESIDE_LADDER } from '../ladder/closing.ts';
import type { Cite, RungId } from '../ladder/rung.ts';
import { fail, ok, type Result } from '../result.ts';
import { unknownCite } from './cites.ts';
import type { Command } from './commands.ts';
import type { DecideContext } from './decide-context.ts';
import type { EventBody } from './events.ts';
import { optionalTextFor, textFor } from './limits.ts';
import type { SessionState } from './state.ts';
import { findRung, nextRungId } from './tree.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;
type Decision = Result<EventBody[]>;

/** Moves that stand beside the ladder's depth: they test or close what is there. */
const OUTSIDE_DEPTH: ReadonlySet<string> = new Set([
  'contain',
  'frame',
  'challenge',
  'test',
  'prevent',
  'stop',
]);

/** A question from the playbook (`move` null: its best), in its words or in the asker's. */
export function ask(state: SessionState, command: CommandOf<'ask'>, context: DecideContext): Decision {
  const offered = context.questions(state);
  const wanted =
    command.move === null
      ? offered.find((each) => command.parent === null || each.parent === command.parent)
      : (offered.find((each) => each.move === command.move && each.parent === command.parent) ??
        (command.parent === null ? offered.find((each) => each.move === command.move) : undefined));
  if (!wanted && command.question === null) {
    return command.move === null
      ? fail(
          'nothing-to-ask',
          'The playbook has no further question.',
          'Write your own, bring evidence, or finish.',
        )
      : fail(
          'move-not-possible',
          `"${command.move}" has nothing to ask here.`,
          'Pick another move or write your own.',
        );
  }
  const own =
    command.question === null
      ? ok(wanted?.question ?? '')
      : textFor('question', command.question, 'The question');
  if (!own.ok) return own;
  const parent = wanted?.parent ?? command.parent;
  const move = wanted?.move ?? command.move ?? 'own';
  const above = parent === null ? 0 : (findRung(state.rungs, parent)?.level ?? 0);
  const level = wanted?.level ?? (move === 'frame' && parent === null ? 0 : above + 1);
  if (level > state.maxDepth && !OUTSIDE_DEPTH.has(move)) {
    return fail(
      'too-deep',
      `Level ${level} is below the depth of ${state.maxDepth} set for this session.`,
      'Set a greater depth, or take what stands as a root.',
    );
  }
  const same = state.rungs.find(
    (rung) => rung.status === 'open' && rung.parent === parent && rung.question === own.value,
  );
  if (same)
    return fail(
      'already-asked',
      `${same.id} asks this already.`,
      'Answer it, or word the new one differently.',
    );
  return ok([
    {
      kind: 'question-asked',
      rung: nextRungId([...state.rungs, ...state.settled], parent),
      parent,
      level,
      move,
      question: own.value,
      playbookQuestion: wanted?.question ?? own.value,
      why: wanted?.why ?? 'asked by the team',
      askedIn: state.personality,
      askedBy: command.askedBy,
    },
  ]);
}

export function wordQuestion(state: SessionState, command: CommandOf<'word-question'>): Decision {
  const question = textFor('question', command.question, 'The question');
  if (!question.ok) return question;
  const { rung, askedBy } = command;
  return ok([
    { kind: 'question-worded', rung, question: question.value, askedBy, askedIn: state.personality },
  ]);
}

export function acceptAnswer(
  state: SessionState,
  command: CommandOf<'accept-answer'>,
  context: DecideContext,
): Decision {
  const answer = textFor('answer', command.answer, 'The answer');
  if (!answer.ok) return answer;
  const cites = checkedCites(state, command.cites);
  if (!cites.ok) return cites;
  const { rung, answeredBy } = command;
  const asked = findRung(state.rungs, rung);
  if (asked && BESIDE_LADDER.has(asked.move)) {
    return ok([
      {
        kind: 'question-settled',
        rung,
        answer: answer.value,
        answeredBy,
        cites: cites.value,
        became: closingOf(state, asked, answer.value),
      },
    ]);
  }
  const { status, reason, about } = context.standing(state, {
    answer: answer.value,
    cites: cites.value,
    parent: asked?.parent ?? null,
    ...(asked ? { move: asked.move } : {}),
  });
  return ok([
    {
      kind: 'answer-accepted',
      rung,
      answer: answer.value,
      answeredBy,
      cites: cites.value,
      about,
      status,
      statusReason: reason,
    },
  ]);
}

export function addBranch(
  state: SessionState,
  command: CommandOf<'add-branch'>,
  context: DecideContext,
): Decision {
  const answer = textFor('answer', command.answer, 'The answer');
  if (!answer.ok) return answer;
  const cites = checkedCites(state, command.cites);
  if (!cites.ok) return cites;
  const { sibling, answeredBy, refutedBy } = command;
  if (refutedBy !== null && unknownCite(state, refutedBy)) return noSuchEvidence(refutedBy);
  const beside = findRung(state.rungs, sibling);
  const parent = beside?.parent ?? null;
  const standing = context.standing(state, {
    answer: answer.value,
    cites: cites.value,
    parent,
    ...(beside ? { move: beside.move } : {}),
  });
  const against = refutedBy ?? standing.refutedBy;
  return ok([
    {
      kind: 'branch-added',
      rung: nextRungId([...state.rungs, ...state.settled], parent),
      sibling,
      answer: answer.value,
      answeredBy,
      cites: cites.value,
      about: standing.about,
      status: refutedBy === null ? standing.status : 'refuted',
      statusReason: refutedBy === null ? standing.reason : `against ${refutedBy}`,
      refutedBy: against,
    },
  ]);
}

export function refute(state: SessionState, command: CommandOf<'refute'>): Decision {
  const { rung, refutedBy } = command;
  if (refutedBy !== null && unknownCite(state, refutedBy)) return noSuchEvidence(refutedBy);
  const reason =
    refutedBy === null
      ? textFor('line', command.reason, 'The reason')
      : optionalTextFor('line', command.reason, 'The reason');
  if (!reason.ok) return reason;
  return ok([
    {
      kind: 'rung-refuted',
      rung,
      refutedBy,
      reason: reason.value === '' ? `against ${refutedBy}` : reason.value,
    },
  ]);
}

/** A question of the ladder stays on it; one beside the ladder leaves it and is noted as open. */
export function park(state: SessionState, command: CommandOf<'park'>): Decision {
  const bring = command.bring === null ? ok('') : optionalTextFor('line', command.bring, 'What to bring');
  if (!bring.ok) return bring;
  const asked = findRung(state.rungs, command.rung);
  if (asked && BESIDE_LADDER.has(asked.move)) {
    return ok([
      {
        kind: 'question-settled',
        rung: command.rung,
        answer: null,
        answeredBy: 'team',
        cites: [],
        became: leftOpen(state, asked, bring.value === '' ? null : bring.value),
      },
    ]);
  }
  return ok([{ kind: 'rung-parked', rung: command.rung, bring: bring.value === '' ? null : bring.value }]);
}

/** A refuted answer stays where it is, struck through: its question is asked again beside it. */
export function reopen(state: SessionState, command: CommandOf<'reopen'>): Decision {
  const rung = findRung(state.rungs, command.rung);
  if (rung?.status !== 'refuted') return ok([{ kind: 'rung-reopened', rung: command.rung }]);
  const { parent, level, move, question, playbookQuestion, why } = rung;
  return ok([
    {
      kind: 'question-asked',
      rung: nextRungId([...state.rungs, ...state.settled], parent),
      parent,
      level,
      move,
      question,
      playbookQuestion,
      why,
      askedIn: state.personality,
      askedBy: 'team',
    },
  ]);
}

export function claimRoot(command: CommandOf<'claim-root'>): Decision {
  const { rung, root } = command;
  const action = root.action === null ? ok('') : optionalTextFor('line', root.action, 'The action');
  if (!action.ok) return action;
  const owner = root.owner === null ? ok('') : optionalTextFor('line', root.owner, 'The owner');
  if (!owner.ok) return owner;
  return ok([
    {
      kind: 'root-claimed',
      rung,
      root: { ...root, action: action.value || null, owner: owner.value || null },
    },
  ]);
}

export function addStep(command: CommandOf<'add-step'>): Decision {
  const action = textFor('line', command.action, 'The action');
  if (!action.ok) return action;
  const { horizon, owner } = command;
  const prevents: RungId[] = [...new Set(command.prevents)];
  return ok([{ kind: 'step-added', action: action.value, horizon, prevents, owner: owner?.trim() || null }]);
}

function checkedCites(state: SessionState, cites: readonly Cite[]): Result<readonly Cite[]> {
  const unknown = cites.find((cite) => unknownCite(state, cite.id));
  if (unknown) return noSuchEvidence(unknown.id);
  return ok(cites.filter((cite, i) => cites.findIndex((other) => other.id === cite.id) === i));
}

function noSuchEvidence(id: string): ReturnType<typeof fail> {
  return fail(
    'unknown-cite',
    `There is no ${id} to cite.`,
    'Cite a finding (F), statement (S), attempt (A), change (C) or source (E).',
  );
}
