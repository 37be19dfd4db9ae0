import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedPaths } from '../../../electron/opened-paths.ts';

const APP = '/opt/whyladder/app.asar';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder opened ü-'));
  writeFileSync(join(folder, 'runs.csv'), 'stream,kind,start\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('words that a second instance hands over', () => {
  it('open what exists, from the folder in which they were typed', () => {
    expect(openedPaths(['app', 'runs.csv', join(folder, 'runs.csv')], folder, APP)).toEqual([
      join(folder, 'runs.csv'),
      join(folder, 'runs.csv'),
    ]);
  });

  it('open nothing when they are switches, addresses, the app itself, or no path at all', () => {
    const hostile = [
      '--inspect',
      '--remote-debugging-port=9222',
      '--user-data-dir=/tmp/x',
      '-e',
      'file:///etc/passwd',
      'https://example.com/',
      'whyladder://open?path=/etc/passwd',
      'runs.csv\0.png',
      '',
      '.',
      APP,
      '/nowhere/at/all',
      'x'.repeat(100_000),
    ];
    expect(openedPaths(['app', ...hostile], folder, APP)).toEqual([]);
  });

  it('never end the app and never give more than a dialog would', () => {
    expect(
      openedPaths(['app', ...Array.from({ length: 5_000 }, () => 'runs.csv')], folder, APP),
    ).toHaveLength(500);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 20 }), (words) => {
        for (const path of openedPaths(['app', ...words], folder, APP))
          expect(path.startsWith('/')).toBe(true);
      }),
    );
  });
});
