import { existsSync, readFileSync, rmSync } from 'node:fs';
import { build } from '../build/build.ts';
import { runChild } from '../machine/child.ts';
import { inProject } from '../machine/folders.ts';
import { ensureLibraries } from '../machine/libraries.ts';
import { startVirtualDisplay } from '../machine/xvfb.ts';
import { packageApp } from '../package/package.ts';
import { resolveRuntime } from '../runtime/runtime.ts';
import { type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

/** One thing that `npm test` does. `run` returns what it counted; a failed check counts as one failure. */
export interface Step {
  readonly name: string;
  readonly run: (words: readonly string[]) => Promise<Tally>;
}

const NOTHING: Tally = { passed: 0, failed: [], skipped: [] };

/** Everything `npm test` does, in order: what is quick to fail comes first. */
export const STEPS: readonly Step[] = [
  check('lint', '@biomejs/biome/bin/biome', 'check', '.'),
  check('types', 'typescript/bin/tsc', '-b'),
  check('unused', 'knip/bin/knip.js'),
  { name: 'unit', run: runVitest },
  {
    name: 'build',
    run: async () => {
      await build();
      return NOTHING;
    },
  },
  { name: 'e2e', run: (words) => runPlaywright('app', words) },
  {
    name: 'package',
    run: async () => {
      await packageApp();
      return NOTHING;
    },
  },
  { name: 'packaged', run: (words) => runPlaywright('packaged', words) },
];

/** A tool that passes or fails as a whole. It is no test: passing adds nothing to the count. */
function check(name: string, tool: string, ...args: string[]): Step {
  return {
    name,
    run: async () => {
      const { code } = await runTool(tool, args);
      return code === 0 ? NOTHING : { ...NOTHING, failed: [`the ${name} check`] };
    },
  };
}

async function runVitest(words: readonly string[]): Promise<Tally> {
  const report = freshReport('unit');
  const { code } = await runTool('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...words,
  ]);
  return counted('unit', report, code, (json) => tallyVitest(json as Parameters<typeof tallyVitest>[0]));
}

/** Under a display of its own, so that nobody's windows get in the way and none is needed. */
async function runPlaywright(project: 'app' | 'packaged', words: readonly string[]): Promise<Tally> {
  const report = freshReport(project);
  const virtual = process.platform === 'linux';
  const { executable, kind, version } = await resolveRuntime();
  await ensureLibraries(executable, virtual);
  process.stderr.write(`Electron ${version} (${kind})\n`);
  const display = virtual ? await startVirtualDisplay() : undefined;
  const { WAYLAND_DISPLAY: _, ...env } = process.env;
  try {
    const { code } = await runTool(
      '@playwright/test/cli.js',
      ['test', `--project=${project}`, '--reporter=list,json', '--pass-with-no-tests', ...words],
      { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(display ? { DISPLAY: display.name } : {}) },
    );
    return counted(project, report, code, (json) =>
      tallyPlaywright(json as Parameters<typeof tallyPlaywright>[0]),
    );
  } finally {
    await display?.stop();
  }
}

function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return runChild(process.execPath, [inProject('node_modules', tool), ...args], {
    cwd: inProject(),
    env,
    output: 'show',
  });
}

/** Where a runner writes its report; what an earlier run left there is gone. */
function freshReport(name: string): string {
  const file = inProject('reports', `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** A runner that fails without a failing test in its report, or without a report, is a failure itself. */
function counted(name: string, report: string, code: number, tally: (json: unknown) => Tally): Tally {
  const found = existsSync(report) ? tally(JSON.parse(readFileSync(report, 'utf8'))) : NOTHING;
  if (code === 0 || found.failed.length > 0) return found;
  return { ...found, failed: [`the ${name} runner ended with ${code}`] };
}
