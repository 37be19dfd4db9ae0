import { runChild } from './machine/child.ts';
import { inProject } from './machine/folders.ts';

/** Runs the built command line in `folder`, with its own stdin, stdout and stderr; returns its exit code. */
export async function runCommandLine(words: readonly string[], folder: string): Promise<number> {
  const { code } = await runChild(process.execPath, [inProject('out/cli/main.cjs'), ...words], {
    cwd: folder,
    output: 'show',
  });
  return code;
}
