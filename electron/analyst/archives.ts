import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ArchiveEntry } from './archive-entry.ts';
import type { InputFile, Refused } from './input-file.ts';
import { isTar, packedTarEntries, tarEntries } from './tar-archive.ts';
import { sheetEntries } from './workbook.ts';
import { zipEntries } from './zip-archive.ts';

const MAX_FILES = 2_000;
const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
/** Logs shrink by 10 to 60; what shrinks by more than this was made to hurt. */
const MAX_RATIO = 400;
/** Where the mark of a tar archive ends. */
const TAR_HEAD = 262;

/** A file on the disk that may be an archive. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** When it was last written, epoch ms. */
  readonly modified: number;
  /** Its bytes as they lie on the disk. */
  bytes(): Readable;
}

/** What is inside of an archive, and what of it cannot be read. */
export interface Inside {
  readonly files: readonly InputFile[];
  readonly refused: readonly Refused[];
}

/** True when a file that begins with these bytes is a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function head(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= TAR_HEAD) break;
  }
  return Buffer.concat(parts);
}

/** Unpacks a gzip file as it is read; throws when it is damaged, or unpacks to far more than a log would. */
export async function* gunzipped(
  input: Readable,
  size: number,
  ratio = MAX_RATIO * 4,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  const unzipped = createGunzip();
  input.on('error', (error) => unzipped.destroy(error));
  for await (const chunk of input.pipe(unzipped)) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_UNPACKED_BYTES || bytes > Math.max(size, 64 * 1024) * ratio) {
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

/** What a Mac puts beside the files into its archives, and other hidden files. */
function isHidden(entry: string): boolean {
  return entry.split('/').some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '..'));
}

function whyDamaged(error: unknown): string {
  return `the archive is damaged (${error instanceof Error ? error.message : String(error)})`;
}

function inside(file: FoundFile, entries: readonly ArchiveEntry[], broken: string | null): Inside {
  const files: InputFile[] = [];
  const refused: Refused[] = [];
  let total = 0;
  for (const entry of entries.slice(0, MAX_FILES)) {
    const name = `${file.name}!${entry.name}`;
    const refuse = (reason: string) => refused.push({ name, sizeBytes: entry.sizeBytes, reason });
    if (!staysInside(entry.name)) refuse('its name points outside of the archive; it was not unpacked');
    else if (isHidden(entry.name)) continue;
    else if (entry.obstacle !== null) refuse(entry.obstacle);
    else if (
      total + entry.sizeBytes > MAX_UNPACKED_BYTES ||
      entry.sizeBytes > Math.max(entry.packedBytes, 1024) * MAX_RATIO
    )
      refuse('it unpacks to far more than evidence would; it was not unpacked');
    else {
      total += entry.sizeBytes;
      files.push({
        name,
        sizeBytes: entry.sizeBytes,
        modified: file.modified,
        chunks: () => unzippedTwice(entry),
      });
    }
  }
  const whole = (reason: string) => refused.push({ name: file.name, sizeBytes: file.size, reason });
  if (entries.length > MAX_FILES)
    whole(`it has ${entries.length} entries; only the first ${MAX_FILES} were read`);
  if (broken !== null) whole(broken);
  return { files, refused };
}

/** The files inside of a .zip, .tar or .tar.gz, told by its content; null when the file is no archive. */
export async function archiveOf(file: FoundFile): Promise<Inside | null> {
  const first = await head(file.bytes());
  if (first[0] === 0x50 && first[1] === 0x4b && (first[2] === 3 || first[2] === 5)) {
    try {
      const entries = await zipEntries(file.path, file.size);
      return inside(file, (await sheetEntries(entries)) ?? entries, null);
    } catch (error) {
      return inside(file, [], whyDamaged(error));
    }
  }
  if (isTar(first)) {
    try {
      return inside(file, await tarEntries(file.path, file.size), null);
    } catch (error) {
      return inside(file, [], whyDamaged(error));
    }
  }
  if (!isGzip(first)) return null;
  // What is no whole gzip file says so when it is read.
  const unpacked = await head(gunzipped(file.bytes(), file.size)).catch(() => null);
  if (unpacked === null || !isTar(unpacked)) return null;
  const { entries, broken } = await packedTarEntries(gunzipped(file.bytes(), file.size, MAX_RATIO));
  return inside(file, entries, broken === null ? null : whyDamaged(broken));
}

/** An entry of an archive, decompressed once more when it is a .gz of its own. */
async function* unzippedTwice(entry: ArchiveEntry): AsyncIterable<Uint8Array> {
  const chunks = entry.chunks()[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = again(first.value, chunks);
  if (isGzip(first.value)) yield* gunzipped(Readable.from(all), entry.sizeBytes);
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
