import { changeKindIn } from '../incident/change-kind.ts';
import type { RecordRef } from '../incident/source.ts';
import { columnOf, csvHead, statedZone, TIME_COLUMNS } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { CsvRow } from './csv-rows.ts';
import { arrayAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { Tally } from './tally.ts';

const CREATED = [
  'created_time',
  'erstellt',
  'erstellt_am',
  'created_at',
  'created',
  'created_date',
  'creation_date',
  'opened',
  'opened_at',
  'date_created',
  'submitted_at',
  'requested',
  'eingang',
  'eingegangen',
  'eingegangen_am',
] as const;
const SUBJECT = [
  'subject',
  'betreff',
  'zusammenfassung',
  'summary',
  'title',
  'short_description',
  'description',
  'issue',
] as const;
const IDENTITY = [
  'ticket_id',
  'issue_key',
  'ticket',
  'id',
  'number',
  'key',
  'case_number',
  'ticket_number',
  'issue_id',
] as const;

/** Columns that nothing but tickets have: beside them any time is that of the ticket. */
const TICKET = ['ticket_id', 'ticket', 'issue_key', 'case_number', 'ticket_number'] as const;

/** Types of tickets that are no complaints: somebody changes something. */
const CHANGE_TYPE =
  /^(?:\[system\] )?(?:(?:standard |normal |emergency )?change(?: request)?|rfc|maintenance|deployment|release)$/i;
const TYPE = ['issue_type', 'ticket_type', 'type', 'vorgangstyp'] as const;
/** When a change was made, where that is said; else its ticket is as near as anything. */
const MADE = [
  'actual_start',
  'change_start_date',
  'planned_start',
  'planned_start_date',
  'start_date',
] as const;

/** A ticket that asks for a change, as a change; the kind is the one that its words name. */
function emitChange(sink: ImportSink, at: number, what: string, ref: RecordRef): void {
  const kind = changeKindIn(what) ?? 'configuration';
  sink.change({ kind, what, at, about: [], knownTo: [], notKnownTo: [], ref });
}

/** All support tickets are one stream: customers tell of a failure, they do not cause it. */
const STREAM = 'support tickets';

function emit(sink: ImportSink, at: number, title: string, about: readonly string[], ref: RecordRef): void {
  sink.event({
    stream: STREAM,
    kind: 'ticket',
    start: at,
    end: null,
    title,
    status: null,
    size: null,
    sizeUnit: null,
    about: [...about],
    expected: false,
    ref,
  });
}

/** Ticket tables: Zendesk's and others' CSV, Jira's with repeated headers and times such as `09/Jan/24 3:54 PM`. */
export const ticketsCsv: Importer = {
  id: 'tickets-csv',
  format: 'Support tickets (CSV, Jira and others)',
  sniff(head: FileHead): number {
    const csv = csvHead(head);
    if (!csv) return 0;
    const has = (names: readonly string[]) => columnOf(csv.names, names) !== -1;
    if (!has(SUBJECT)) return 0;
    if (!has(CREATED)) return has(TICKET) && has(TIME_COLUMNS) ? 0.9 : 0;
    return has(IDENTITY) ? 0.95 : 0.6;
  },
  parse(context: ImportContext, sink: ImportSink): Parser {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    const column = { created: -1, subject: -1, type: -1, made: -1 };
    let changes = 0;
    const take = (row: CsvRow) => {
      if (row.cells.length < names.length && !row.terminated) {
        tally.truncated(row.firstLine, `${row.cells.length} of ${names.length} columns`);
        return;
      }
      const change = CHANGE_TYPE.test((row.cells[column.type] ?? '').trim());
      const made = change ? (row.cells[column.made] ?? '').trim() : '';
      const written = made === '' ? (row.cells[column.created] ?? '') : made;
      const at = tally.times.read(written);
      if (at === null) return tally.reject(row.firstLine, `"${written.slice(0, 60)}" is no time`);
      tally.count();
      const subject = (row.cells[column.subject] ?? '').trim();
      if (change && subject !== '') {
        changes += 1;
        emitChange(sink, at, subject, tally.refAt(row, at));
      } else emit(sink, at, subject || 'ticket', [], tally.refAt(row, at));
    };
    return csvParser(
      tally,
      csvHead(context.head),
      {
        header(header) {
          names = header;
          column.created = columnOf(header, [...CREATED, ...TIME_COLUMNS]);
          column.subject = columnOf(header, SUBJECT);
          column.type = columnOf(header, TYPE);
          column.made = columnOf(header, MADE);
          tally.times.stateZone(statedZone(header[column.created]));
          if (column.created === -1 || column.subject === -1)
            tally.reject(1, 'a created and a subject column are needed');
        },
        row: (row) => {
          if (column.created !== -1 && column.subject !== -1) take(row);
        },
      },
      () => {
        tally.assumeKinds(changes);
        const summary = tally.summary();
        if (summary.span && summary.records > changes) sink.streamCoverage(STREAM, 'ticket', summary.span);
        return summary;
      },
    );
  },
};

/** Zendesk's API: `{tickets: [{id, created_at, subject, status, tags}], next_page}`; Jira's: `{issues: [{key, fields}]}`. */
export const ticketsJson: Importer = {
  id: 'tickets-json',
  format: 'Support tickets (JSON, Zendesk, Jira and others)',
  sniff(head) {
    const zendesk = headRecords(head, 'tickets').filter((one) => one.created_at !== undefined);
    const jira = headRecords(head, 'issues').filter((one) => pathAt(one, 'fields', 'created') !== undefined);
    const bare = headRecords(head).filter(
      (one) =>
        one.created_at !== undefined &&
        ((one.subject !== undefined && one.id !== undefined) ||
          // An issue of a code host has a number, a title and a state.
          (one.title !== undefined && one.number !== undefined && one.state !== undefined)),
    );
    const conversations = headRecords(head, 'conversations').filter((one) => one.created_at !== undefined);
    return zendesk.length + jira.length + bare.length + conversations.length > 0 ? 0.95 : 0;
  },
  parse(context, sink) {
    let tickets = 0;
    return jsonDocumentParser(
      context,
      sink,
      [['tickets', '*'], ['issues', '*'], ['conversations', '*'], ['*']],
      {
        record(record, tally) {
          const one = objectAt(record.value);
          const fields = objectAt(one.fields);
          const at = tally.times.read(one.created_at ?? fields.created);
          if (at === null) return 'a ticket without the time of its creation';
          const title =
            textAt(one.subject) ??
            textAt(one.raw_subject) ??
            textAt(one.title) ??
            textAt(fields.summary) ??
            'ticket';
          const tags = arrayAt(one.tags ?? fields.labels).filter(
            (tag): tag is string => typeof tag === 'string',
          );
          const type = textAt(pathAt(fields, 'issuetype', 'name')) ?? textAt(one.type) ?? '';
          if (CHANGE_TYPE.test(type)) emitChange(sink, at, title, tally.refAt(record, at));
          else {
            tickets += 1;
            emit(sink, at, title, tags, tally.refAt(record, at));
          }
          return undefined;
        },
        end(tally) {
          const span = tally.times.span();
          if (span && tickets > 0) sink.streamCoverage(STREAM, 'ticket', span);
        },
      },
    );
  },
};
