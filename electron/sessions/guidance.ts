import { questionsFor, replyFromEvidence } from '../../shared/facilitation/next-moves.ts';
import { personalityOf, withOwn } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import type { Guidance } from '../../shared/ipc/contract.ts';
import { askedAgain } from '../../shared/session/asked-again.ts';
import type { SessionState } from '../../shared/session/state.ts';

/** What the playbook offers in this state: questions in the session's personality, follow-ups, and what the evidence says. */
export function guidanceFor(state: SessionState, offered: readonly Personality[]): Guidance {
  const personalities = withOwn(state.ownPersonality, offered);
  const personality = personalityOf(state.personality, personalities);
  const [next = null, ...others] = questionsFor(state, personality);
  const rung = state.rungs.find((each) => each.id === state.current);
  const asked = rung ? askedAgain(state, rung, (before) => questionsFor(before, personality)) : null;
  return {
    seq: state.seq,
    next,
    others,
    prompts: asked?.prompts ?? [],
    reply: rung ? replyFromEvidence(state, rung) : null,
    voice: {
      name: personality.name,
      pushes_back: personality.pushes_back,
      silence_s: personality.silence_s,
      closes: personality.closes,
    },
    personalities: personalities.map(({ id, name, about }) => ({ id, name, about })),
  };
}
