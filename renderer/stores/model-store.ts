import { create } from 'zustand';
import type { ModelStatus, Suggestion } from '../../shared/ipc/model-contract.ts';

interface ModelStore {
  /** Null until main has said it. */
  readonly status: ModelStatus | null;
  readonly suggestion: Suggestion | null;
  take(status: ModelStatus): void;
  suggest(suggestion: Suggestion | null): void;
}

/** The model server and its newest suggestion, as main reports them. */
export const useModel = create<ModelStore>((set) => ({
  status: null,
  suggestion: null,
  take: (status) => set({ status }),
  suggest: (suggestion) => set({ suggestion }),
}));

/** Can a question be asked of it? */
export function isUsable(status: ModelStatus | null): boolean {
  return status !== null && (status.state.is === 'ready' || status.state.is === 'busy');
}
