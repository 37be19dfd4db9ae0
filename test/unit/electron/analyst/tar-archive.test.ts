import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../electron/analyst/input-file.ts';
import { inputFiles } from '../../../../electron/analyst/input-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One member as POSIX ustar has it. */
function member(name: string, content: string | Buffer, type = '0', linksTo = ''): Buffer {
  const data = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'utf8');
  header.write('0000644\0', 100);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(linksTo, 157, 100, 'utf8');
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

function pax(path: string): Buffer {
  const rest = ` path=${path}\n`;
  let length = rest.length + 2;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return member('PaxHeader', `${length}${rest}`, 'x');
}

const END = Buffer.alloc(1024);
const LONG = `deep/${'folder/'.repeat(30)}c.csv`;
const MEMBERS = Buffer.concat([
  member('inc/', '', '5'),
  member('./inc/a.csv', 'alpha'),
  member('inc/._a.csv', 'of a Mac'),
  member('inc/b.log.gz', gzipSync('beta')),
  pax(LONG),
  member('cut short', 'gamma'),
  member('LongLink', `gnu/${LONG}\0`, 'L'),
  member('cut short', 'delta'),
  member('inc/empty.csv', ''),
]);

async function content(file: InputFile | undefined): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of file?.chunks() ?? []) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

describe.each([
  ['tar', (bytes: Buffer) => bytes],
  ['tar.gz', (bytes: Buffer) => gzipSync(bytes)],
] as const)('a %s archive', (_, pack) => {
  const write = (bytes: Buffer) => writeFileSync(join(folder, 'x'), pack(bytes));

  it('gives its files, with long names, without hidden ones', async () => {
    write(Buffer.concat([MEMBERS, END]));
    const { files, refused } = await inputFiles([folder]);
    expect(refused).toEqual([]);
    expect(await Promise.all(files.map(async (file) => [file.name, await content(file)]))).toEqual([
      [`x!${LONG}`, 'gamma'],
      [`x!gnu/${LONG}`, 'delta'],
      ['x!inc/a.csv', 'alpha'],
      ['x!inc/b.log.gz', 'beta'],
      ['x!inc/empty.csv', ''],
    ]);
    // Pins read the file again.
    expect(await content(files[2])).toBe('alpha');
  });

  it('names what points outside, links and devices, and goes on', async () => {
    write(
      Buffer.concat([
        member('../out', 'x'),
        member('l', '', '2', '/etc/hosts'),
        member('h', '', '1', 'a'),
        member('d', '', '3'),
        member('p', '', '6'),
        member('s', 'holes', 'S'),
        member('GNUSparseFile.7/t', 'holes'),
        member('a', 'a'),
        END,
      ]),
    );
    const { files, refused } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['x!a']);
    expect(refused.map((one) => one.reason)).toEqual([
      'its name points outside of the archive; it was not unpacked',
      'a link inside of the archive; it is not followed',
      'a link inside of the archive; it is not followed',
      'a device, not a file',
      'a pipe, not a file',
      'a file whose holes are left out; pack it without --sparse',
      'a file whose holes are left out; pack it without --sparse',
    ]);
  });

  it('that is cut gives what came before', async () => {
    write(Buffer.concat([member('a', 'a'), member('b', 'b'.repeat(5_000))]).subarray(0, 3_000));
    const { files, refused } = await inputFiles([folder]);
    expect(files.map((file) => file.name)).toEqual(['x!a']);
    expect(refused.map((one) => `${one.name}: ${one.reason}`)).toEqual([
      'x!b: the archive ends in the middle of it',
    ]);
  });

  it('with a damaged header says so', async () => {
    const bytes = Buffer.concat([member('a', 'a'), member('b', 'b'), END]);
    bytes[1024] = 0x7a;
    write(bytes);
    const { refused } = await inputFiles([folder]);
    expect(refused.map((one) => one.reason)).toEqual(['the archive is damaged (a header in it is damaged)']);
  });
});

it('a .tar.gz whose packing is cut gives what came before', async () => {
  const noise = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * i * 7) % 251));
  const bytes = gzipSync(Buffer.concat([member('a', 'a'), member('b', noise), END]));
  writeFileSync(join(folder, 'x.tgz'), bytes.subarray(0, bytes.length - 500));
  const { files, refused } = await inputFiles([folder]);
  expect(files[0]?.name).toBe('x.tgz!a');
  expect(refused.map((one) => one.reason).join()).toContain('damaged');
});

it('a .tar.gz that unpacks to far more than evidence is not read further', async () => {
  writeFileSync(
    join(folder, 'bomb.tgz'),
    gzipSync(Buffer.concat([member('a', 'a'), member('zero.log', Buffer.alloc(60_000_000)), END])),
  );
  const { files, refused } = await inputFiles([folder]);
  expect(files.map((file) => file.name)).toEqual(['bomb.tgz!a']);
  expect(refused[0]?.reason).toContain('far more than a log');
});
