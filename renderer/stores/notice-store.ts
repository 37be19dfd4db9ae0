import { create } from 'zustand';

/** One sentence for the facilitator, and what to do about it. It never covers the room's work. */
export interface Notice {
  readonly tone: 'problem' | 'done';
  readonly text: string;
  readonly hint: string | null;
}

interface NoticeStore {
  readonly notice: Notice | null;
  say(notice: Notice): void;
  clear(): void;
}

/** The notice line: the newest sentence stays until it is read or replaced. */
export const useNotices = create<NoticeStore>((set) => ({
  notice: null,
  say: (notice) => set({ notice }),
  clear: () => set({ notice: null }),
}));
