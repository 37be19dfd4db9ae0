import { createHash } from 'node:crypto';
import { Collector } from '../../shared/importers/collector.ts';
import { dayComesFirst } from '../../shared/importers/day-first.ts';
import type { ImportContext, Parser } from '../../shared/importers/importer.ts';
import { binaryReason, IMPORTERS, importerById, recognise } from '../../shared/importers/importers.ts';
import { type PlainBytes, plainBytes } from '../../shared/importers/plain-bytes.ts';
import { unrecognised } from '../../shared/importers/unrecognised.ts';
import { decodeHead } from '../../shared/importers/utf8.ts';
import { didYouMean } from '../../shared/incident/did-you-mean.ts';
import type { SourceHint } from '../../shared/incident/incident-file.ts';
import type { LogDigestBuilder } from '../../shared/incident/log-digest.ts';
import type { FileImport } from '../../shared/incident/records.ts';
import type { SourceId } from '../../shared/incident/source.ts';
import type { InputFile } from './input-file.ts';

/** Enough to recognise a format, also when the file begins with a long record. */
const HEAD_BYTES = 64 * 1024;

/** Zone of records that carry none: `sources[].timezone`, else the incident's, else UTC, marked as assumed. */
export interface ZoneChoice {
  readonly zone: string;
  readonly origin: 'incident' | 'assumed';
}

/** What is known of a file beyond its content, and who says so of its zone. */
export interface FileHint extends SourceHint {
  readonly zoneOrigin: 'sources' | 'team';
}

/** What one file gave, and what an importer made of it. */
export interface ReadFile {
  readonly import: FileImport;
  /** The importer that parsed it; null when the file was refused. */
  readonly importer: string | null;
}

/** Thrown inside a read to end it; carries the sentence for the reject. */
class Ended extends Error {}

/** How long a file may take: 2 s and 1 s for each 10 MB (importing.md, Hostile input). */
function deadlineMs(sizeBytes: number): number {
  return 2_000 + (sizeBytes / 10_000_000) * 1_000;
}

/** How much slower than its own computing a file may come in: from a stick, on a busy machine. */
const PATIENCE = 10;

/** Computing time since now, ms; of a file that hardly comes in, a part of the time that it takes. */
function stopwatch(): () => number {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.max((user + system) / 1_000, (performance.now() - began) / PATIENCE);
  };
}

function noImporter(named: string): string {
  const near = didYouMean(
    named,
    IMPORTERS.map((importer) => importer.id),
  );
  return `there is no importer "${named}"${near === null ? '' : `; did you mean "${near}"?`}; docs/formats.md lists them`;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** What will read a file, and whether it waits for the others to say of which day or year its times are. */
export interface KnownFile {
  readonly givesLogs: boolean;
  readonly lacksYear: boolean;
}

/** Looks at the first bytes of a file; null when no importer knows it or it cannot be read. */
export async function lookAt(file: InputFile, hint: SourceHint | null): Promise<KnownFile | null> {
  const first: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file.chunks()) {
      first.push(chunk);
      bytes += chunk.length;
      if (bytes >= HEAD_BYTES) break;
    }
  } catch {
    // The reader meets the same obstacle and says what it is.
    return null;
  }
  const start = joined(first).subarray(0, HEAD_BYTES);
  const plain = plainBytes(start)(start);
  if (binaryReason(plain) !== null) return null;
  const head = { text: decodeHead(plain), complete: bytes < HEAD_BYTES };
  const importer = hint?.importer ? importerById(hint.importer) : recognise(head);
  return (
    importer && { givesLogs: importer.givesLogs === true, lacksYear: importer.lacksYear?.(head) === true }
  );
}

/**
 * Reads one file in a stream: recognises it by its content, hashes and parses it. A file that cannot be read, is not
 * recognised, or takes too long is a source with a reject that says so; nothing is thrown for what a file contains.
 * `onBytes` gets the bytes read so far; returning false cancels (then null is returned).
 */
export async function readFile(
  file: InputFile,
  id: SourceId,
  hint: FileHint | null,
  zone: ZoneChoice,
  near: number | null,
  logs: LogDigestBuilder,
  onBytes: (bytes: number, records: number) => boolean,
): Promise<ReadFile | null> {
  const hash = createHash('sha256');
  const collector = new Collector(logs);
  const took = stopwatch();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let bytes = 0;
  let parser: Parser | null = null;
  let importer: { readonly id: string; readonly format: string } | null = null;
  let refusal: string | null = null;
  let plain: PlainBytes = (chunk) => chunk;

  const begin = (complete: boolean): void => {
    const first = joined(head);
    plain = plainBytes(first.subarray(0, HEAD_BYTES));
    const start = plain(first);
    const binary = binaryReason(start);
    if (binary !== null) throw new Ended(binary);
    const seen = {
      text: decodeHead(start.subarray(0, HEAD_BYTES)),
      complete: complete && start.length <= HEAD_BYTES,
    };
    const named = hint?.importer ? importerById(hint.importer) : null;
    if (hint?.importer && !named) throw new Ended(noImporter(hint.importer));
    const found = named ?? recognise(seen);
    if (!found) throw new Ended(unrecognised(seen));
    importer = found;
    const context: ImportContext = {
      head: seen,
      source: id,
      zone: hint?.timezone ?? zone.zone,
      zoneOrigin: hint?.timezone ? hint.zoneOrigin : zone.origin,
      offsetMs: hint?.offsetMs ?? 0,
      near,
      dayFirst: dayComesFirst(seen.text),
    };
    parser = found.parse(context, collector);
    parser.push(start);
  };

  try {
    for await (const chunk of file.chunks()) {
      hash.update(chunk);
      bytes += chunk.length;
      if (refusal === null) {
        try {
          if (parser) (parser as Parser).push(plain(chunk));
          else {
            head.push(chunk);
            headBytes += chunk.length;
            if (headBytes >= HEAD_BYTES) begin(false);
          }
          if (took() > deadlineMs(Math.max(bytes, file.sizeBytes))) {
            throw new Ended('reading it took too long and was ended; what came before is used');
          }
        } catch (error) {
          if (!(error instanceof Ended)) throw error;
          refusal = error.message;
        }
      }
      if (!onBytes(bytes, 0)) return null;
    }
    if (refusal === null && !parser) {
      try {
        begin(true);
      } catch (error) {
        if (!(error instanceof Ended)) throw error;
        refusal = error.message;
      }
    }
  } catch (error) {
    refusal = `it could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
  }

  const summary = parser ? (parser as Parser).end() : null;
  if (refusal !== null) collector.reject({ line: null, reason: refusal });
  const taken = importer as { readonly id: string; readonly format: string } | null;
  const result = collector.finish(
    {
      id,
      file: file.name,
      sizeBytes: bytes,
      sha256: hash.digest('hex'),
      importer: taken?.id ?? null,
      format: taken?.format ?? 'not recognised',
      offsetMs: hint?.offsetMs ?? 0,
    },
    summary ?? { records: 0, span: null, zone: zone.zone, zoneOrigin: zone.origin },
  );
  return { import: result, importer: taken?.id ?? null };
}
