import type { LadderState } from './ladder-state.ts';
import type { Cite } from './rung.ts';

/** A cite that somebody said or wrote. `witness` is one role, or one document: two of them are independent. */
export interface Testimony {
  readonly id: string;
  readonly form: 'said' | 'record';
  readonly witness: string;
  readonly about: readonly string[];
  readonly text: string;
}

/** The cites that are statements, recorded changes, attempts or sources. A spoken account is a role; an export is a document. */
export function testimonyOf(
  state: Pick<LadderState, 'facts' | 'findings' | 'sources'>,
  cites: readonly Cite[],
): Testimony[] {
  const found: Testimony[] = [];
  const add = (
    id: string,
    form: Testimony['form'],
    witness: string,
    about: readonly string[],
    text: string,
  ): void => {
    if (!found.some((one) => one.id === id)) found.push({ id, form, witness, about, text });
  };
  /** What the room noted rests on one role's word, whatever it speaks of; what a file has is a record. */
  const sourceOf = (id: string, source: string | undefined): readonly [Testimony['form'], string] => {
    const role = state.facts?.toldBy?.[id];
    return role === undefined ? ['record', source ?? 'the brief'] : ['said', role];
  };
  for (const { id } of cites) {
    for (const s of state.facts?.statements ?? []) {
      if (s.id === id) add(id, 'said', s.byRole, s.about, s.said);
    }
    for (const c of state.facts?.changes ?? []) {
      if (c.id === id) add(id, ...sourceOf(id, c.ref?.source), c.about, c.what);
    }
    for (const a of state.facts?.attempts ?? []) {
      if (a.id === id) add(id, ...sourceOf(id, a.ref?.source), [], a.action);
    }
    for (const f of state.findings) {
      // A recorded change is a finding that repeats one entry of one document.
      if (f.id === id && !f.withdrawn && f.data.kind === 'recorded-change') {
        add(id, 'record', f.pins[0]?.source ?? f.computedFrom[0] ?? 'the brief', f.data.about, f.statement);
      }
    }
    for (const e of state.sources) {
      if (e.id === id) add(id, 'record', e.id, [], e.file);
    }
  }
  return found;
}
