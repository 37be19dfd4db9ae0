import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { Parser } from 'tar/parse';
import type { ReadEntry } from 'tar/read-entry';
import type { ArchiveEntry } from './archive-entry.ts';

const BLOCK = 512;
const CHUNK_BYTES = 256 * 1024;
/** What a compressed archive may hold in memory, packed again entry by entry. */
const MAX_PACKED = 192 * 1024 * 1024;
const DAMAGED = 'a header in it is damaged';
const CUT = 'the archive ends in the middle of it';
const FILES = ['File', 'OldFile', 'ContiguousFile'];
const NO_FILES = ['Directory', 'GNUDumpDir', 'TapeVolumeHeader', 'SolarisACL', 'Inode'];
const OBSTACLES: Readonly<Record<string, string>> = {
  Link: 'a link inside of the archive; it is not followed',
  SymbolicLink: 'a link inside of the archive; it is not followed',
  CharacterDevice: 'a device, not a file',
  BlockDevice: 'a device, not a file',
  FIFO: 'a pipe, not a file',
  SparseFile: 'a file whose holes are left out; pack it without --sparse',
  ContinuationFile: 'the rest of a file that begins in another archive',
};

/** True when a file that begins with these bytes is a tar archive (POSIX ustar and pax, GNU). */
export function isTar(head: Uint8Array): boolean {
  return [0x75, 0x73, 0x74, 0x61, 0x72].every((code, at) => head[257 + at] === code);
}

interface Member {
  readonly name: string;
  readonly size: number;
  readonly obstacle: string | null;
}

/** A file of the archive, or what stands where one could; null for folders and what describes others. */
function memberOf({ path, size, type }: ReadEntry): Member | null {
  const name = path.replace(/^(\.\/)+/, '');
  if (NO_FILES.includes(type)) return null;
  const holes = /(?:^|\/)GNUSparseFile\.\d+\//.test(name) ? OBSTACLES.SparseFile : undefined;
  const known = FILES.includes(type)
    ? holes
    : (OBSTACLES[type] ?? 'an entry of a kind that is not known here');
  return { name, size, obstacle: known ?? null };
}

/** Parses what is written into it; `onEntry` gets what each header describes, `onEnd` is called at the mark of the end. */
function parser(onEntry: (entry: ReadEntry) => void, onEnd: () => void): Parser {
  const take = (entry: ReadEntry): void => {
    // A name or an extended header is text of a few hundred bytes.
    if (entry.meta) throw new Error(DAMAGED);
    onEntry(entry);
  };
  const fail = (): void => {
    throw new Error(DAMAGED);
  };
  return new Parser({ strict: true, zstd: false })
    .on('entry', take)
    .on('ignoredEntry', take)
    .on('nullBlock', onEnd)
    .on('error', fail);
}

/** The entry whose headers begin at a place of an archive, and where its content begins; null at the end. */
async function entryAt(file: FileHandle, from: number): Promise<{ entry: ReadEntry; start: number } | null> {
  let found: ReadEntry | null = null;
  let ended = false;
  const headers = parser(
    (entry) => {
      found = entry;
    },
    () => {
      ended = true;
    },
  );
  for (let at = from; ; at += BLOCK) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BLOCK), 0, BLOCK, at);
    if (bytesRead < BLOCK) return null;
    headers.write(buffer);
    if (ended) return null;
    if (found) return { entry: found, start: at + BLOCK };
  }
}

/** The files of an archive that lies on the disk as it is: each is read from its place. */
export async function tarEntries(path: string, size: number): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const file = await open(path);
  try {
    for (let at = 0; at < size; ) {
      const next = await entryAt(file, at);
      if (!next) break;
      const { start } = next;
      const member = memberOf(next.entry);
      at = start + next.entry.startBlockSize;
      if (!member) continue;
      const end = start + member.size;
      entries.push({
        name: member.name,
        packedBytes: member.size,
        sizeBytes: member.size,
        obstacle: member.obstacle ?? (end > size ? CUT : null),
        chunks: () =>
          member.size === 0
            ? none()
            : createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK_BYTES }),
      });
    }
  } finally {
    await file.close();
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

/** A file of a compressed archive while it comes in. */
interface Kept {
  readonly member: Member;
  readonly pieces: Uint8Array[];
  /** Bytes that are still to come. */
  left: number;
  tooLarge: boolean;
}

/**
 * The files of a compressed archive, read in one pass over its unpacked bytes: nothing in a `.tar.gz` can be reached
 * but by what lies before it, so each file is packed again for itself and kept in memory, about as large as the archive.
 * What comes behind a damaged place is missing: `broken` says why.
 */
export async function packedTarEntries(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly entries: readonly ArchiveEntry[]; readonly broken: string | null }> {
  const all: Kept[] = [];
  const fresh: { readonly of: Kept; readonly piece: Uint8Array }[] = [];
  let kept = 0;
  let ended = false;
  let broken: string | null = null;
  const archive = parser(
    (entry) => {
      const member = memberOf(entry);
      const of = member && { member, pieces: [], left: member.size, tooLarge: false };
      if (of) all.push(of);
      if (!of || member.obstacle !== null) entry.resume();
      else entry.on('data', (piece) => fresh.push({ of, piece }));
    },
    () => {
      ended = true;
    },
  );
  try {
    for await (const chunk of chunks) {
      try {
        archive.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      } catch {
        broken = DAMAGED;
      }
      for (const { of, piece } of fresh.splice(0)) {
        of.left -= piece.length;
        of.tooLarge ||= kept > MAX_PACKED;
        const small = of.tooLarge ? null : await packed(piece);
        if (small) of.pieces.push(small);
        else of.pieces.length = 0;
        kept += small?.length ?? 0;
      }
      if (ended || broken !== null) break;
    }
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  const whole = broken === null ? all : all.filter(({ left }) => left === 0);
  const entries = whole.map(({ member, pieces, left, tooLarge }) => ({
    name: member.name,
    packedBytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
    sizeBytes: member.size,
    obstacle:
      member.obstacle ??
      (left > 0
        ? CUT
        : tooLarge
          ? 'the archive is too large to be read as it is; unpack it and drop the folder'
          : null),
    chunks: () => unpackedAll(pieces),
  }));
  return { entries, broken };
}
