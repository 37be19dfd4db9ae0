import { create } from 'zustand';
import type { Settings } from '../../shared/ipc/contract.ts';

interface SettingsStore {
  readonly settings: Settings;
  take(settings: Settings): void;
}

/** What main remembers between starts. */
export const useSettings = create<SettingsStore>((set) => ({
  settings: { theme: 'system', screenTheme: 'system', personality: 'default', lastSession: null },
  take: (settings) => set({ settings }),
}));

/** Puts the chosen theme on the page; "system" follows the desktop and its changes. */
export function applyTheme(choice: Settings['theme']): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    document.documentElement.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
  };
  paint();
  dark.addEventListener('change', paint);
  return () => dark.removeEventListener('change', paint);
}
