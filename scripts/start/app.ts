import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from '../machine/child.ts';
import { Halt, say } from '../machine/halt.ts';
import { ensureLibraries } from '../machine/libraries.ts';
import { type Runtime, resolveRuntime } from '../runtime/runtime.ts';

/** Chromium's own log: without a D-Bus or a GPU it is a page of harmless errors. */
const QUIET = '--log-level=3';
const SET_UID = 0o4000;
const USER_NAMESPACE_SWITCHES = [
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', off: '1' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', off: '0' },
];

/** Opens the app and returns its exit code once it is closed. */
export async function openApp(words: readonly string[]): Promise<number> {
  const runtime = await resolveRuntime();
  await ensureLibraries(runtime.executable);
  if (runtime.args.includes('--no-sandbox')) say('Running as root: Chromium works without its sandbox.');
  else requireSandbox(runtime);
  if (runtime.kind === 'fallback') {
    say(
      `Running on Electron ${runtime.version}, a stand-in for development: it no longer gets security fixes.`,
    );
  }
  const { code } = await runChild(runtime.executable, [...runtime.args, QUIET, ...words], { output: 'show' });
  return code;
}

/** Chromium's sandbox needs user namespaces or a helper owned by root; with neither it aborts. */
function requireSandbox(runtime: Runtime): void {
  if (process.platform !== 'linux') return;
  const restricted = USER_NAMESPACE_SWITCHES.some(
    ({ file, off }) => existsSync(file) && readFileSync(file, 'utf8').trim() === off,
  );
  const helper = join(dirname(runtime.executable), 'chrome-sandbox');
  if (!restricted || !existsSync(helper)) return;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & SET_UID) !== 0) return;
  throw new Halt(
    'sandbox-unavailable',
    'This system keeps user namespaces from ordinary programs, which the sandbox of Chromium needs.',
    `Give its helper the rights instead: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}
