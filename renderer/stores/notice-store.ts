import { create } from 'zustand';

/** One sentence for the facilitator, and what to do about it. It never covers the room's work. */
export interface Notice {
  readonly tone: 'problem' | 'done';
  readonly text: string;
  readonly hint: string | null;
  /** It speaks of what was just tried, and goes with the next command that is taken. */
  readonly passing?: boolean;
}

interface NoticeStore {
  readonly notice: Notice | null;
  say(notice: Notice): void;
  clear(): void;
  /** A command was taken: what was said of the one before it is over. */
  settle(): void;
}

/** The notice line: the newest sentence stays until it is read or replaced. */
export const useNotices = create<NoticeStore>((set, get) => ({
  notice: null,
  say: (notice) => set({ notice }),
  clear: () => set({ notice: null }),
  settle: () => {
    if (get().notice?.passing) set({ notice: null });
  },
}));
