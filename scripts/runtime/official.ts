import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from '../machine/child.ts';
import { cacheFolder, inProject } from '../machine/folders.ts';
import { say } from '../machine/halt.ts';

/** A failed download is not repeated at each start, but the next day the network may be another. */
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;
const DOWNLOAD_LIMIT_MS = 10 * 60 * 1000;

/** An Electron on this disk. */
export interface Installed {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
}

/** The version of Electron that package.json pins. */
export function officialVersion(): string {
  const { version } = JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/**
 * The official Electron where its binary is on the disk. Looks at the files of the package and never
 * imports it: importing it starts a download.
 */
export function findOfficial(): Installed | undefined {
  const version = officialVersion();
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inProject('node_modules/electron/dist');
  const executable = join(dist, executableName());
  const stamp = join(dist, 'version');
  if (!existsSync(executable) || !existsSync(stamp)) return undefined;
  const found = readFileSync(stamp, 'utf8').trim().replace(/^v/, '');
  return found === version ? { folder: dist, executable, version } : undefined;
}

/** Tries to download the official Electron, once a day at most. */
export async function downloadOfficial(): Promise<Installed | undefined> {
  const version = officialVersion();
  const failed = join(cacheFolder(), 'runtime', `electron-${version}.unreachable`);
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < TRY_AGAIN_AFTER_MS) return undefined;
  say(`Fetching Electron ${version} (about 110 MB, once) ...`);
  const installer = inProject('node_modules/electron/install.js');
  const ended = await runChild(process.execPath, [installer], { timeoutMs: DOWNLOAD_LIMIT_MS });
  const found = findOfficial();
  if (found) {
    rmSync(failed, { force: true });
    return found;
  }
  const reason = ended.stderr
    .split('\n')
    .find((line) => /error|failed/i.test(line))
    ?.trim();
  say(`Electron ${version} cannot be fetched from here${reason ? ` (${reason})` : ''}.`);
  mkdirSync(dirname(failed), { recursive: true });
  writeFileSync(failed, `${reason ?? 'no reason given'}\n`);
  return undefined;
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
