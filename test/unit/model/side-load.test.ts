import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseGguf } from '../../../electron/model/gguf.ts';
import { memoryFit, memoryNeeded } from '../../../electron/model/memory-fit.ts';
import { versionWarning } from '../../../electron/model/model-library.ts';
import { modelNameOf, sideLoad } from '../../../electron/model/side-load.ts';
import type { SideLoad } from '../../../shared/ipc/model-contract.ts';
import { FakeOllama, line } from './fake-ollama.ts';

const u32 = (value: number): Buffer => {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(value);
  return b;
};
const u64 = (value: number): Buffer => {
  const b = Buffer.alloc(8);
  b.writeBigUInt64LE(BigInt(value));
  return b;
};
const text = (value: string): Buffer => Buffer.concat([u64(value.length), Buffer.from(value)]);

/** A model file with one tensor of 32-bit weights. */
function gguf(weights = 1_000, offset = 0): Buffer {
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(1),
    u64(3),
    text('general.architecture'),
    u32(8),
    text('llama'),
    text('llama.block_count'),
    u32(4),
    u32(4),
    text('tokenizer.ggml.tokens'),
    u32(9),
    u32(8),
    u64(2),
    text('a'),
    text('b'),
    text('weight'),
    u32(1),
    u64(weights),
    u32(0),
    u64(offset),
  ]);
  const start = Math.ceil(head.length / 32) * 32;
  return Buffer.concat([head, Buffer.alloc(start - head.length + 4_000)]);
}

let fake: FakeOllama;
let folder: string;
beforeEach(async () => {
  fake = new FakeOllama();
  await fake.start();
  folder = mkdtempSync(join(tmpdir(), 'whyladder-gguf-'));
});
afterEach(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true, force: true });
});

const load = (
  content: Buffer,
  more: { signal?: AbortSignal; onProgress?: (at: SideLoad) => void; known?: Map<string, string> } = {},
) => {
  const file = join(folder, 'My Model-Q4.gguf');
  writeFileSync(file, content);
  return sideLoad({
    address: fake.address,
    file,
    models: folder,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    known: new Map(),
    ...more,
  });
};

describe('a model file from a stick', () => {
  it('is checked, hashed, copied and registered, and says how far it is', async () => {
    const steps = new Set<string>();
    const loaded = await load(gguf(), { onProgress: ({ step }) => steps.add(step) });
    expect(loaded).toEqual({ ok: true, value: 'my-model-q4' });
    expect([...steps]).toEqual(['check', 'room', 'fingerprint', 'copy', 'register']);
    expect(fake.blobs.size).toBe(1);
  });

  it('is refused when it is no model, is cut, or points beyond its end', async () => {
    const codeOf = async (content: Buffer) => {
      const result = await load(content);
      return result.ok ? 'loaded' : result.error.code;
    };
    expect(await codeOf(Buffer.from('PK\u0003\u0004 a zip file that is long enough'))).toBe('not-gguf');
    expect(await codeOf(Buffer.alloc(0))).toBe('not-gguf');
    expect(await codeOf(gguf().subarray(0, 60))).toBe('header-cut');
    expect(await codeOf(gguf().subarray(0, gguf().length - 500))).toBe('cut-file');
    expect(await codeOf(gguf(1_000, 1e12))).toBe('cut-file');
    expect(await codeOf(gguf(2 ** 40))).toBe('cut-file');
    expect(fake.blobs.size).toBe(0);
  });

  it('never dies on bytes that were changed at random', () => {
    const good = gguf();
    let seed = 7;
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed;
    };
    for (let i = 0; i < 2_000; i += 1) {
      const bytes = Buffer.from(good.subarray(0, 400));
      bytes[8 + (random() % 200)] = random() % 256;
      expect(typeof parseGguf(bytes, good.length).ok).toBe('boolean');
    }
  });

  it('is cancelled at once and goes on from there: neither hashed nor copied twice', async () => {
    const known = new Map<string, string>();
    const cancel = new AbortController();
    const first = await load(gguf(), {
      known,
      signal: cancel.signal,
      onProgress: ({ step }) => {
        if (step === 'register') cancel.abort();
      },
    });
    expect(!first.ok && first.error.code).toBe('cancelled');
    expect(known.size).toBe(1);
    let copies = 0;
    fake.routes.set('/api/blobs/', (request, response) => {
      if (request.method === 'POST') copies += 1;
      response.writeHead(200).end();
    });
    const file = join(folder, 'My Model-Q4.gguf');
    const again = await sideLoad({
      address: fake.address,
      file,
      models: null,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      known,
    });
    expect(again.ok).toBe(true);
    expect(copies).toBe(0);
  });

  it('says when the disk is full, while copying and while registering', async () => {
    fake.routes.set('/api/blobs/', (request, response) => {
      if (request.method === 'HEAD') response.writeHead(404).end();
      else {
        request.resume();
        request.on('end', () =>
          response.writeHead(500).end(line({ error: 'write /models/blobs: no space left on device' })),
        );
      }
    });
    const copying = await load(gguf());
    expect(!copying.ok && copying.error.code).toBe('disk-full');
    fake.routes.delete('/api/blobs/');
    fake.routes.set(
      '/api/create',
      (_request, response) =>
        void response.end(line({ status: 'parsing GGUF' }) + line({ error: 'no space left on device' })),
    );
    const registering = await load(gguf());
    expect(!registering.ok && registering.error.code).toBe('disk-full');
  });

  it('is no success when the server stops in the middle of registering', async () => {
    fake.routes.set(
      '/api/create',
      (_request, response) => void response.end(line({ status: 'parsing GGUF' })),
    );
    const result = await load(gguf());
    expect(!result.ok && result.error.code).toBe('ended-early');
  });

  it('gets a name that the server takes', () => {
    expect(modelNameOf('Qwen3-4B-Q4_K_M.gguf')).toBe('qwen3-4b-q4_k_m');
    expect(modelNameOf('../../übel name.GGUF')).toBe('bel-name');
    expect(modelNameOf('.gguf')).toBe('side-loaded');
  });
});

describe('memory', () => {
  const shape = { bytes: 2.5e9, blocks: 36, embedding: 2_560, heads: 32, headsKv: 8 };
  it('is weights, cache and runner', () =>
    expect(memoryNeeded(shape, 4_096)).toBe(2.5e9 + 2 * 36 * 4_096 * 8 * 80 * 2 + 350 * 1024 * 1024));
  it('is said before a model is loaded', () => {
    expect(memoryFit(shape, 4_096, 8e9).verdict).toBe('fits');
    expect(memoryFit(shape, 4_096, 3.5e9).verdict).toBe('tight');
    expect(memoryFit(shape, 4_096, 2e9)).toMatchObject({
      verdict: 'too-large',
      sentence: expect.stringContaining('too large'),
    });
  });
});

describe('the version of the server', () => {
  it('is warned of where a crafted file can make it read too far', () => {
    expect(versionWarning('0.11.4')).toContain('CVE-2026-7482');
    expect(versionWarning('0.0.0')).toContain('names no version');
    expect(versionWarning('0.17.1')).toBeNull();
    expect(versionWarning('1.2.0')).toBeNull();
  });
});
