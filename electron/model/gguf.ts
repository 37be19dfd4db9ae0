import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';

/** What the header of a model file says (ggml-org, "GGUF file format", versions 2 and 3). Sizes in bytes. */
export interface GgufHeader {
  readonly version: number;
  readonly architecture: string;
  readonly name: string | null;
  readonly sizeLabel: string | null;
  readonly contextLength: number | null;
  readonly blocks: number | null;
  readonly embedding: number | null;
  readonly heads: number | null;
  readonly headsKv: number | null;
  readonly hasChatTemplate: boolean;
  readonly bytes: number;
}

const MAGIC = 0x46554747; // "GGUF", little endian
/** Headers with large vocabularies take some 10 MB; more is no header. */
const HEADER_LIMIT = 96 * 1024 * 1024;
const MOST_TENSORS = 100_000;
const MOST_KEYS = 10_000;
/** Bytes and weights of a block by ggml type number (ggml.h, ggml-common.h). */
const BLOCKS: Readonly<Record<number, readonly [bytes: number, weights: number]>> = {
  0: [4, 1],
  1: [2, 1],
  2: [18, 32],
  3: [20, 32],
  6: [22, 32],
  7: [24, 32],
  8: [34, 32],
  10: [84, 256],
  11: [110, 256],
  12: [144, 256],
  13: [176, 256],
  14: [210, 256],
  15: [292, 256],
  16: [66, 256],
  17: [74, 256],
  18: [98, 256],
  20: [18, 32],
  21: [110, 256],
  22: [82, 256],
  23: [136, 256],
  24: [1, 1],
  25: [2, 1],
  26: [4, 1],
  27: [8, 1],
  28: [8, 1],
  29: [56, 256],
  30: [2, 1],
  39: [17, 32],
};

class Short extends Error {}

/** Reads numbers and strings in order; asks for more bytes by throwing `Short`. */
class Reader {
  at = 0;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  take(size: number): number {
    const from = this.at;
    if (size < 0 || from + size > this.bytes.length) throw new Short();
    this.at = from + size;
    return from;
  }
  u32(): number {
    return this.bytes.readUInt32LE(this.take(4));
  }
  u64(): number {
    return Number(this.bytes.readBigUInt64LE(this.take(8)));
  }
  text(): string {
    const length = this.u64();
    if (length > HEADER_LIMIT) throw new RangeError('a string longer than any header');
    const from = this.take(length);
    return this.bytes.toString('utf8', from, from + Math.min(length, 4_096));
  }
  value(type: number): unknown {
    switch (type) {
      case 0:
      case 1:
      case 7:
        return this.bytes.readUInt8(this.take(1));
      case 2:
        return this.bytes.readUInt16LE(this.take(2));
      case 3:
        return this.bytes.readInt16LE(this.take(2));
      case 4:
        return this.u32();
      case 5:
        return this.bytes.readInt32LE(this.take(4));
      case 6:
        return this.bytes.readFloatLE(this.take(4));
      case 8:
        return this.text();
      case 9:
        return this.array();
      case 10:
      case 11:
        return this.u64();
      case 12:
        return this.bytes.readDoubleLE(this.take(8));
      default:
        throw new RangeError(`value type ${type}`);
    }
  }
  /** Arrays are vocabularies: passed over; the first value stands for all (layers may differ in their heads). */
  private array(): unknown {
    const type = this.u32();
    const length = this.u64();
    if (length > HEADER_LIMIT || type === 9) throw new RangeError('an array longer than any header');
    let first: unknown = null;
    for (let i = 0; i < length; i += 1) {
      const value = this.value(type);
      if (i === 0) first = value;
    }
    return first;
  }
}

