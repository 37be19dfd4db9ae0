import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { underLock } from '../../../scripts/machine/lock.ts';

const NO_PROCESS = 2 ** 30;

describe('the lock around preparing the runtime', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    lock = join(folder, 'deep', 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one work at a time, and tells the other that it waits', async () => {
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await sleep(50);
      log.push(`${name} ends`);
    };
    await Promise.all([
      underLock(lock, () => log.push('first waits'), work('first')),
      underLock(lock, () => log.push('second waits'), work('second')),
    ]);
    expect(log).toEqual(['first begins', 'second waits', 'first ends', 'second begins', 'second ends']);
    expect(existsSync(lock)).toBe(false);
  });

  it('is given back when the work fails', async () => {
    const failing = underLock(
      lock,
      () => undefined,
      () => Promise.reject(new Error('no network')),
    );
    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a process that is gone', async () => {
    await underLock(
      lock,
      () => undefined,
      async () => undefined,
    );
    writeFileSync(lock, `${NO_PROCESS} ${hostname()}`);
    await expect(
      underLock(
        lock,
        () => undefined,
        async () => 'done',
      ),
    ).resolves.toBe('done');
  });

  it('is taken over when its holder, on whatever machine, stopped renewing it', async () => {
    await underLock(
      lock,
      () => undefined,
      async () => undefined,
    );
    writeFileSync(lock, '1 another-machine');
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(lock, longAgo, longAgo);
    await expect(
      underLock(
        lock,
        () => undefined,
        async () => 'done',
      ),
    ).resolves.toBe('done');
  });
});
