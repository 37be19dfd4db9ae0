import { Collector } from '../../../shared/importers/collector.ts';
import { dayComesFirst } from '../../../shared/importers/day-first.ts';
import type { Importer } from '../../../shared/importers/importer.ts';
import { recognise } from '../../../shared/importers/importers.ts';
import { plainBytes } from '../../../shared/importers/plain-bytes.ts';
import { redactSecrets } from '../../../shared/importers/secrets.ts';
import { decodeHead, encodeUtf8 } from '../../../shared/importers/utf8.ts';
import type { FileImport, LogRecord } from '../../../shared/incident/records.ts';

/** What a text gives when it is read as a file; logs are kept line by line to look at. */
export interface ReadText {
  readonly importer: string | null;
  readonly file: FileImport;
  readonly logs: readonly LogRecord[];
}

class KeepingLogs extends Collector {
  readonly records: LogRecord[] = [];

  override log(record: LogRecord): void {
    this.records.push(record);
    super.log(record);
  }
}

export interface ReadOptions {
  readonly zone?: string;
  /** ISO time near which records without a year lie. */
  readonly near?: string;
  readonly chunks?: readonly number[];
  readonly importer?: Importer;
}

/** Reads bytes as the analyst does: recognised by their first 64 KB, pushed in chunks of the given sizes. */
export function readBytes(bytes: Uint8Array, options: ReadOptions = {}): ReadText {
  const plain = plainBytes(bytes.subarray(0, 65_536));
  const start = plainBytes(bytes.subarray(0, 65_536))(bytes.subarray(0, 65_536));
  const head = { text: decodeHead(start), complete: bytes.length <= 65_536 };
  const importer = options.importer ?? recognise(head);
  const collector = new KeepingLogs(null);
  const source = {
    id: 'E1',
    file: 'file',
    sizeBytes: bytes.length,
    sha256: '',
    format: '',
    offsetMs: 0,
  } as const;
  const zone = options.zone ?? 'UTC';
  const context = {
    head,
    source: 'E1' as const,
    zone,
    zoneOrigin: 'assumed' as const,
    offsetMs: 0,
    dayFirst: dayComesFirst(head.text),
    near: Date.parse(options.near ?? '2026-11-20T11:00:00Z'),
  };
  const summary = (() => {
    if (!importer) return { records: 0, span: null, zone, zoneOrigin: 'assumed' as const };
    const parser = importer.parse(context, collector);
    let at = 0;
    for (const size of options.chunks ?? []) {
      parser.push(plain(bytes.slice(at, at + size)));
      at += size;
    }
    parser.push(plain(bytes.slice(at)));
    return parser.end();
  })();
  return {
    importer: importer?.id ?? null,
    file: collector.finish({ ...source, importer: importer?.id ?? null }, summary),
    logs: collector.records,
  };
}

export function readText(text: string, options: ReadOptions = {}): ReadText {
  return readBytes(encodeUtf8(text), options);
}

/** The bytes that a reference points at, as text. */
export function excerpt(text: string, bytes: readonly [number, number]): string {
  return redactSecrets(decodeHead(encodeUtf8(text).slice(bytes[0], bytes[1]))).text;
}
