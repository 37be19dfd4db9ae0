import { cpSync, rmSync } from 'node:fs';
import { flipFuses } from '@electron/fuses';
import { build, type Configuration } from 'electron-builder';
import { buildWhenNeeded } from '../build/build.ts';
import { inProject } from '../machine/folders.ts';
import { Halt, say } from '../machine/halt.ts';
import { fallbackModules, type Runtime, resolveRuntime } from '../runtime/runtime.ts';
import { fusedBinary, type Packaged, packagedFolders } from './folders.ts';
import { fuses } from './fuses.ts';

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
  }).catch((error: unknown) => {
    throw new Halt(
      'package-failed',
      `electron-builder failed: ${firstLine(error)}`,
      installers
        ? 'Installers need tools that electron-builder downloads from github.com; `npm run package` needs none.'
        : 'Mend that and run the same command again.',
    );
  });
  const { release, test } = packagedFolders();
  rmSync(test, { recursive: true, force: true });
  cpSync(release, test, { recursive: true, verbatimSymlinks: true });
  await flipFuses(fusedBinary(test), fuses('test'));
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

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
