import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import { storageFailure } from '../storage/storage-failure.ts';

/** The text of a report that was named on the command line. */
export async function readReportFile(file: string): Promise<Result<string>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null
    ? fail('not-found', `${file}: there is no such report.`, 'Give the path of a YAML or JSON report.')
    : ok(text);
}

/** Why a report cannot be written there, known before the work is done; null when nothing speaks against it. */
export async function unwritable(file: string): Promise<Failure | null> {
  const folder = dirname(file);
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    return fail('not-found', `${folder}: there is no such folder to write into.`, 'Make it first.').error;
  if ((await stat(file).catch(() => null))?.isDirectory())
    return fail('a-folder', `${file}: it is a folder.`, 'Name the file to write.').error;
  return null;
}

/** Writes a report whole or not at all; what is no file of its own (a pipe, a device) is written as it is. */
export async function writeReport(file: string, text: string): Promise<Result<null>> {
  const known = await stat(file).catch(() => null);
  if (known !== null && !known.isFile()) return attempted(file, () => writeFile(file, text));
  const part = `${file}.part`;
  return attempted(file, async () => {
    try {
      await writeFile(part, text);
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  });
}

async function attempted(file: string, step: () => Promise<void>): Promise<Result<null>> {
  try {
    await step();
    return ok(null);
  } catch (error) {
    return storageFailure(error, file);
  }
}
