import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { inProject } from '../../../scripts/machine/folders.ts';
import { fusedBinary, packagedFolders } from '../../../scripts/package/folders.ts';

// The released copy refuses the inspector, so it is tested from outside.
const { release, test: testCopy } = packagedFolders();
const launcher = join(release, 'whyladder');

test.skip(process.platform !== 'linux', 'the launcher and the layout are those of Linux');

let home: string;
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
test.afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs a program without a display and with an empty home. */
function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env;
  return spawnSync(program, words, {
    env: { PATH, HOME: home, XDG_CONFIG_HOME: home, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
}

test('the fuses of the release leave no way in, and the copy for tests differs in one', async () => {
  const wire = await getCurrentFuseWire(fusedBinary(release));
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
  const forTests = await getCurrentFuseWire(fusedBinary(testCopy));
  expect(forTests).toEqual({ ...wire, [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.ENABLE });
});

test('the archive holds the bundles, what they read and one native module', () => {
  const files = filesOf(join(release, 'resources', 'app.asar'));
  const rooms = new Set(files.map((file) => file.split('/')[0]));
  expect([...rooms].sort()).toEqual(['node_modules', 'out', 'package.json', 'resources']);
  const modules = new Set(
    files.filter((file) => file.startsWith('node_modules/')).map((file) => file.split('/')[1]),
  );
  for (const name of modules) expect(['better-sqlite3', 'bindings', 'file-uri-to-path']).toContain(name);
  expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(1);
  expect(files.filter((file) => /\.(ts|tsx|map|c|cpp|h)$/.test(file))).toEqual([]);
});

test('the command line works without a display', () => {
  const report = join(home, 'report.yaml');
  const sample = inProject('resources', 'samples', 'checkout');
  const { status, stderr } = run(launcher, ['report', sample, '--out', report, '--no-model']);
  expect(status, stderr).toBe(0);
  expect(readFileSync(report, 'utf8')).toMatch(/^problem_statement:/);
});

test('bad usage of the command line is one line and exit code 2', () => {
  const { status, stdout } = run(launcher, ['report', join(home, 'nothing-here')]);
  expect(status).toBe(2);
  expect(stdout).toBe('');
});

test('without a display the windows are refused in a sentence', () => {
  const { status, stderr } = run(launcher, []);
  expect(status).toBe(2);
  expect(stderr).toContain('There is no display here');
});

test('the release neither runs as Node nor listens for a debugger', () => {
  const words = ['-e', 'console.log(6 * 7)', '--inspect=0', '--no-sandbox', '--ozone-platform=headless'];
  const ended = spawnSync(fusedBinary(release), words, {
    env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 3_000,
  });
  expect(ended.stdout).not.toContain('42');
  expect(ended.stderr).not.toContain('Debugger listening');
});

/** Paths in an asar archive: a JSON header whose length is the fourth 32-bit number (electron/asar, README). */
function filesOf(archive: string): string[] {
  const file = openSync(archive, 'r');
  const sizes = Buffer.alloc(16);
  readSync(file, sizes, 0, 16, 0);
  const header = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  return walk(JSON.parse(header.toString('utf8')), '');
}

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
}

function walk(entry: ArchiveEntry, path: string): string[] {
  if (!entry.files) return [path];
  return Object.entries(entry.files).flatMap(([name, inner]) => walk(inner, path ? `${path}/${name}` : name));
}
