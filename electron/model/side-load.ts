import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import type { SideLoad } from '../../shared/ipc/model-contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readGguf } from './gguf.ts';
import { errorText, openCall, readWhole } from './http-call.ts';
import type { LoopbackAddress } from './loopback.ts';
import { gigabytes } from './memory-fit.ts';
import { failureFromText, modelFailure } from './model-failures.ts';
import { hasBlob } from './model-library.ts';
import { ReplyLines } from './reply-lines.ts';

const CHUNK = 4 * 1024 * 1024;
/** Between two lines of the server while it registers a model it may hash the file once more. */
const REGISTER_MS = 10 * 60_000;

/** What a side-load needs. */
export interface SideLoadRequest {
  readonly address: LoopbackAddress;
  readonly file: string;
  /** Folder that holds the models, for its free space; null for a server that is not ours. */
  readonly models: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (at: SideLoad) => void;
  /** Digests of files hashed before, by path, size and time: a resumed load starts behind the hashing. */
  readonly known: Map<string, string>;
}

/**
 * Brings a model file into the server: is it a model, is there room, its fingerprint, the copy (left out when the
 * server has these bytes), the registration. Each stage can be cancelled; what is done is not done again.
 */
export async function sideLoad(request: SideLoadRequest): Promise<Result<string>> {
  const { address, file, signal } = request;
  const name = basename(file);
  let at: SideLoad = {
    file: name,
    step: 'check',
    bytesDone: 0,
    bytes: 0,
    rate: null,
    about: null,
    free: null,
  };
  const show = (part: Partial<SideLoad>): void => {
    at = { ...at, ...part };
    request.onProgress(at);
  };
  show({});
  const header = await readGguf(file);
  if (!header.ok) return header;
  const { bytes, version, architecture, sizeLabel } = header.value;
  show({
    step: 'room',
    bytes,
    about: [`GGUF ${version}`, architecture, sizeLabel].filter((part) => part !== null).join(', '),
  });
  const free = request.models === null ? null : await freeSpace(request.models);
  show({ free });
  const mark = await markOf(file);
  if (!mark.ok) return mark;
  show({ step: 'fingerprint' });
  const remembered = request.known.get(mark.value);
  const digest =
    remembered === undefined
      ? await fingerprint(file, bytes, signal, (done, rate) => show({ bytesDone: done, rate }))
      : ok(remembered);
  if (!digest.ok) return digest;
  request.known.set(mark.value, digest.value);
  show({ step: 'copy', bytesDone: 0, rate: null });
  const there = await hasBlob(address, digest.value);
  if (!there.ok) return there;
  if (!there.value) {
    if (free !== null && free < bytes * 1.02) {
      return fail(
        'disk-full',
        `${gigabytes(bytes)} are needed and ${gigabytes(free)} are free.`,
        'Remove a model or free some space, then load the same file again.',
      );
    }
    const copied = await copy(request, digest.value, bytes, (done, rate) => show({ bytesDone: done, rate }));
    if (!copied.ok) return copied;
  }
  show({ step: 'register', bytesDone: bytes, rate: null });
  const model = modelNameOf(name);
  const registered = await register(address, model, name, digest.value, signal);
  return registered.ok ? ok(model) : registered;
}

/** The name under which a file is registered: `Qwen3-4B-Q4_K_M.gguf` is `qwen3-4b-q4_k_m`. */
export function modelNameOf(file: string): string {
  const plain = file
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'side-loaded' : plain;
}

async function markOf(file: string): Promise<Result<string>> {
  const { stat } = await import('node:fs/promises');
  try {
    const { size, mtimeMs } = await stat(file);
    return ok(`${file}|${size}|${mtimeMs}`);
  } catch (error) {
    return fail(
      'unreadable',
      `The file cannot be read any more (${(error as NodeJS.ErrnoException).code}).`,
      'Is the stick still in?',
    );
  }
}

async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Not every file system says; then the copy itself will.
    return null;
  }
}

type Progress = (bytesDone: number, rate: number) => void;

/** SHA-256 of a file, in hex, with progress; the signal ends it between two chunks. */
async function fingerprint(
  file: string,
  bytes: number,
  signal: AbortSignal,
  onProgress: Progress,
): Promise<Result<string>> {
  const hash = createHash('sha256');
  const told = teller(onProgress);
  const stream = createReadStream(file, { highWaterMark: CHUNK });
  const abort = (): void => void stream.destroy();
  signal.addEventListener('abort', abort, { once: true });
  let done = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (signal.aborted) break;
      hash.update(chunk);
      done += chunk.length;
      told(done, done === bytes);
    }
  } catch (error) {
    if (!signal.aborted)
      return fail(
        'unreadable',
        `The file could not be read to its end (${(error as NodeJS.ErrnoException).code}).`,
        'Is the stick still in?',
      );
  } finally {
    signal.removeEventListener('abort', abort);
  }
  if (signal.aborted) return modelFailure('cancelled');
  if (done !== bytes)
    return fail(
      'unreadable',
      'The file changed while it was read.',
      'Load it again when nothing writes to it.',
    );
  return ok(hash.digest('hex'));
}

async function copy(
  request: SideLoadRequest,
  sha256: string,
  bytes: number,
  onProgress: Progress,
): Promise<Result<null>> {
  const told = teller(onProgress);
  let done = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      done += chunk.length;
      told(done, done === bytes);
      next(null, chunk);
    },
  });
  const source = createReadStream(request.file, { highWaterMark: CHUNK });
  source.once('error', (error) => counter.destroy(error));
  counter.once('close', () => source.destroy());
  const answer = await openCall(request.address, {
    method: 'POST',
    path: `/api/blobs/sha256:${sha256}`,
    stream: { from: source.pipe(counter), bytes },
    answerMs: REGISTER_MS,
    signal: request.signal,
  });
  if (!answer.ok) return answer;
  const said = await readWhole(answer.value);
  const { status } = answer.value;
  if (status === 200 || status === 201) return ok(null);
  return failureFromText(said.ok ? errorText(said.value) : '', status);
}

async function register(
  address: LoopbackAddress,
  model: string,
  file: string,
  sha256: string,
  signal: AbortSignal,
): Promise<Result<null>> {
  const answer = await openCall(address, {
    method: 'POST',
    path: '/api/create',
    body: { model, files: { [file]: `sha256:${sha256}` }, stream: true },
    answerMs: REGISTER_MS,
    signal,
  });
  if (!answer.ok) return answer;
  const { response, status } = answer.value;
  if (status >= 400) {
    const said = await readWhole(answer.value);
    return failureFromText(said.ok ? errorText(said.value) : '', status);
  }
  const lines = new ReplyLines();
  let success = false;
  const take = (found: ReturnType<ReplyLines['end']>): Result<null> => {
    if (!found.ok) return found;
    for (const line of found.value) {
      if ('error' in line) return failureFromText(String(line.error), 200);
      if (line.status === 'success') success = true;
    }
    return ok(null);
  };
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      const taken = take(lines.take(chunk));
      if (!taken.ok) return taken;
    }
  } catch {
    return signal.aborted ? modelFailure('cancelled') : modelFailure('server-ended');
  }
  const taken = take(lines.end());
  if (!taken.ok) return taken;
  return success ? ok(null) : modelFailure('ended-early');
}

/** Reports at most five times a second, and at the end. */
function teller(onProgress: Progress): (done: number, last: boolean) => void {
  const began = performance.now();
  let told = 0;
  return (done, last) => {
    const now = performance.now();
    if (!last && now - told < 200) return;
    told = now;
    onProgress(done, (done / Math.max(1, now - began)) * 1000);
  };
}
