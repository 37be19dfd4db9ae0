import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InputFile, inputFiles } from '../../../../electron/analyst/input-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function content(file: InputFile | undefined): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of file?.chunks() ?? []) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

describe('the files of an incident folder', () => {
  it('come sorted by name, with folders inside and without hidden ones', async () => {
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'z.csv'), 'z');
    writeFileSync(join(folder, 'logs', 'a.log'), 'a');
    writeFileSync(join(folder, '.DS_Store'), 'x');
    const { files } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['logs/a.log', 'z.csv']);
  });

  it('are unpacked from .zip and .gz whatever they are called', async () => {
    writeFileSync(join(folder, 'export.bin'), zipSync({ 'inside/app.log': strToU8('from the archive') }));
    writeFileSync(join(folder, 'plain.log'), gzipSync('from gzip'));
    const { files } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['export.bin!inside/app.log', 'plain.log']);
    expect(await content(files[0])).toBe('from the archive');
    expect(await content(files[1])).toBe('from gzip');
  });

  it('leave out archive entries that point outside or unpack to far more than evidence would', async () => {
    writeFileSync(
      join(folder, 'bad.zip'),
      zipSync({
        '../outside.log': strToU8('x'),
        '/absolute.log': strToU8('x'),
        'bomb.log': new Uint8Array(8_000_000),
        'good.log': strToU8('good'),
      }),
    );
    const { files, refused } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['bad.zip!good.log']);
    expect(refused.map((one) => one.name).sort()).toEqual([
      'bad.zip!../outside.log',
      'bad.zip!/absolute.log',
      'bad.zip!bomb.log',
    ]);
  });

  it('say that an archive is damaged instead of failing', async () => {
    writeFileSync(join(folder, 'cut.zip'), zipSync({ 'a.log': strToU8('a'.repeat(5000)) }).subarray(0, 60));
    const { files, refused } = await inputFiles([folder]);
    expect(files).toEqual([]);
    expect(refused[0]?.reason).toContain('damaged');
  });

  it('say that a path is not there', async () => {
    const { refused } = await inputFiles([join(folder, 'nothing')]);
    expect(refused[0]?.reason).toBe('there is no such file or folder');
  });
});
