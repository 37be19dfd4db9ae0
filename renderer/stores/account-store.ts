import { create } from 'zustand';
import type { ProposedEntry } from '../../shared/facilitation/account/propose-entries.ts';

/** A proposal while the facilitator looks at it; texts as typed, so that a half-typed time is no error yet. */
export interface EntryForm extends Omit<ProposedEntry, 'when' | 'at' | 'workedForMs' | 'about'> {
  readonly key: string;
  readonly when: string;
  /** Minutes, as typed. */
  readonly held: string;
  /** Ids, separated by commas. */
  readonly about: string;
  /** Teams, separated by commas. */
  readonly notToldTo: string;
}

interface AccountStore {
  readonly session: string | null;
  readonly text: string;
  readonly toldBy: string;
  readonly forms: readonly EntryForm[];
  /** "S9 statement": what was confirmed, newest first. */
  readonly done: readonly string[];
  open(session: string): void;
  write(part: { readonly text?: string; readonly toldBy?: string }): void;
  propose(entries: readonly ProposedEntry[]): void;
  change(key: string, part: Partial<EntryForm>): void;
  drop(key: string, done?: string): void;
}

let made = 0;

function formOf(entry: ProposedEntry): EntryForm {
  made += 1;
  const { when, workedForMs, about, at: _, ...rest } = entry;
  return {
    ...rest,
    key: `entry-${made}`,
    when: when ?? '',
    held: workedForMs === null ? '' : String(Math.round(workedForMs / 60_000)),
    about: about.join(', '),
    notToldTo: '',
  };
}

/** An account that is being read into entries: outlives its panel, and belongs to one session. */
export const useAccount = create<AccountStore>((set) => ({
  session: null,
  text: '',
  toldBy: '',
  forms: [],
  done: [],
  open: (session) =>
    set((store) =>
      store.session === session ? store : { session, text: '', toldBy: '', forms: [], done: [] },
    ),
  write: (part) => set(part),
  propose: (entries) => set({ forms: entries.map(formOf) }),
  change: (key, part) =>
    set(({ forms }) => ({ forms: forms.map((one) => (one.key === key ? { ...one, ...part } : one)) })),
  drop: (key, done) =>
    set((store) => ({
      forms: store.forms.filter((one) => one.key !== key),
      done: done === undefined ? store.done : [done, ...store.done],
    })),
}));
