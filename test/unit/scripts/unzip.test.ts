import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from '../../../scripts/runtime/unzip.ts';

const UNIX = 3;

describe('unpacking the runtime', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unzip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function archive(content: Zippable): string {
    const file = join(folder, 'a.zip');
    writeFileSync(file, zipSync(content));
    return file;
  }

  it('keeps content and permissions of stored and of deflated entries', () => {
    const long = 'onset '.repeat(10_000);
    const file = archive({
      'top/run': [strToU8(long), { level: 9, os: UNIX, attrs: 0o755 << 16 }],
      'top/plain': [strToU8('episode'), { level: 0 }],
    });
    expect(unzip(file, join(folder, 'out'), (name) => name)).toBe(2);
    expect(readFileSync(join(folder, 'out/top/run'), 'utf8')).toBe(long);
    expect(statSync(join(folder, 'out/top/run')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(folder, 'out/top/plain'), 'utf8')).toBe('episode');
  });

  it('writes only what is given a place', () => {
    const file = archive({ a: strToU8('a'), b: strToU8('b') });
    expect(unzip(file, join(folder, 'out'), (name) => (name === 'a' ? 'kept' : undefined))).toBe(1);
    expect(readFileSync(join(folder, 'out/kept'), 'utf8')).toBe('a');
  });

  it('refuses an entry that leaves the folder', () => {
    const file = archive({ '../escaped': strToU8('x') });
    expect(() => unzip(file, join(folder, 'out'), (name) => name)).toThrow(/leaves its folder/);
  });

  it('refuses an archive that is cut short', () => {
    const file = archive({ a: strToU8('a') });
    writeFileSync(file, readFileSync(file).subarray(0, -10));
    expect(() => unzip(file, folder, (name) => name)).toThrow(/cut short/);
  });
});
