import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledFile, contentSecurityPolicy, pageUrl } from '../../../../electron/windows/app-protocol.ts';

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
  root = join(folder, 'bundle');
  mkdirSync(join(root, 'facilitator'), { recursive: true });
  writeFileSync(join(root, 'facilitator', 'index.html'), 'page');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  symlinkSync(join(folder, 'secret.html'), join(root, 'link.html'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('app: addresses', () => {
  it('give the files of the bundle', async () => {
    expect(await bundledFile(root, pageUrl('facilitator'))).toMatch(/facilitator\/index\.html$/);
  });

  it('never leave the bundle, however they are written', async () => {
    const ways = [
      '../secret.html',
      '..%2fsecret.html',
      '%2e%2e/secret.html',
      '..\\secret.html',
      '%5c..%5csecret.html',
      './/../secret.html',
      'link.html',
      '%00',
      'a%00b',
      '/etc/passwd',
      '%2fetc%2fpasswd',
    ];
    for (const way of ways) expect(await bundledFile(root, `app://whyladder/${way}`), way).toBeNull();
    for (const other of [
      'app://other/facilitator/index.html',
      'file:///etc/passwd',
      'https://whyladder/facilitator/index.html',
      'nonsense',
    ]) {
      expect(await bundledFile(root, other), other).toBeNull();
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (path) => {
        const file = await bundledFile(root, `app://whyladder/${path}`);
        expect(file === null || file.startsWith(root)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('reach no file outside, whatever way up is spelled, however often and from wherever', async () => {
    const up = ['..', '%2e%2e', '.%2e', '%2E.', '%252e%252e', '..;', '\u2025', '%c0%ae%c0%ae'];
    const between = ['/', '%2f', '\\\\', '%5c', '%252f', '//', '/./'];
    const begin = ['', 'facilitator/', 'facilitator/index.html/', 'link.html/', './'];
    const ways = up.flatMap((one) =>
      between.flatMap((gap) => begin.map((start) => `${start}${`${one}${gap}`.repeat(3)}secret.html`)),
    );
    expect(ways.length).toBeGreaterThanOrEqual(200);
    const reached: string[] = [];
    for (const way of ways) {
      const file = await bundledFile(root, `app://whyladder/${way}`);
      if (file !== null && !file.startsWith(`${root}/`)) reached.push(way);
    }
    expect(reached).toEqual([]);
  });

  it('allow no script, style or connection from elsewhere', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  });
});
