import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Cite } from '../../shared/ladder/rung.ts';

/** What somebody is typing and has not accepted yet. */
export interface Draft {
  readonly question: string | null;
  readonly answer: string;
  readonly cites: readonly Cite[];
}

const EMPTY: Draft = { question: null, answer: '', cites: [] };

interface DraftStore {
  readonly drafts: Readonly<Record<string, Draft>>;
  change(key: string, part: Partial<Draft>): void;
  drop(key: string): void;
}

/** Drafts by session and rung. They outlive a reload and a crash of the window: nothing typed is lost. */
export const useDrafts = create<DraftStore>()(
  persist(
    (set) => ({
      drafts: {},
      change: (key, part) =>
        set(({ drafts }) => ({ drafts: { ...drafts, [key]: { ...(drafts[key] ?? EMPTY), ...part } } })),
      drop: (key) =>
        set(({ drafts }) => {
          const { [key]: _, ...rest } = drafts;
          return { drafts: rest };
        }),
    }),
    { name: 'whyladder-drafts' },
  ),
);

/** The draft under a key; an empty one where there is none. */
export function draftOf(drafts: Readonly<Record<string, Draft>>, key: string): Draft {
  return drafts[key] ?? EMPTY;
}
