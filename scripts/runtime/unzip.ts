import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { inflateRawSync } from 'node:zlib';

// Record layouts and signatures: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly offset: number;
  /** POSIX permission bits, 0 where the archive names none. */
  readonly mode: number;
}

/**
 * Unpacks the entries of a zip archive that `place` gives a path (relative to `folder`), permissions kept.
 * Returns the number of files written. For archives below 4 GiB without encryption.
 */
export function unzip(file: string, folder: string, place: (name: string) => string | undefined): number {
  const archive = openSync(file, 'r');
  try {
    let written = 0;
    for (const entry of entries(archive)) {
      if (entry.name.endsWith('/')) continue;
      const path = place(entry.name);
      if (path === undefined) continue;
      const target = join(folder, path);
      const inside = relative(folder, target);
      if (inside.startsWith('..') || isAbsolute(inside)) throw new Error(`${entry.name} leaves its folder`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content(archive, entry), entry.mode === 0 ? {} : { mode: entry.mode });
      written += 1;
    }
    return written;
  } finally {
    closeSync(archive);
  }
}

function entries(archive: number): Entry[] {
  const size = fstatSync(archive).size;
  const tail = bytes(
    archive,
    Math.max(0, size - END_SIZE - LONGEST_COMMENT),
    Math.min(size, END_SIZE + LONGEST_COMMENT),
  );
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new Error('not a zip archive, or cut short');
  const count = tail.readUInt16LE(end + 10);
  const directory = bytes(archive, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const found: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== CENTRAL_SIGNATURE)
      throw new Error('the directory of the archive is damaged');
    const nameBytes = directory.readUInt16LE(at + 28);
    found.push({
      name: directory.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
    });
    at += CENTRAL_SIZE + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return found;
}

function content(archive: number, entry: Entry): Buffer {
  const local = bytes(archive, entry.offset, LOCAL_SIZE);
  const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = bytes(archive, start, entry.packedBytes);
  if (entry.method === STORED) return packed;
  if (entry.method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`${entry.name} is packed by method ${entry.method}, which is not supported`);
}

function bytes(archive: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const got = readSync(archive, buffer, have, length - have, position + have);
    if (got === 0) throw new Error('the archive is cut short');
    have += got;
  }
  return buffer;
}
