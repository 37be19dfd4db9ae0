import { mentions } from '../../incident/mentions.ts';
import type { RootTestRule } from './root-test.ts';

/** It names a thing, a place or a limit: something that can be pointed at. */
export const specificity: RootTestRule = {
  test: 'specificity',
  check(state, root) {
    const answer = root.answer ?? '';
    const { facts } = state;
    const ids = [
      ...(facts?.streamIds ?? []),
      ...(facts?.seriesIds ?? []),
      ...(facts?.teams ?? []).flatMap((team) => [team.name, ...team.owns]),
      ...(facts?.changes ?? []).flatMap((change) => change.about),
    ];
    const named = ids.find((id) => mentions(answer, id));
    if (named !== undefined) return { holds: true, reason: `names ${named}` };
    const figure = /\d[\d.,]*\s?\w*/.exec(answer)?.[0];
    if (figure !== undefined && root.about.length > 0)
      return { holds: true, reason: `states ${figure.trim()}` };
    if (root.about.length > 0) return { holds: true, reason: `about ${root.about[0]}` };
    return { holds: false, reason: 'names no thing, place or limit' };
  },
};
