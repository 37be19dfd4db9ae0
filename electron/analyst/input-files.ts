import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { archiveOf, type FoundFile, gunzipped, isGzip } from './archives.ts';
import type { InputFile, Refused } from './input-file.ts';

const CHUNK_BYTES = 256 * 1024;
const MAX_FILES = 2_000;
const MAX_DEPTH = 8;

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
    // A log that is still written to is read as far as it was when it was found.
    const end = size > 0 ? size - 1 : Number.POSITIVE_INFINITY;
    const file: FoundFile = {
      path,
      name,
      size,
      modified: info.mtime.getTime(),
      bytes: () => createReadStream(path, { highWaterMark: CHUNK_BYTES, end }),
    };
    const inside = await archiveOf(file);
    if (inside) {
      found.files.push(...inside.files);
      found.refused.push(...inside.refused);
      return;
    }
    const gzip = isGzip(await firstBytes(path, 2));
    found.files.push({
      name,
      sizeBytes: size,
      modified: file.modified,
      chunks: () => (gzip ? gunzipped(file.bytes(), size) : file.bytes()),
    });
  } catch (error) {
    refuse(found, name, obstacle(error));
  }
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  for await (const chunk of createReadStream(path, { end: count - 1 })) return chunk as Uint8Array;
  return new Uint8Array();
}
