import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../electron/analyst/input-file.ts';
import { inputFiles } from '../../../../electron/analyst/input-files.ts';

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

  it('are the sheets of a workbook, each as a CSV, without those that nobody filled', async () => {
    const sheet = (rows: string) => strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    const workbook = {
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8(
        '<workbook><sheets><sheet name="Runs" r:id="r1"/><sheet name="Sheet2" r:id="r2"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet2.xml"/></R>',
      ),
      'xl/sharedStrings.xml': strToU8('<sst><si><t>time</t></si><si><t>errors</t></si></sst>'),
      'xl/styles.xml': strToU8('<s><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></s>'),
      'xl/worksheets/sheet1.xml': sheet(
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c s="1"><v>46346.4166666667</v></c><c><v>7</v></c></row>',
      ),
      'xl/worksheets/sheet2.xml': sheet(''),
    };
    writeFileSync(join(folder, 'by-hand.xlsx'), zipSync(workbook));
    writeFileSync(
      join(folder, 'bomb.xlsx'),
      zipSync({ ...workbook, 'xl/sharedStrings.xml': new Uint8Array(8_000_000) }),
    );
    const { files, refused } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['by-hand.xlsx!Runs.csv']);
    expect(await content(files[0])).toBe('time,errors\n2026-11-20 10:00:00,7\n');
    expect(refused).toMatchObject([
      { name: 'bomb.xlsx!Runs.csv', reason: expect.stringContaining('far more than evidence would') },
    ]);
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

  it('stream an entry of an archive and notice that it is damaged', async () => {
    const whole = zipSync({ 'a.log': new Uint8Array(300_000).map((_, i) => (i * i) % 251) });
    writeFileSync(join(folder, 'ok.zip'), whole);
    const damaged = whole.slice();
    damaged[100] = (damaged[100] ?? 0) ^ 0xff;
    writeFileSync(join(folder, 'worse.zip'), damaged);
    const { files } = await inputFiles([folder]);
    let bytes = 0;
    for await (const chunk of files[0]?.chunks() ?? []) bytes += chunk.length;
    expect(bytes).toBe(300_000);
    await expect(content(files[1])).rejects.toThrow();
  });

  it('say of an encrypted entry, and of an unknown packing, what to do', async () => {
    const archive = Buffer.from(zipSync({ 'a.log': strToU8('secret'), 'b.log': strToU8('odd') }));
    const central = archive.indexOf('PK\u0001\u0002');
    archive.writeUInt16LE(1, central + 8);
    archive.writeUInt16LE(99, archive.indexOf('PK\u0001\u0002', central + 4) + 10);
    writeFileSync(join(folder, 'locked.zip'), archive);
    const { files, refused } = await inputFiles([folder]);
    expect(files).toEqual([]);
    expect(refused.map((one) => one.reason)).toEqual([
      'it is encrypted; unpack the archive with its password',
      'it is packed in a way that is not read here (method 99); unpack the archive',
    ]);
  });

  it.skipIf(process.platform === 'win32')('name links and pipes that they leave out', async () => {
    writeFileSync(join(folder, 'a.log'), 'a');
    symlinkSync('/etc/hosts', join(folder, 'out.log'));
    symlinkSync('.', join(folder, 'loop'));
    spawnSync('mkfifo', [join(folder, 'pipe.log')]);
    const { files, refused } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['a.log']);
    expect(refused.map((one) => `${one.name}: ${one.reason}`)).toEqual([
      'loop: a link; it is not followed: copy the file here',
      'out.log: a link; it is not followed: copy the file here',
      'pipe.log: a pipe, not a file',
    ]);
    // Named alone, it is not waited for either.
    expect((await inputFiles([join(folder, 'pipe.log')])).refused).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('go on where a file or a folder may not be read', async () => {
    mkdirSync(join(folder, 'shut'));
    writeFileSync(join(folder, 'shut', 'b.log'), 'b');
    writeFileSync(join(folder, 'a.log'), 'a');
    writeFileSync(join(folder, 'denied.log'), 'x');
    chmodSync(join(folder, 'denied.log'), 0);
    chmodSync(join(folder, 'shut'), 0);
    chmodSync(folder, 0o755);
    const root = process.geteuid?.() === 0;
    // Root may read everything: somebody else looks.
    if (root) process.seteuid?.(65_534);
    try {
      const { files, refused } = await inputFiles([folder]);
      expect(files.map((file) => file.name)).toEqual(['a.log']);
      expect(refused.map((one) => one.name).sort()).toEqual(['denied.log', 'shut']);
      expect(refused[0]?.reason).toBe('it may not be read (permission denied)');
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(join(folder, 'shut'), 0o755);
    }
  });

  it('end where they ended when they were found, though they grow', async () => {
    writeFileSync(join(folder, 'live.log'), 'one\n');
    const { files } = await inputFiles([folder]);
    appendFileSync(join(folder, 'live.log'), 'two\n');
    expect(await content(files[0])).toBe('one\n');
  });

  it('say that a path is not there', async () => {
    const { refused } = await inputFiles([join(folder, 'nothing')]);
    expect(refused[0]?.reason).toBe('there is no such file or folder');
  });
});
