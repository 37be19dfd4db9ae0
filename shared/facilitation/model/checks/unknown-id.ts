import { type LadderState, liveFindings } from '../../../ladder/ladder-state.ts';
import type { ReplyCheck } from './reply-check.ts';

const ID = /\b[FSACEHR]\d+(?:\.\d+)*\b/g;

/** Ids that a reply may cite: live findings, statements, attempts, changes, sources. */
export function citableIds(state: Pick<LadderState, 'findings' | 'facts' | 'sources'>): ReadonlySet<string> {
  const { facts } = state;
  return new Set([
    ...liveFindings(state).map(({ id }) => id),
    ...[...(facts?.statements ?? []), ...(facts?.attempts ?? []), ...(facts?.changes ?? [])].map(
      ({ id }) => id,
    ),
    ...state.sources.map(({ id }) => id),
  ]);
}

/** An id that does not exist, in the list of cites or in a sentence. */
export const unknownId: ReplyCheck = ({ cites, sentences }, { state }) => {
  const known = citableIds(state);
  const rungs = new Set<string>(state.rungs.map(({ id }) => id));
  const ids = [...(state.facts?.streamIds ?? []), ...(state.facts?.seriesIds ?? [])].join(' ');
  const bad =
    cites.find((id) => !known.has(id)) ??
    sentences
      .flatMap((text) => text.match(ID) ?? [])
      .find((id) => !known.has(id) && !rungs.has(id) && !ids.includes(id));
  return bad === undefined ? null : { check: 'unknown-id', reason: `There is no ${bad}.` };
};
