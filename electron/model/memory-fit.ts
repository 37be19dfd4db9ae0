import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import type { MemoryFit } from '../../shared/ipc/model-contract.ts';

/** What the estimate needs of a model: bytes on disk, and the shape of its cache where it is known. */
export interface ModelShape {
  readonly bytes: number;
  readonly blocks: number | null;
  readonly embedding: number | null;
  readonly heads: number | null;
  readonly headsKv: number | null;
}

const MIB = 1024 * 1024;
/** The runner itself and its buffers for one batch of 512 tokens. */
const RUNNER_BYTES = 350 * MIB;
/** What the room's other programs need to go on. */
const LEFT_FOR_OTHERS = 700 * MIB;
/** Reading from a laptop's disk where nothing was measured yet, bytes/s. */
export const USUAL_READ_RATE = 500e6;

/**
 * Memory that a model takes with a context of so many tokens: its weights, keys and values of each layer in 16 bits
 * (2 x layers x tokens x kv heads x head size x 2 bytes), and the runner. Without a shape, an eighth of the weights.
 */
export function memoryNeeded(shape: ModelShape, contextTokens: number): number {
  const { blocks, embedding, heads, headsKv, bytes } = shape;
  const cache =
    blocks !== null && embedding !== null && heads !== null
      ? 2 * blocks * contextTokens * (headsKv ?? heads) * (embedding / heads) * 2
      : bytes / 8;
  return Math.round(bytes + cache + RUNNER_BYTES);
}

/** Does it fit, and how long will it take to load? */
export function memoryFit(
  shape: ModelShape,
  contextTokens: number,
  free: number = memoryFree(),
  readRate: number = USUAL_READ_RATE,
): MemoryFit {
  const needs = memoryNeeded(shape, contextTokens);
  const verdict = needs > free ? 'too-large' : needs + LEFT_FOR_OTHERS > free ? 'tight' : 'fits';
  const seconds = Math.max(1, Math.round(shape.bytes / readRate));
  const sizes = `Needs about ${gigabytes(needs)} of memory, ${gigabytes(free)} free`;
  const sentence = {
    fits: `${sizes}; loads in about ${seconds} s.`,
    tight: `${sizes}: little is left for other programs. Loads in about ${seconds} s.`,
    'too-large': `${sizes}: too large for this laptop as it is. Close other programs or choose a smaller model.`,
  }[verdict];
  return { needs, free, verdict, sentence };
}

/** "3.4 GB", "98 MB". */
export function gigabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** Memory that can be had without swapping, bytes. Linux says it (proc(5), MemAvailable); elsewhere what is free. */
export function memoryFree(): number {
  if (process.platform !== 'linux') return freemem();
  try {
    const available = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return available === undefined ? freemem() : Number(available) * 1024;
  } catch {
    // A container without /proc: what the system call says is the next best.
    return freemem();
  }
}
