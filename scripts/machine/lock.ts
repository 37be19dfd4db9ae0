import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
/** The holder renews its mark every 5 s; a mark of another machine that stands still so long is left over. */
const RENEW_MS = 5_000;
const ABANDONED_MS = 60_000;

/** Does `work` while no other process does work under the same lock file; says once when it has to wait. */
export async function underLock<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const mark = `${process.pid} ${hostname()}`;
  let said = false;
  while (!take(file, mark)) {
    if (abandoned(file)) {
      remove(file);
      continue;
    }
    if (!said) waiting();
    said = true;
    await sleep(POLL_MS);
  }
  const renew = setInterval(() => writeFileSync(file, mark), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renew);
    rmSync(file, { force: true });
  }
}

function take(file: string, mark: string): boolean {
  try {
    writeFileSync(file, mark, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function abandoned(file: string): boolean {
  try {
    const [pid = '', host = ''] = readFileSync(file, 'utf8').split(' ');
    if (Date.now() - statSync(file).mtimeMs > ABANDONED_MS) return true;
    return host === hostname() && pid !== '' && !alive(Number(pid));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** By rename, so that of two who find the same left-over lock only one takes it away. */
function remove(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  rmSync(aside, { force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
