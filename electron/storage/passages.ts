import type { SessionState } from '../../shared/session/state.ts';

/** A text of a session that the search looks into. */
export interface Passage {
  readonly place: 'problem' | 'cause' | 'answer' | 'statement';
  readonly words: string;
}

/** What "have we seen this before?" searches: problem, causes, answers and what was said. */
export function passagesOf(state: SessionState): Passage[] {
  const answered = state.rungs.filter((rung) => rung.answer !== null);
  return [
    { place: 'problem' as const, words: [state.title, state.brief.problem, state.brief.context].join('\n') },
    ...answered.map((rung) => ({
      place: rung.root ? ('cause' as const) : ('answer' as const),
      words: rung.answer ?? '',
    })),
    ...(state.facts?.statements ?? []).map((statement) => ({
      place: 'statement' as const,
      words: statement.said,
    })),
  ].filter((passage) => passage.words.trim() !== '');
}
