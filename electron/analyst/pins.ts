import { createHash } from 'node:crypto';
import { plainBytes } from '../../shared/importers/plain-bytes.ts';
import { redactSecrets } from '../../shared/importers/secrets.ts';
import { decodeHead } from '../../shared/importers/utf8.ts';
import type { EvidencePin } from '../../shared/incident/evidence-pin.ts';
import type { RecordRef, Source } from '../../shared/incident/source.ts';
import type { InputFile } from './input-file.ts';

const EXCERPT_CHARS = 300;

/** A range of bytes of one file that somebody wants to see. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** The bytes of several ranges of one file, read in one pass; null where the file ends before a range does. */
export async function readRanges(
  file: InputFile,
  ranges: readonly ByteRange[],
): Promise<(Uint8Array | null)[]> {
  const order = ranges
    .map((range, index) => ({ ...range, index, parts: [] as Uint8Array[] }))
    .sort((a, b) => a.from - b.from);
  const last = Math.max(0, ...ranges.map((range) => range.to));
  let at = 0;
  for await (const chunk of file.chunks()) {
    const end = at + chunk.length;
    for (const range of order) {
      if (range.from >= end) break;
      if (range.to > at)
        range.parts.push(chunk.slice(Math.max(0, range.from - at), Math.min(chunk.length, range.to - at)));
    }
    at = end;
    if (at >= last) break;
  }
  const found: (Uint8Array | null)[] = ranges.map(() => null);
  for (const range of order) {
    const bytes = Buffer.concat(range.parts);
    found[range.index] = bytes.length === range.to - range.from ? bytes : null;
  }
  return found;
}

/** SHA-256 of bytes, hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The start of a record as text, without credentials and erased words and on one line. */
function excerptOf(bytes: Uint8Array, clean: (text: string) => string): string {
  const start = bytes.subarray(0, EXCERPT_CHARS * 4);
  // Records of a UTF-16 file have no mark of their own: it is told by the empty high bytes.
  const line = decodeHead(plainBytes(start)(start)).replace(/\s+/g, ' ').trim();
  // Before it is cut: half a word would not be known.
  const text = clean(redactSecrets(line).text);
  return text.length > EXCERPT_CHARS ? `${text.slice(0, EXCERPT_CHARS - 1)}…` : text;
}

/**
 * Pins for references: exact bytes, their hash and an excerpt. A reference whose file is gone or shorter than it was
 * gives no pin: absent evidence is left out, never filled in. `clean` erases words from an excerpt.
 */
export async function pinsOf(
  refs: readonly RecordRef[],
  sources: readonly Source[],
  files: readonly InputFile[],
  clean: (text: string) => string = (text) => text,
): Promise<Map<RecordRef, EvidencePin>> {
  const pins = new Map<RecordRef, EvidencePin>();
  for (const source of sources) {
    const own = refs.filter((ref) => ref.source === source.id);
    const file = files.find((one) => one.name === source.file);
    if (own.length === 0 || !file) continue;
    const ranges = await readRanges(
      file,
      own.map((ref) => ({ from: ref.bytes[0], to: ref.bytes[1] })),
    );
    own.forEach((ref, index) => {
      const bytes = ranges[index];
      if (!bytes) return;
      pins.set(ref, {
        source: source.id,
        bytes: ref.bytes,
        lines: ref.lines,
        rangeSha256: sha256Hex(bytes),
        excerpt: excerptOf(bytes, clean),
      });
    });
  }
  return pins;
}
