import { url as inspectorUrl } from 'node:inspector';
import type { App } from 'electron';

/** Switches that let another program look into this one or steer it. */
const DEBUGGER = /^--(inspect(-brk|-port|-publish-uid|-wait)?|remote-debugging-(port|pipe|address))(=|$)/;

/** The words of a command line that ask for a debugger. */
export function debuggerWords(words: readonly string[]): string[] {
  return words.filter((word) => DEBUGGER.test(word));
}

/**
 * Ends a packaged app that was started for a debugger, and says so. A test build differs from the release in one fuse:
 * with it Node's inspector listens, which the release never does; so an open inspector means a test build.
 */
export function refuseDebuggers(app: App, words: readonly string[]): boolean {
  const [word] = debuggerWords(words);
  if (!app.isPackaged || word === undefined || inspectorUrl() !== undefined) return true;
  process.stderr.write(`whyladder: ${word} is refused: the release takes no debugger. Start it without.\n`);
  app.exit(2);
  return false;
}
