import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** No more than a dialog or a drop would give. */
const MOST = 500;
const LONGEST = 4_096;

/**
 * Files and folders among the words of a command line: what was opened with the app. The words may come from any other
 * program (a second instance hands them over), so nothing but an existing path counts: no switch, no address, no list
 * without end. `folder` is where the words were typed, `app` the program's own path.
 */
export function openedPaths(words: readonly string[], folder: string, app: string): string[] {
  return words
    .slice(1)
    .filter((word) => word !== '' && !word.startsWith('-') && word.length <= LONGEST && !word.includes('\0'))
    .slice(0, MOST)
    .map((word) => resolve(folder, word))
    .filter((path) => path !== resolve(app) && path !== resolve(folder) && existsSync(path));
}
