import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds a script of this folder for plain Node, so that it can run in a process that is killed; returns its path. */
export async function builtScript(name: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir: join(folder, 'out'),
      emptyOutDir: false,
      rollupOptions: {
        external: ['better-sqlite3'],
        output: { format: 'cjs', entryFileNames: `${name}.cjs` },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return join(folder, 'out', `${name}.cjs`);
}

/** Starts a built script with these words; its stdout is a pipe. */
export function started(
  script: string,
  ...words: string[]
): ChildProcess & { stdout: NodeJS.ReadableStream } {
  return spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') },
    cwd: process.cwd(),
  });
}
