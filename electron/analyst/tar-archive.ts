import { createReadStream } from 'node:fs';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ArchiveEntry } from './archive-entry.ts';

const BLOCK = 512;
const CHUNK_BYTES = 256 * 1024;
/** A name or an extended header is text of a few hundred bytes. */
const MAX_HEADER = 1024 * 1024;
/** What a compressed archive may hold in memory, packed again entry by entry. */
const MAX_PACKED = 192 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
  '1': 'a link inside of the archive; it is not followed',
  '2': 'a link inside of the archive; it is not followed',
  '3': 'a device, not a file',
  '4': 'a device, not a file',
  '6': 'a pipe, not a file',
};

/** True when a file that begins with these bytes is a tar archive (POSIX ustar and pax, GNU). */
export function isTar(head: Uint8Array): boolean {
  return [0x75, 0x73, 0x74, 0x61, 0x72].every((code, at) => head[257 + at] === code);
}

/** Takes bytes off a stream in the amounts that a reader asks for. */
class Bytes {
  position = 0;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, at most `length`; null at the end. */
  async some(length: number): Promise<Uint8Array | null> {
    while (this.rest.length === 0) {
      const next = await this.chunks.next();
      if (next.done) return null;
      this.rest = next.value;
    }
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(piece.length);
    this.position += piece.length;
    return piece;
  }

  /** Exactly `length` bytes, or fewer at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let left = length;
    while (left > 0) {
      const piece = await this.some(left);
      if (!piece) break;
      parts.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(parts);
  }

  /** Goes on by `length` bytes; false when the stream ends before. */
  async skip(length: number): Promise<boolean> {
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      if (!piece) return false;
      left -= piece.length;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}

function text(block: Buffer, from: number, length: number): string {
  const end = block.indexOf(0, from);
  return block.toString('utf8', from, end === -1 || end > from + length ? from + length : end);
}

/** Octal digits, or the GNU form for what they cannot hold: a set high bit, then the number itself. */
function number(block: Buffer, from: number, length: number): number {
  if (((block[from] ?? 0) & 0x80) === 0) return Number.parseInt(text(block, from, length).trim() || '0', 8);
  let value = 0;
  for (let at = from + 1; at < from + length; at += 1) value = value * 256 + (block[at] ?? 0);
  return value;
}

function sumIsRight(block: Buffer): boolean {
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum === number(block, 148, 8);
}

/** `path` and `size` of a pax header: records "length key=value" and a line feed (POSIX pax, extended header). */
function extended(content: Buffer): { readonly path?: string; readonly size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const length = Number(content.toString('latin1', at, space));
    if (space === -1 || !(length > 0)) break;
    const [, key, value = ''] =
      /^([^=]*)=([\s\S]*)\n$/.exec(content.toString('utf8', space + 1, at + length)) ?? [];
    if (key === 'path') found.path = value;
    if (key === 'size') found.size = Number(value);
    at += length;
  }
  return found;
}

interface Member {
  readonly name: string;
  readonly size: number;
  readonly obstacle: string | null;
}

/** Goes through the members of an archive; `read` must take the content of each off the stream, or leave it. */
async function walk(bytes: Bytes, read: (member: Member) => Promise<void>): Promise<void> {
  let longName: string | null = null;
  let pax: { readonly path?: string; readonly size?: number } = {};
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header.length < BLOCK || header.every((byte) => byte === 0)) return;
    if (!sumIsRight(header)) throw new Error('a header in it is damaged');
    const type = String.fromCharCode(header[156] ?? 0);
    const size = pax.size ?? number(header, 124, 12);
    if (!Number.isSafeInteger(size) || size < 0) throw new Error('a header in it is damaged');
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if ('xgLK'.includes(type)) {
      if (size > MAX_HEADER) throw new Error('a header in it is damaged');
      const content = await bytes.take(size);
      if (type === 'x') pax = extended(content);
      if (type === 'L') longName = text(content, 0, content.length);
      await bytes.skip(padding);
      continue;
    }
    const folder = isTar(header) ? text(header, 345, 155) : '';
    const plain = text(header, 0, 100);
    // Old GNU archives keep times where the standard has the folder.
    const whole = folder === '' || header[262] === 0x20 ? plain : `${folder}/${plain}`;
    const name = (pax.path ?? longName ?? whole).replace(/^(\.\/)+/, '');
    pax = {};
    longName = null;
    const end = bytes.position + size;
    if (type !== '5' && !(type === '0' || type === '\0' ? name.endsWith('/') : false))
      await read({ name, size, obstacle: TYPES[type] ?? null });
    if (!(await bytes.skip(end - bytes.position + padding))) return;
  }
}

/** The files of an archive that lies on the disk as it is: each is read from its place. */
export async function tarEntries(path: string, size: number): Promise<ArchiveEntry[]> {
  const bytes = new Bytes(createReadStream(path, { highWaterMark: CHUNK_BYTES, end: Math.max(0, size - 1) }));
  const entries: ArchiveEntry[] = [];
  try {
    await walk(bytes, async (member) => {
      const start = bytes.position;
      const cut = start + member.size > size ? 'the archive ends in the middle of it' : null;
      entries.push({
        name: member.name,
        packedBytes: member.size,
        sizeBytes: member.size,
        obstacle: member.obstacle ?? cut,
        chunks: () =>
          member.size === 0
            ? none()
            : createReadStream(path, { start, end: start + member.size - 1, highWaterMark: CHUNK_BYTES }),
      });
    });
  } finally {
    await bytes.close();
  }
  return entries;
}

async function* none(): AsyncIterable<Uint8Array> {}

/** Packs one piece; small pieces keep what is unpacked at a time small, too. */
function packed(piece: Uint8Array): Promise<Buffer> {
  return new Promise((done, failed) =>
    deflateRaw(piece, { level: 1 }, (error, result) => (error ? failed(error) : done(result))),
  );
}

function unpacked(piece: Uint8Array): Promise<Buffer> {
  return new Promise((done, failed) =>
    inflateRaw(piece, (error, result) => (error ? failed(error) : done(result))),
  );
}

async function* unpackedAll(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  for (const piece of pieces) yield await unpacked(piece);
}

/**
 * The files of a compressed archive, read in one pass over its unpacked bytes: nothing in a `.tar.gz` can be reached
 * but by what lies before it, so each file is packed again for itself and kept in memory, about as large as the archive.
 * What comes behind a damaged place is missing: `broken` says why.
 */
export async function packedTarEntries(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly entries: readonly ArchiveEntry[]; readonly broken: string | null }> {
  const bytes = new Bytes(chunks);
  const entries: ArchiveEntry[] = [];
  let kept = 0;
  let broken: string | null = null;
  try {
    await walk(bytes, async (member) => {
      const pieces: Uint8Array[] = [];
      let obstacle = member.obstacle;
      for (let left = obstacle === null ? member.size : 0; left > 0; ) {
        const content = await bytes.take(Math.min(left, CHUNK_BYTES));
        if (content.length === 0) {
          obstacle = 'the archive ends in the middle of it';
          break;
        }
        left -= content.length;
        if (kept > MAX_PACKED) {
          obstacle = 'the archive is too large to be read as it is; unpack it and drop the folder';
          pieces.length = 0;
          continue;
        }
        const piece = await packed(content);
        kept += piece.length;
        pieces.push(piece);
      }
      entries.push({
        name: member.name,
        packedBytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
        sizeBytes: member.size,
        obstacle,
        chunks: () => unpackedAll(pieces),
      });
    });
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  } finally {
    await bytes.close();
  }
  return { entries, broken };
}
