import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { build, type Configuration } from 'electron-builder';
import { buildWhenNeeded } from '../build/build.ts';
import { inProject } from '../machine/folders.ts';
import { say } from '../machine/halt.ts';
import { fallbackModules, type Runtime, resolveRuntime } from '../runtime/runtime.ts';
import { LINUX_BINARY } from './after-pack.ts';
import { fuses } from './fuses.ts';

/** The unpacked application, and the copy of it that Playwright may drive. */
export interface Packaged {
  readonly release: string;
  readonly test: string;
}

/** Makes the unpacked application in dist/, without network; with `installers` also what users download. */
export async function packageApp(installers = false): Promise<Packaged> {
  await buildWhenNeeded();
  const runtime = await resolveRuntime();
  say(`Packaging with Electron ${runtime.version} (${runtime.kind}) ...`);
  await build({
    projectDir: inProject(),
    publish: 'never',
    ...(installers ? {} : { dir: true }),
    config: { extends: inProject('electron-builder.yml'), ...runtimeOf(runtime) },
  });
  const release = inProject('dist', unpackedFolder());
  const test = `${release}-test`;
  rmSync(test, { recursive: true, force: true });
  cpSync(release, test, { recursive: true, verbatimSymlinks: true });
  await flipFuses(join(test, binary()), fuses('test'));
  return { release, test };
}

/** Where electron-builder takes Electron from. The fallback needs the SQLite binding built for it as well. */
function runtimeOf(runtime: Runtime): Configuration {
  const taken = { electronVersion: runtime.version, electronDist: runtime.folder };
  if (runtime.kind === 'official') return taken;
  const swapped = {
    from: fallbackModules(),
    to: 'node_modules',
    filter: ['**/*.{js,json,node}', '**/LICENSE*'],
  };
  return { ...taken, files: ['!**/node_modules/better-sqlite3/**', swapped] };
}

function unpackedFolder(): string {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'mac-arm64' : 'mac';
  const arch = process.arch === 'arm64' ? '-arm64' : '';
  return process.platform === 'win32' ? `win${arch}-unpacked` : `linux${arch}-unpacked`;
}

function binary(): string {
  if (process.platform === 'darwin') return 'Whyladder.app';
  return process.platform === 'win32' ? 'Whyladder.exe' : LINUX_BINARY;
}
