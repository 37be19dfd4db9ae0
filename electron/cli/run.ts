import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertNever } from '../../shared/result.ts';
import { readArguments, USAGE } from './arguments.ts';
import { analyze } from './commands/analyze.ts';
import { importEvidence } from './commands/import.ts';
import { lint } from './commands/lint.ts';
import { report } from './commands/report.ts';
import { verify } from './commands/verify.ts';
import { complain, DONE, type ExitCode, endWithReader, print, UNUSABLE } from './output.ts';

/** The version in the package.json that the bundle stands beside. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  return String((manifest as { readonly version?: unknown }).version ?? 'unknown');
}

/** Does what the words of a command line ask for; the exit code is the answer to a script. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  endWithReader();
  const request = readArguments(words);
  if (!request.ok) {
    complain(request.error);
    return UNUSABLE;
  }
  const asked = request.value;
  switch (asked.command) {
    case 'help':
      await print(USAGE);
      return DONE;
    case 'version':
      await print(version());
      return DONE;
    case 'report':
      return report(asked.path, asked.flags);
    case 'analyze':
      return analyze(asked.paths, asked.jsonl);
    case 'import':
      return importEvidence(asked.paths, asked.json);
    case 'verify':
      return verify(asked.file, asked.evidence, asked.recompute);
    case 'lint':
      return lint(asked.file, asked.json);
    default:
      return assertNever(asked);
  }
}