/** Checks that a file is a whole GGUF model and reads its header. Tensors that reach beyond the file are refused. */
export async function readGguf(file: string): Promise<Result<GgufHeader>> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    return fail(
      'unreadable',
      `The file cannot be opened (${(error as NodeJS.ErrnoException).code}).`,
      'Is the stick still in?',
    );
  }
  try {
    const { size } = await handle.stat();
    for (let length = Math.min(size, 4 * 1024 * 1024); ; length = Math.min(size, HEADER_LIMIT, length * 4)) {
      const bytes = Buffer.alloc(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      const parsed = parseGguf(bytes.subarray(0, filled), size);
      if (parsed.ok || parsed.error.code !== 'header-cut' || length >= Math.min(size, HEADER_LIMIT))
        return parsed;
    }
  } catch (error) {
    return fail(
      'unreadable',
      `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'read error'}).`,
      'Is the stick still in?',
    );
  } finally {
    await handle.close();
  }
}

/** The header in `bytes`, the beginning of a file of `fileBytes`. `header-cut` when more of it is needed. */
export function parseGguf(bytes: Buffer, fileBytes: number): Result<GgufHeader> {
  const bad = (what: string): Result<GgufHeader> =>
    fail(
      'not-gguf',
      `This is no model file: ${what}.`,
      'Bring a .gguf file; other formats have to be converted first.',
    );
  if (bytes.length < 24 || bytes.readUInt32LE(0) !== MAGIC) return bad('it does not begin with "GGUF"');
  const reader = new Reader(bytes);
  reader.take(4);
  const version = reader.u32();
  if (version !== 2 && version !== 3) return bad(`GGUF version ${version} is not known`);
  const tensors = reader.u64();
  const keys = reader.u64();
  if (tensors === 0 || tensors > MOST_TENSORS || keys > MOST_KEYS)
    return bad('its header counts cannot be right');
  try {
    const values = new Map<string, unknown>();
    for (let i = 0; i < keys; i += 1) {
      const key = reader.text();
      values.set(key, reader.value(reader.u32()));
    }
    const end = tensorsEnd(reader, tensors, alignmentOf(values));
    if (end > fileBytes) {
      return fail(
        'cut-file',
        `The file is cut: ${fileBytes.toLocaleString('en')} of at least ${end.toLocaleString('en')} bytes are there.`,
        'Copy it onto the stick again.',
      );
    }
    return ok(headerOf(version, values, fileBytes));
  } catch (error) {
    if (error instanceof Short)
      return fail('header-cut', 'The file ends inside its header.', 'Copy it onto the stick again.');
    if (error instanceof RangeError) return bad(error.message);
    throw error;
  }
}

function alignmentOf(values: ReadonlyMap<string, unknown>): number {
  const stated = values.get('general.alignment');
  return typeof stated === 'number' && stated > 0 && stated <= 65_536 ? stated : 32;
}

/** Where the last byte of the last tensor has to be. */
function tensorsEnd(reader: Reader, tensors: number, alignment: number): number {
  let reach = 0;
  for (let i = 0; i < tensors; i += 1) {
    reader.text();
    const dimensions = reader.u32();
    if (dimensions > 8) throw new RangeError('a tensor of more than 8 dimensions');
    let weights = 1;
    for (let d = 0; d < dimensions; d += 1) weights *= reader.u64();
    const [blockBytes, blockWeights] = BLOCKS[reader.u32()] ?? [0, 1];
    reach = Math.max(reach, reader.u64() + Math.ceil(weights / blockWeights) * blockBytes);
  }
  return Math.ceil(reader.at / alignment) * alignment + reach;
}

function headerOf(version: number, values: ReadonlyMap<string, unknown>, bytes: number): GgufHeader {
  const text = (key: string): string | null => {
    const value = values.get(key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const architecture = text('general.architecture') ?? 'unknown';
  const number = (key: string): number | null => {
    const value = values.get(`${architecture}.${key}`);
    return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
  };
  return {
    version,
    architecture,
    name: text('general.name'),
    sizeLabel: text('general.size_label'),
    contextLength: number('context_length'),
    blocks: number('block_count'),
    embedding: number('embedding_length'),
    heads: number('attention.head_count'),
    headsKv: number('attention.head_count_kv'),
    hasChatTemplate: values.has('tokenizer.chat_template'),
    bytes,
  };
}
