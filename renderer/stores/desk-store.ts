import { create } from 'zustand';
import type { DisplayState, ImportProgress } from '../../shared/ipc/contract.ts';

/** What the facilitator's window shows. */
export type Page = 'library' | 'work' | 'sources' | 'finish' | 'presenter';

/** What the line at the foot of the question can ask for. */
export type FormKind =
  | 'log-attempt'
  | 'refute'
  | 'branch'
  | 'park'
  | 'dissent'
  | 'start-action'
  | 'stop-action'
  | 'own-question'
  | 'edit-answer'
  | 'root'
  | 'step'
  | 'check'
  | 'problem'
  | 'erase';

/** Window width in px under which the right column is a drawer. */
export const DRAWER_BELOW_PX = 1280;

interface DeskStore {
  readonly page: Page;
  readonly palette: boolean;
  readonly picker: boolean;
  readonly form: boolean;
  readonly selectedFinding: string | null;
  readonly selectedRung: string | null;
  /** Findings beside the work, or as an open drawer where there is no room for a column. */
  readonly findingsShown: boolean;
  /** The cards of the blind round are legible on the console. */
  readonly peek: boolean;
  /** Places of the people in the room who have written their card: known to this desk and to no log. */
  readonly wrote: readonly number[];
  /** The model panel, in place of the findings. */
  readonly modelOpen: boolean;
  /** The reading of an account, in place of the findings. */
  readonly accountOpen: boolean;
  /** The line at the foot of the question that waits for a few words. */
  readonly asking: FormKind | null;
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
  // How wide the window is while it loads says nothing: the desk folds them where it is too narrow.
  findingsShown: true,
  peek: false,
  wrote: [],
  modelOpen: false,
  accountOpen: false,
  asking: null,
  taking: false,
  progress: null,
  displays: { external: false, screenOpen: false },
  show: (page) => set({ page, palette: false, asking: null }),
  set: (part) => set(part),
}));
