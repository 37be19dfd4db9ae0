import { DAY_MS } from '../incident/time-range.ts';
import { csvHead, statedZone } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import { plainRow } from './event-fields.ts';
import { firstOf, isObject, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { type Place, Tally } from './tally.ts';

const EXPIRES = [
  'not_after',
  'notafter',
  'valid_to',
  'valid_until',
  'valid_till',
  'expires',
  'expires_at',
  'expires_on',
  'expiry',
  'expiry_date',
  'expiration',
  'expiration_date',
  'gultig_bis',
  'ablaufdatum',
  'lauft_ab',
  'expire_le',
  'valable_jusqu_au',
  'caduca',
  'valido_hasta',
  'fecha_de_caducidad',
  'scade_il',
  'data_di_scadenza',
  'geldig_tot',
] as const;
const ISSUED = [
  'not_before',
  'notbefore',
  'valid_from',
  'issued',
  'issued_at',
  'issued_on',
  'gultig_von',
  'gultig_ab',
  'valable_du',
  'valido_desde',
  'geldig_vanaf',
] as const;
/** What says that a table is one of certificates or tokens: other things have dates of expiry as well. */
const MARKS = [
  'certificate',
  'cert',
  'certificate_name',
  'common_name',
  'cn',
  'issuer',
  'thumbprint',
  'fingerprint',
  'serial',
  'serial_number',
  'certificate_arn',
  'secret_name',
  'token',
  'token_name',
  'credential',
  'zertifikat',
  'aussteller',
  'certificat',
  'emetteur',
  'certificado',
  'emisor',
  'certificato',
] as const;
const NAMES = [
  'certificate',
  'certificate_name',
  'cert',
  'common_name',
  'cn',
  'subject',
  'domain_name',
  'domain',
  'host',
  'name',
  'secret_name',
  'token_name',
  'token',
  'credential',
  'zertifikat',
  'certificat',
  'certificado',
  'certificato',
] as const;
const USED_BY = ['used_by', 'service', 'host', 'namespace', 'owner'] as const;

type Row = ReadonlyMap<string, string>;

function cellOf(row: Row, names: readonly string[]): string | null {
  for (const name of names) {
    const value = row.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

function isCertificate(row: Row): boolean {
  const told = [...MARKS, ...ISSUED].some((name) => row.has(name));
  return told && cellOf(row, EXPIRES) !== null && cellOf(row, NAMES) !== null;
}

/** "CN=api.example.com, O=Example" is api.example.com. */
function commonName(name: string): string {
  return /(?:^|[,/]\s*)CN\s*=\s*([^,/]+)/i.exec(name)?.[1]?.trim() ?? name;
}

/** An issue longer ago than this changes nothing about the incident. */
const LATELY_MS = 30 * DAY_MS;

/**
 * Takes one certificate: its expiry, and its issue where that is recent. What lies ahead of the other evidence has not
 * happened; from its issue until then nothing else of it did. The reason when it cannot.
 */
function take(
  row: Row,
  place: Place,
  tally: Tally,
  sink: ImportSink,
  context: ImportContext,
): string | undefined {
  const name = cellOf(row, NAMES);
  const until = cellOf(row, EXPIRES);
  if (name === null || until === null) return 'no name or no date of expiry';
  const expires = tally.times.peek(until);
  if (expires === null) return `"${until.slice(0, 60)}" is no time`;
  const now = context.near ?? expires;
  const stated = tally.times.peek(cellOf(row, ISSUED) ?? '');
  const issued = stated !== null && stated < expires && stated <= now ? stated : null;
  const stream = commonName(name);
  const about = USED_BY.flatMap((column) => row.get(column) || []);
  const tell = (start: number, what: string) => {
    tally.times.count(start);
    const ref = tally.refAt(place, start);
    sink.event(plainEvent({ stream, kind: 'certificate', start, title: `${stream} ${what}`, about, ref }));
  };
  if (issued !== null && now - issued < LATELY_MS) tell(issued, 'was issued');
  if (expires <= now) tell(expires, 'expired');
  sink.streamCoverage(stream, 'certificate', { from: issued ?? Math.min(expires, now) - LATELY_MS, to: now });
  return undefined;
}

/** Lists of certificates, tokens and other credentials with their dates, from any inventory. */
export const certificatesCsv: Importer = {
  id: 'certificates-csv',
  format: 'Certificates and their expiry (CSV)',
  // Read after the other files: which dates have passed is for them to say.
  lacksYear: () => true,
  sniff(head) {
    const csv = csvHead(head);
    if (!csv) return 0;
    const rows = csv.rows.map((cells) =>
      plainRow(csv.names.map((name, i) => [name, cells[i] ?? ''] as const)),
    );
    return rows.length > 0 && rows.filter(isCertificate).length > rows.length / 2 ? 0.9 : 0;
  },
  parse(context, sink): Parser {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    return csvParser(tally, csvHead(context.head), {
      header(header) {
        names = header;
        for (const name of header) tally.times.stateZone(statedZone(name));
      },
      row(row) {
        const cells = plainRow(names.map((name, i) => [name, row.cells[i] ?? ''] as const));
        const reason = take(cells, row, tally, sink, context);
        if (reason === undefined) tally.count();
        else tally.reject(row.firstLine, reason);
      },
    });
  },
};

/** A record's own fields; cert-manager keeps the name in `metadata` and the dates in `status`. */
function rowOf(one: JsonObject): Row {
  const status = objectAt(one.status);
  const all: JsonObject = {
    ...one,
    name: firstOf(one, ['name']) ?? pathAt(one, 'metadata', 'name'),
    namespace: pathAt(one, 'metadata', 'namespace'),
    ...(one.kind === 'Certificate'
      ? {
          certificate: pathAt(one, 'metadata', 'name'),
          notAfter: status.notAfter,
          notBefore: status.notBefore,
        }
      : {}),
  };
  return plainRow(
    Object.entries(all).flatMap(([key, value]): [string, string][] => {
      const text = isObject(value) ? null : textAt(value);
      return text === null ? [] : [[key, text]];
    }),
  );
}

const LISTS = ['items', 'certificates', 'CertificateSummaryList', 'Certificates'] as const;

function recordsOf(head: FileHead): readonly JsonObject[] {
  const named = LISTS.flatMap((list) => headRecords(head, list));
  return named.length > 0 ? named : headRecords(head);
}

/** The same as JSON: cert-manager (`kubectl get certificates -o json`), ACM, and bare lists. */
export const certificatesJson: Importer = {
  id: 'certificates-json',
  format: 'Certificates and their expiry (JSON)',
  lacksYear: () => true,
  sniff(head) {
    const records = recordsOf(head);
    const fit = records.filter((one) => isCertificate(rowOf(one))).length;
    return records.length > 0 && fit / records.length > 0.6 ? 0.96 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [...LISTS.map((list) => [list, '*']), ['*']], {
      record: (record, tally) => take(rowOf(objectAt(record.value)), record, tally, sink, context),
    });
  },
};
