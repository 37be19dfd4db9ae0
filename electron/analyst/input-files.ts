import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unzipSync } from 'fflate';

/** One file to read: from disk, decompressed, or an entry of an archive. */
export interface InputFile {
  /** Relative to what was given, forward slashes; an archive's entry reads `archive.zip!entry`. */
  readonly name: string;
  /** Size on disk (of an entry: unpacked); for progress. */
  readonly sizeBytes: number;
  /** When the file was last written, epoch ms, for records that carry no year. */
  readonly modified?: number;
  /** Its content in order; throws what the file system or the decompressor throws. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Something that was given and cannot be read, with the reason as a sentence. */
export interface Refused {
  readonly name: string;
  readonly sizeBytes: number;
  readonly reason: string;
}

const CHUNK_BYTES = 256 * 1024;
const MAX_FILES = 2_000;
const MAX_DEPTH = 8;
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
/** Logs shrink by 10 to 60; what shrinks by more than this was made to hurt. */
const MAX_RATIO = 400;

/** Everything readable below the given folders and files, sorted by name so that the order of a folder is no input. */
export async function inputFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly InputFile[]; readonly refused: readonly Refused[] }> {
  const files: InputFile[] = [];
  const refused: Refused[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (!info) {
      refused.push({ name: basename(path), sizeBytes: 0, reason: 'there is no such file or folder' });
    } else if (info.isDirectory()) {
      for (const file of await listed(path, 0))
        await add(file, relative(path, file).split(sep).join('/'), files, refused);
    } else {
      await add(path, basename(path), files, refused);
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { files, refused };
}

async function listed(folder: string, depth: number): Promise<string[]> {
  if (depth > MAX_DEPTH) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await listed(path, depth + 1)));
    else if (entry.isFile()) found.push(path);
    if (found.length >= MAX_FILES) break;
  }
  return found.slice(0, MAX_FILES);
}

async function add(path: string, name: string, files: InputFile[], refused: Refused[]): Promise<void> {
  const { size, mtime } = await stat(path);
  const modified = mtime.getTime();
  const magic = await firstBytes(path, 4);
  if (magic[0] === 0x50 && magic[1] === 0x4b && (magic[2] === 3 || magic[2] === 5)) {
    await addArchive(path, name, { size, modified }, files, refused);
  } else if (magic[0] === 0x1f && magic[1] === 0x8b) {
    files.push({
      name,
      sizeBytes: size,
      modified,
      chunks: () => gunzipped(createReadStream(path, { highWaterMark: CHUNK_BYTES }), size),
    });
  } else {
    files.push({
      name,
      sizeBytes: size,
      modified,
      chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    });
  }
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  for await (const chunk of createReadStream(path, { end: count - 1 })) return chunk as Uint8Array;
  return new Uint8Array();
}

async function* gunzipped(input: Readable, size: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  const unzipped = createGunzip();
  input.on('error', (error) => unzipped.destroy(error));
  for await (const chunk of input.pipe(unzipped)) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_UNPACKED_BYTES || bytes > Math.max(size, 64 * 1024) * MAX_RATIO * 4) {
      throw new Error('it unpacks to far more than a log would; it was not read further');
    }
    yield chunk as Uint8Array;
  }
}

/** An entry name that stays inside the archive: relative, without `..`, drive letters or control characters. */
function staysInside(entry: string): boolean {
  if (entry === '' || entry.startsWith('/') || entry.startsWith('\\') || /^[a-z]:/i.test(entry)) return false;
  return !entry.split(/[\\/]/).includes('..');
}

async function addArchive(
  path: string,
  name: string,
  { size, modified }: { readonly size: number; readonly modified: number },
  files: InputFile[],
  refused: Refused[],
): Promise<void> {
  const refuse = (reason: string, entry: string | null = null, sizeBytes = size) =>
    refused.push({ name: entry === null ? name : `${name}!${entry}`, sizeBytes, reason });
  if (size > MAX_ARCHIVE_BYTES) {
    refuse('an archive of more than 512 MB; unpack it and drop the folder');
    return;
  }
  let count = 0;
  let total = 0;
  try {
    const unpacked = unzipSync(new Uint8Array(await readFile(path)), {
      filter: (entry) => {
        if (entry.name.endsWith('/')) return false;
        count += 1;
        total += entry.originalSize;
        if (count > MAX_FILES) return false;
        if (!staysInside(entry.name)) {
          refuse(
            'its name points outside of the archive; it was not unpacked',
            entry.name,
            entry.originalSize,
          );
          return false;
        }
        if (total > MAX_UNPACKED_BYTES || entry.originalSize > Math.max(entry.size, 1024) * MAX_RATIO) {
          refuse(
            'it unpacks to far more than evidence would; it was not unpacked',
            entry.name,
            entry.originalSize,
          );
          return false;
        }
        return true;
      },
    });
    if (count > MAX_FILES) refuse(`it has ${count} entries; only the first ${MAX_FILES} were read`);
    for (const [entry, bytes] of Object.entries(unpacked)) {
      files.push({
        name: `${name}!${entry}`,
        sizeBytes: bytes.length,
        modified,
        chunks: () => unpackedEntry(bytes),
      });
    }
  } catch (error) {
    refuse(`the archive is damaged (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** An entry of an archive, decompressed once more when it is a .gz of its own. */
function unpackedEntry(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return gzip ? gunzipped(Readable.from(slices(bytes)), bytes.length) : slices(bytes);
}

async function* slices(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}
