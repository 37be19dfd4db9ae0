import { type FormatSample, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';

/** What changes by its date or by a line in an audit: certificates, settings, what a database did. */
export const CERTIFICATES_AND_SETTINGS: readonly FormatSample[] = [
  {
    name: 'an inventory of certificates, one expired, one ahead',
    importer: 'certificates-csv',
    records: 2,
    first: '2026-11-20T09:14:22Z',
    last: '2026-11-20T09:14:22Z',
    text: textLines(
      'subject,issuer,not_before,not_after,used_by',
      '"CN=mtls.bank.example, O=Example",Bank CA,2025-11-20T09:14:22Z,2026-11-20T09:14:22Z,payments',
      'CN=shop.example,R11,2026-09-20T00:00:00Z,2026-12-19T00:00:00Z,edge',
    ),
  },
  {
    name: 'cert-manager certificates (kubectl)',
    importer: 'certificates-json',
    records: 2,
    first: '2026-11-18T00:00:00Z',
    last: T,
    text: JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'cart-tls', namespace: 'shop' },
          spec: { secretName: 'cart-tls' },
          status: { notBefore: '2026-11-18T00:00:00Z', notAfter: '2027-02-16T00:00:00Z' },
        },
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'search-tls', namespace: 'shop' },
          spec: { secretName: 'search-tls' },
          status: { notBefore: '2026-08-22T10:00:00Z', notAfter: T },
        },
      ],
    }),
  },
  {
    name: 'an audit of settings, what each was and is',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'timestamp,actor,key,old,new,env',
      '2026-11-20 10:00:00,ops,db.statement_timeout,5000ms,1000ms,prod',
      '2026-11-20 10:05:00,ops,pool.max,40,60,prod',
    ),
  },
  {
    name: 'releases by hand: when, what, which',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: textLines(
      'When (UTC),Service,Version',
      '2026-11-20 10:00,reports,3.1',
      '2026-11-20 10:05,reports,3.2',
    ),
  },
  {
    name: 'schtasks /query /v: daily, on days of the week, every quarter of an hour, at log on',
    importer: 'windows-tasks',
    records: 3,
    rejects: ['OnLogon is due at no time that its columns tell'],
    text: textLines(
      '"HostName","TaskName","Next Run Time","Status","Last Run Time","Schedule Type","Start Time","Days","Repeat: Every"',
      '"APP1","\\Corp\\ExportLedger","11/21/2026 12:30:00 PM","Ready","11/20/2026 12:30:00 PM","Daily ","12:30:00 PM","Every 1 day(s)","Disabled"',
      '"APP1","\\Corp\\Weekly","11/23/2026 6:00:00 AM","Ready","11/20/2026 6:00:00 AM","Weekly","6:00:00 AM","MON, FRI","Disabled"',
      '"APP1","\\Corp\\Poll","11/20/2026 11:15:00 AM","Ready","11/20/2026 11:00:00 AM","One Time Only, Minute ","9:00:00 AM","N/A","0 Hour(s), 15 Minute(s)"',
      '"APP1","\\Corp\\OnLogon","N/A","Ready","N/A","At logon time","N/A","N/A","N/A"',
    ),
  },
  {
    name: 'aws rds describe-events, newest last',
    importer: 'rds-events',
    records: 3,
    first: T,
    last: '2026-11-20T10:30:00Z',
    text: JSON.stringify({
      Events: [
        {
          SourceIdentifier: 'wallet-db',
          SourceType: 'db-cluster',
          Message: 'Started cross AZ failover to DB instance: wallet-db-2',
          EventCategories: ['failover'],
          Date: T,
        },
        {
          SourceIdentifier: 'wallet-db',
          SourceType: 'db-cluster',
          Message: 'Completed failover to DB instance: wallet-db-2',
          EventCategories: ['failover'],
          Date: '2026-11-20T10:00:31Z',
        },
        {
          SourceIdentifier: 'wallet-db',
          SourceType: 'db-instance',
          Message: 'Backing up DB instance',
          EventCategories: ['backup'],
          Date: '2026-11-20T10:30:00Z',
        },
      ],
    }),
  },
];
