import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from './child.ts';
import { Halt, say } from './halt.ts';

/** Debian's names of what Electron links to or opens by name at run time. */
const ELECTRON_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxtst6',
];
const DISPLAY_PACKAGES = ['xvfb', 'xauth'];

/**
 * Makes sure that the system has what `executable` links to and, with `virtualDisplay`, an X server without
 * a screen. As root on Debian and its kin it installs what is missing, saying so; otherwise it halts with
 * the one command that does.
 */
export async function ensureLibraries(executable: string, virtualDisplay = false): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const display = virtualDisplay && !onPath('Xvfb');
  if (missing.length === 0 && !display) return;
  const what = [...missing, ...(display ? ['Xvfb'] : [])].join(', ');
  const names = [...(missing.length > 0 ? ELECTRON_PACKAGES : []), ...(display ? DISPLAY_PACKAGES : [])];
  if (!onPath('apt-get')) {
    throw new Halt(
      'libraries-missing',
      `This system lacks ${what}.`,
      `Install them with its package manager; Debian calls the packages ${names.join(' ')}.`,
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = await packageNames(names);
    throw new Halt(
      'libraries-missing',
      `This system lacks ${what}.`,
      `Install what is missing with: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`,
    );
  }
  say(`This system lacks ${what}: installing (apt-get install ${names.join(' ')}) ...`);
  await apt(['update']);
  await apt(['install', '-y', '--no-install-recommends', ...(await packageNames(names))]);
  const still = await missingLibraries(executable);
  if (still.length === 0) return;
  throw new Halt(
    'libraries-missing',
    `Still missing after the installation: ${still.join(', ')}.`,
    OWN_MANAGER,
  );
}

const OWN_MANAGER = 'Find out which package of this system holds them and install it.';

/** Shared libraries that the dynamic linker does not find, by file name. */
async function missingLibraries(executable: string): Promise<string[]> {
  const { stdout } = await runChild('ldd', [executable]);
  return stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? '');
}

/** Since the 64-bit time_t transition newer releases end some names in t64. */
async function packageNames(names: readonly string[]): Promise<string[]> {
  const { stdout } = await runChild('apt-cache', ['pkgnames']);
  const known = new Set(stdout.split('\n'));
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

async function apt(args: readonly string[]): Promise<void> {
  const ended = await runChild('apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (ended.code === 0) return;
  const reason = ended.stderr.trim().split('\n').at(-1) ?? '';
  throw new Halt(
    'apt-failed',
    `apt-get ${args[0]} failed (${reason}).`,
    'Mend that and run the same command again.',
  );
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
