import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** A path inside the project. */
export function inProject(...parts: string[]): string {
  return join(projectFolder, ...parts);
}

/** What can be fetched or made again, shared by all checkouts of one user (XDG Base Directory 0.8). */
export function cacheFolder(): string {
  const xdg = process.env.XDG_CACHE_HOME;
  if (xdg) return join(xdg, 'whyladder');
  const local = process.env.LOCALAPPDATA;
  if (process.platform === 'win32' && local) return join(local, 'whyladder', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'whyladder');
  return join(homedir(), '.cache', 'whyladder');
}
