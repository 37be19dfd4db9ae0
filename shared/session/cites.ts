import type { SessionState } from './state.ts';

/** True when nothing in the session has this id, or the finding that had it was withdrawn. */
export function unknownCite(state: SessionState, id: string): boolean {
  const { facts } = state;
  const lists: readonly (readonly { readonly id: string }[])[] = [
    state.findings.filter((finding) => !finding.withdrawn),
    state.sources,
    facts?.statements ?? [],
    facts?.attempts ?? [],
    facts?.changes ?? [],
  ];
  return !lists.some((list) => list.some((each) => each.id === id));
}
