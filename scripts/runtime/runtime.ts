import { join } from 'node:path';
import { cacheFolder, projectFolder } from '../machine/folders.ts';
import { Halt, say } from '../machine/halt.ts';
import { underLock } from '../machine/lock.ts';
import { fallbackExists, fallbackFolder, installFallback } from './fallback.ts';
import { downloadOfficial, findOfficial, type Installed, officialVersion } from './official.ts';

/** An Electron that runs this project's folder: `executable ...args <the app's own arguments>`. */
export interface Runtime {
  /** The unpacked Electron, from which packages are made. */
  readonly folder: string;
  readonly executable: string;
  /** `fallback`: an older Electron for development and tests where the official one cannot be had. */
  readonly kind: 'official' | 'fallback';
  readonly version: string;
  /** What comes before the app's own arguments: the project's folder, and `--no-sandbox` for root. */
  readonly args: string[];
}

/**
 * The Electron of this machine; fetched and unpacked on the first call. WHYLADDER_RUNTIME=official or
 * =fallback insists on one of the two. Throws `Halt` with a sentence when there is none to be had.
 */
export async function resolveRuntime(): Promise<Runtime> {
  const wanted = process.env.WHYLADDER_RUNTIME;
  const lock = join(cacheFolder(), 'runtime', 'lock');
  return underLock(
    lock,
    () => say('Waiting for another process that prepares the Electron runtime ...'),
    async () => {
      if (wanted !== 'fallback') {
        const official = findOfficial() ?? (await downloadOfficial());
        if (official) return runtime('official', official);
      }
      if (wanted !== 'official' && fallbackExists()) return runtime('fallback', await installFallback());
      throw new Halt(
        'runtime-missing',
        `Electron ${officialVersion()} is not on this disk and cannot be fetched from here.`,
        `Run \`npx install-electron\` on a network that reaches github.com${again()}.`,
      );
    },
  );
}

/** The modules that replace the app's own inside a package made on the fallback. */
export function fallbackModules(): string {
  return join(fallbackFolder(), 'resources', 'app', 'node_modules');
}

/** Chromium refuses to run as root with its sandbox on. */
function sandboxSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function runtime(kind: Runtime['kind'], { folder, executable, version }: Installed): Runtime {
  return { folder, executable, kind, version, args: [projectFolder, ...sandboxSwitches()] };
}

function again(): string {
  return process.platform === 'linux' ? ', or use Linux on x64, where a fallback exists' : '';
}
