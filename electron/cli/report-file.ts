import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';

/** The text of a report that was named on the command line. */
export async function readReportFile(file: string): Promise<Result<string>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null
    ? fail('not-found', `${file}: there is no such report.`, 'Give the path of a YAML or JSON report.')
    : ok(text);
}
