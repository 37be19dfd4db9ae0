import type { SessionState } from '../../shared/session/state.ts';

/** A text of a session that the search looks into. */
export interface Passage {
  readonly place: 'problem' | 'cause' | 'answer' | 'statement' | 'evidence';
  readonly words: string;
}

/** What "have we seen this before?" searches: problem, causes, answers, what was said, and the records that were pinned. */
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
    ...evidenceOf(state).map((words) => ({ place: 'evidence' as const, words })),
  ].filter((passage) => passage.words.trim() !== '');
}

/** Records that stand behind what was cited: the error message of today may be that of a past session. */
function evidenceOf(state: SessionState): string[] {
  const cited = new Set(state.rungs.flatMap((rung) => rung.cites.map((cite) => cite.id)));
  const excerpts = [...cited].flatMap((id) => (state.pins[id] ?? []).map((pin) => pin.excerpt));
  return [...new Set(excerpts)];
}
