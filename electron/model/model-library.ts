import type { ModelEntry } from '../../shared/ipc/model-contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { callJson, openCall } from './http-call.ts';
import type { LoopbackAddress } from './loopback.ts';
import { type ModelShape, memoryFit, memoryFree, memoryNeeded, USUAL_READ_RATE } from './memory-fit.ts';
import { modelFailure } from './model-failures.ts';
import { runnerOptions } from './runner-options.ts';

const QUICK_MS = 5_000;

/** The server's version, "0.11.4"; a server built from source says 0.0.0. */
export async function serverVersion(address: LoopbackAddress, signal?: AbortSignal): Promise<Result<string>> {
  const said = await callJson(
    address,
    { method: 'GET', path: '/api/version', ...(signal ? { signal } : {}) },
    QUICK_MS,
  );
  if (!said.ok) return said.error.code === 'garbage-line' ? modelFailure('not-ollama') : said;
  const version = field(said.value, 'version');
  return typeof version === 'string' ? ok(version) : modelFailure('not-ollama');
}

/** Versions before this one do not take a schema, so that a reply cannot be held to a form. */
export function isTooOld(version: string): boolean {
  return version !== '0.0.0' && before(version, [0, 5, 0]);
}

/** A known fault of a version that the facilitator should know before loading a file from elsewhere. */
export function versionWarning(version: string): string | null {
  // GHSA-x8qc-fggm-mpqg: fixed in 0.17.1. A build from source (0.0.0) may be of any age.
  if (!before(version, [0, 17, 1])) return null;
  return `Load only files you trust. ${version === '0.0.0' ? 'This build of Ollama names no version; before 0.17.1 it' : `Ollama ${version}`} can read past the end of a crafted file (CVE-2026-7482). A newer one ends this.`;
}

/** What an estimate rests on besides the model itself. */
export interface FitContext {
  readonly contextTokens: number;
  /** Bytes a second at which models were read before; null where none was. */
  readonly readRate: number | null;
  /** The model that is in memory now. */
  readonly loaded: string | null;
}

/** Models that the server has, by name, each with what it would need here. */
export async function listModels(
  address: LoopbackAddress,
  { contextTokens, readRate, loaded }: FitContext,
): Promise<Result<readonly ModelEntry[]>> {
  const said = await callJson(address, { method: 'GET', path: '/api/tags' }, QUICK_MS);
  if (!said.ok) return said;
  const models = field(said.value, 'models');
  if (!Array.isArray(models)) return modelFailure('not-ollama');
  const entries = models.map(async (model): Promise<ModelEntry[]> => {
    const name = field(model, 'name');
    const size = field(model, 'size');
    if (typeof name !== 'string' || typeof size !== 'number') return [];
    const details = field(model, 'details');
    const about = ['family', 'parameter_size', 'quantization_level']
      .map((key) => field(details, key))
      .filter((text) => typeof text === 'string' && text !== '');
    const shape = await shapeOf(address, name, size);
    const free = memoryFree() + (name === loaded ? memoryNeeded(shape, contextTokens) : 0);
    const fit = memoryFit(shape, contextTokens, free, readRate ?? USUAL_READ_RATE);
    return [{ name, bytes: size, about: about.join(', '), fit }];
  });
  return ok((await Promise.all(entries)).flat().toSorted((a, b) => a.name.localeCompare(b.name)));
}

/** Layers and heads as the server knows them; an older or stranger server may not say. */
async function shapeOf(address: LoopbackAddress, model: string, bytes: number): Promise<ModelShape> {
  const said = await callJson(address, { method: 'POST', path: '/api/show', body: { model } }, QUICK_MS);
  const info = said.ok ? field(said.value, 'model_info') : null;
  const architecture = field(info, 'general.architecture');
  const number = (key: string): number | null => {
    const value = field(info, `${String(architecture)}.${key}`);
    // Some architectures have another number of heads in each layer: the largest is what may be needed.
    const most = Array.isArray(value) ? Math.max(...value.map(Number)) : value;
    return typeof most === 'number' && Number.isFinite(most) && most > 0 ? most : null;
  };
  return {
    bytes,
    blocks: number('block_count'),
    embedding: number('embedding_length'),
    heads: number('attention.head_count'),
    headsKv: number('attention.head_count_kv'),
  };
}

/** Loads a model into memory with the context that all calls use; ms that it took. */
export async function loadModel(
  address: LoopbackAddress,
  model: string,
  contextTokens: number,
  limitMs: number,
  signal?: AbortSignal,
): Promise<Result<number>> {
  const began = performance.now();
  const body = { model, messages: [], stream: false, keep_alive: -1, options: runnerOptions(contextTokens) };
  const said = await callJson(
    address,
    { method: 'POST', path: '/api/chat', body, ...(signal ? { signal } : {}) },
    limitMs,
  );
  return said.ok ? ok(performance.now() - began) : said;
}

/** Takes a model out of memory; its file stays. */
export async function unloadModel(address: LoopbackAddress, model: string): Promise<Result<null>> {
  const said = await callJson(
    address,
    { method: 'POST', path: '/api/chat', body: { model, messages: [], stream: false, keep_alive: 0 } },
    QUICK_MS,
  );
  return said.ok ? ok(null) : said;
}

/** Removes a model from the server's folder. */
export async function removeModel(address: LoopbackAddress, model: string): Promise<Result<null>> {
  const said = await callJson(address, { method: 'DELETE', path: '/api/delete', body: { model } }, 30_000);
  return said.ok ? ok(null) : said;
}

/** Does the server already have these bytes? */
export async function hasBlob(address: LoopbackAddress, sha256: string): Promise<Result<boolean>> {
  const answer = await openCall(address, {
    method: 'HEAD',
    path: `/api/blobs/sha256:${sha256}`,
    answerMs: QUICK_MS,
  });
  if (!answer.ok) return answer;
  answer.value.close();
  return ok(answer.value.status === 200);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function before(version: string, wanted: readonly [number, number, number]): boolean {
  const parts = version
    .replace(/^v/, '')
    .split(/[.-]/)
    .map((part) => Number.parseInt(part, 10) || 0);
  for (const [i, part] of wanted.entries()) {
    const own = parts[i] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
