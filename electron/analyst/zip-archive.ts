import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ArchiveEntry } from './archive-entry.ts';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
/** The list of entries; 2,000 entries with long names fit a hundred times. */
const MAX_DIRECTORY = 64 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

async function at(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error('it ends too early');
  return buffer;
}

/** Where the central directory lies (PKWARE APPNOTE 6.3, sections 4.3.14 to 4.3.16). */
async function directoryOf(file: FileHandle, size: number): Promise<{ offset: number; length: number }> {
  const tail = await at(
    file,
    Math.max(0, size - END_BYTES - MAX_COMMENT),
    Math.min(size, END_BYTES + MAX_COMMENT),
  );
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('its end is missing');
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (offset !== 0xffffffff && length !== 0xffffffff) return { offset, length };
  const locator = end - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR_64) throw new Error('its directory is missing');
  const large = await at(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (large.readUInt32LE(0) !== END_64) throw new Error('its directory is missing');
  return { length: Number(large.readBigUInt64LE(40)), offset: Number(large.readBigUInt64LE(48)) };
}

interface Header {
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Sizes beyond 4 GB stand in an extra field, in this order and only where the plain field is full (4.5.3). */
function withExtra(extra: Buffer, { packed, size, offset }: Header): Header {
  let from = 0;
  while (from + 4 <= extra.length) {
    const id = extra.readUInt16LE(from);
    const end = from + 4 + extra.readUInt16LE(from + 2);
    if (id === 1) {
      let place = from + 4;
      const next = (value: number) => {
        if (value !== 0xffffffff || place + 8 > end) return value;
        place += 8;
        return Number(extra.readBigUInt64LE(place - 8));
      };
      const whole = next(size);
      return { size: whole, packed: next(packed), offset: next(offset) };
    }
    from = end;
  }
  return { packed, size, offset };
}

async function* unpacked(
  path: string,
  header: Header,
  method: number,
  sum: number,
): AsyncIterable<Uint8Array> {
  const file = await open(path);
  let start: number;
  try {
    const local = await at(file, header.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL) throw new Error('the archive is damaged here');
    start = header.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
  if (header.packed === 0) return;
  const packed = createReadStream(path, {
    start,
    end: start + header.packed - 1,
    highWaterMark: CHUNK_BYTES,
  });
  const inflate = method === 8 ? createInflateRaw({ chunkSize: CHUNK_BYTES }) : null;
  if (inflate) packed.on('error', (error) => inflate.destroy(error));
  let bytes = 0;
  let found = 0;
  try {
    for await (const chunk of inflate ? packed.pipe(inflate) : packed) {
      const piece = chunk as Uint8Array;
      bytes += piece.length;
      if (bytes > header.size) throw new Error('it is longer than its archive says');
      found = crc32(piece, found);
      yield piece;
    }
  } finally {
    packed.destroy();
  }
  if (bytes !== header.size || found !== sum) throw new Error('its checksum differs: the archive is damaged');
}

/** The files inside a ZIP archive, in the order of its directory; throws with a reason when it is damaged. */
export async function zipEntries(path: string, size: number): Promise<ArchiveEntry[]> {
  const file = await open(path);
  try {
    const { offset, length } = await directoryOf(file, size);
    if (length > MAX_DIRECTORY || offset + length > size) throw new Error('its directory is damaged');
    const directory = await at(file, offset, length);
    const entries: ArchiveEntry[] = [];
    for (let from = 0; from + 46 <= length && directory.readUInt32LE(from) === CENTRAL; ) {
      const flags = directory.readUInt16LE(from + 8);
      const method = directory.readUInt16LE(from + 10);
      const sum = directory.readUInt32LE(from + 16);
      const nameEnd = from + 46 + directory.readUInt16LE(from + 28);
      const extraEnd = nameEnd + directory.readUInt16LE(from + 30);
      const header = withExtra(directory.subarray(nameEnd, extraEnd), {
        packed: directory.readUInt32LE(from + 20),
        size: directory.readUInt32LE(from + 24),
        offset: directory.readUInt32LE(from + 42),
      });
      const name = directory.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8', from + 46, nameEnd);
      from = extraEnd + directory.readUInt16LE(from + 32);
      if (name.endsWith('/')) continue;
      entries.push({
        name,
        packedBytes: header.packed,
        sizeBytes: header.size,
        obstacle:
          (flags & 1) === 1
            ? 'it is encrypted; unpack the archive with its password'
            : method === 0 || method === 8
              ? null
              : `it is packed in a way that is not read here (method ${method}); unpack the archive`,
        chunks: () => unpacked(path, header, method, sum),
      });
    }
    return entries;
  } finally {
    await file.close();
  }
}
