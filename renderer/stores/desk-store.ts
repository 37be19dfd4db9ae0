import { create } from 'zustand';
import type { DisplayState, ImportProgress } from '../../shared/ipc/contract.ts';

/** What the facilitator's window shows. */
export type Page = 'library' | 'work' | 'sources' | 'finish' | 'presenter';

interface DeskStore {
  readonly page: Page;
  readonly palette: boolean;
  readonly picker: boolean;
  readonly form: boolean;
  readonly selectedFinding: string | null;
  readonly selectedRung: string | null;
  readonly findingsOpen: boolean;
  /** The model panel, in place of the findings. */
  readonly modelOpen: boolean;
  /** The reading of an account, in place of the findings. */
  readonly accountOpen: boolean;
  readonly asking: 'log-attempt' | 'refute' | 'branch' | 'park' | 'dissent' | 'stop-action' | 'erase' | null;
  /** An answer is being taken: between it and the next question nothing is asked for a moment. */
  readonly taking: boolean;
  readonly progress: ImportProgress | null;
  readonly displays: DisplayState;
  show(page: Page): void;
  set(part: Partial<Omit<DeskStore, 'show' | 'set'>>): void;
}

/** How the desk is laid out: no truth of the session lives here. */
export const useDesk = create<DeskStore>((set) => ({
  page: 'library',
  palette: false,
  picker: false,
  form: false,
  selectedFinding: null,
  selectedRung: null,
  findingsOpen: true,
  modelOpen: false,
  accountOpen: false,
  asking: null,
  taking: false,
  progress: null,
  displays: { external: false, screenOpen: false },
  show: (page) => set({ page, palette: false, asking: null }),
  set: (part) => set(part),
}));
