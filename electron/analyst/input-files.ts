import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ZipEntry, zipEntries } from './zip-archive.ts';

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
const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
/** Logs shrink by 10 to 60; what shrinks by more than this was made to hurt. */
const MAX_RATIO = 400;

interface Found {
  readonly files: InputFile[];
  readonly refused: Refused[];
}

/** Everything readable below the given folders and files, sorted by name so that the order of a folder is no input. */
export async function inputFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly InputFile[]; readonly refused: readonly Refused[] }> {
  const found: Found = { files: [], refused: [] };
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (!info) {
      refuse(found, basename(path), 'there is no such file or folder');
    } else if (info.isDirectory()) {
      const listed: string[] = [];
      await list(path, path, 0, listed, found);
      for (const file of listed) await add(file, nameIn(path, file), found);
    } else {
      await add(path, basename(path), found);
    }
  }
  found.files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return found;
}

function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

function refuse(found: Found, name: string, reason: string, sizeBytes = 0): void {
  found.refused.push({ name, sizeBytes, reason });
}

/** What the system says when it does not let somebody read, as a sentence. */
function obstacle(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read (permission denied)';
  if (code === 'ENOENT') return 'it was gone when it was to be read';
  return `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
}

/** Why something in a folder is no evidence: links may lead anywhere, pipes and devices never end. */
function strange(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a link; it is not followed: copy the file here';
  if (entry.isFIFO()) return 'a pipe, not a file';
  if (entry.isSocket()) return 'a socket, not a file';
  return 'a device, not a file';
}

async function list(
  root: string,
  folder: string,
  depth: number,
  files: string[],
  found: Found,
): Promise<void> {
  if (depth > MAX_DEPTH) {
    return refuse(
      found,
      nameIn(root, folder),
      `folders inside folders, deeper than ${MAX_DEPTH}; not looked into`,
    );
  }
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return refuse(found, nameIn(root, folder) || basename(root), obstacle(error));
  }
  let more = 0;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    // Hidden files are the system's own.
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await list(root, path, depth + 1, files, found);
    else if (!entry.isFile()) refuse(found, nameIn(root, path), strange(entry));
    else if (files.length < MAX_FILES) files.push(path);
    else more += 1;
  }
  if (more > 0) {
    const where = nameIn(root, folder) || basename(root);
    refuse(found, where, `${more} more files are here; only the first ${MAX_FILES} were read`);
  }
}

async function add(path: string, name: string, found: Found): Promise<void> {
  try {
    const info = await stat(path);
    if (!info.isFile()) return refuse(found, name, 'a pipe, a socket or a device, not a file');
    const { size } = info;
    const modified = info.mtime.getTime();
    const magic = await firstBytes(path, 4);
    if (magic[0] === 0x50 && magic[1] === 0x4b && (magic[2] === 3 || magic[2] === 5)) {
      return await addArchive(path, name, { size, modified }, found);
    }
    const gzip = magic[0] === 0x1f && magic[1] === 0x8b;
    // A log that is still written to is read as far as it was when it was found.
    const end = size > 0 ? size - 1 : Number.POSITIVE_INFINITY;
    const bytes = () => createReadStream(path, { highWaterMark: CHUNK_BYTES, end });
    found.files.push({
      name,
      sizeBytes: size,
      modified,
      chunks: () => (gzip ? gunzipped(bytes(), size) : bytes()),
    });
  } catch (error) {
    refuse(found, name, obstacle(error));
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
  found: Found,
): Promise<void> {
  let entries: readonly ZipEntry[];
  try {
    entries = await zipEntries(path, size);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(found, name, `the archive is damaged (${why})`, size);
  }
  let total = 0;
  for (const entry of entries.slice(0, MAX_FILES)) {
    const inside = `${name}!${entry.name}`;
    if (!staysInside(entry.name)) {
      refuse(found, inside, 'its name points outside of the archive; it was not unpacked', entry.sizeBytes);
    } else if (entry.obstacle !== null) {
      refuse(found, inside, entry.obstacle, entry.sizeBytes);
    } else if (
      total + entry.sizeBytes > MAX_UNPACKED_BYTES ||
      entry.sizeBytes > Math.max(entry.packedBytes, 1024) * MAX_RATIO
    ) {
      refuse(
        found,
        inside,
        'it unpacks to far more than evidence would; it was not unpacked',
        entry.sizeBytes,
      );
    } else {
      total += entry.sizeBytes;
      found.files.push({
        name: inside,
        sizeBytes: entry.sizeBytes,
        modified,
        chunks: () => unzippedTwice(entry),
      });
    }
  }
  if (entries.length > MAX_FILES) {
    refuse(found, name, `it has ${entries.length} entries; only the first ${MAX_FILES} were read`, size);
  }
}

/** An entry of an archive, decompressed once more when it is a .gz of its own. */
async function* unzippedTwice(entry: ZipEntry): AsyncIterable<Uint8Array> {
  const chunks = entry.chunks()[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = again(first.value, chunks);
  if (first.value[0] === 0x1f && first.value[1] === 0x8b)
    yield* gunzipped(Readable.from(all), entry.sizeBytes);
  else yield* all;
}

async function* again(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
