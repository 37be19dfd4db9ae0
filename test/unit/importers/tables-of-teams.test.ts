import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

const at = (iso: string): number => Date.parse(iso);

describe('tables as teams export them', () => {
  it('a day and a clock in columns of any name are one time', () => {
    const { file } = readText(
      'Raport sklepu;;;\nData;Godzina;Liczba żądań;Liczba błędów\n16.11.2026;00:00;310;1\n16.11.2026;00:05;298;0\n16.11.2026;00:10;305;44\n',
      { zone: 'Europe/Warsaw' },
    );
    expect(
      file.series.map((series) => [series.id, series.times.map((t) => new Date(t).toISOString())]),
    ).toEqual(
      ['Liczba żądań', 'Liczba błędów'].map((id) => [
        id,
        ['2026-11-15T23:00:00.000Z', '2026-11-15T23:05:00.000Z', '2026-11-15T23:10:00.000Z'],
      ]),
    );
  });

  it('rows that fall on the time of the row before are named: something of the table is not known', () => {
    const rows = Array.from({ length: 24 }, (_, i) => `2026-11-${16 + Math.floor(i / 12)},h${i % 12},${i},1`);
    const { file } = readText(`day,slot no,requests,errors\n${rows.join('\n').replaceAll('h', '')}\n`);
    expect(file.source.assumptions?.join()).toMatch(/22 of its rows have the same time as the row before/);
  });

  it('a row of merged headings above the header is in front of the table', () => {
    const { file } = readText(
      'Bestellportal KW 47\n,Aufrufe,,Antwortzeit [ms],\nZeit,Gesamt,davon Fehler,Mittel,Max\n2026-11-16 00:00:00,205,1,180.2,900.1\n2026-11-16 00:10:00,198,0,190.5,870.4\n',
    );
    expect(file.series.map((series) => [series.id, series.values])).toEqual([
      ['Gesamt', [205, 198]],
      ['davon Fehler', [1, 0]],
      ['Mittel', [180.2, 190.5]],
      ['Max', [900.1, 870.4]],
    ]);
  });

  it('versions beside what they are of are deployments, in any language', () => {
    const { file } = readText(
      'Data da implantação;Serviço;Versão;Equipe\n09/11/2026 11:43;painel;v7.9;malha\n10/11/2026 12:50;rotas-api;v3.3;cliente\n13/11/2026 15:41;painel;v7.10;malha\n14/11/2026 09:12;rotas-api;v3.4;cliente\n',
    );
    expect(file.events.map((event) => [event.stream, event.kind, event.start])).toEqual([
      ['painel deployments', 'deploy', at('2026-11-09T11:43:00Z')],
      ['rotas-api deployments', 'deploy', at('2026-11-10T12:50:00Z')],
      ['painel deployments', 'deploy', at('2026-11-13T15:41:00Z')],
      ['rotas-api deployments', 'deploy', at('2026-11-14T09:12:00Z')],
    ]);
    expect(file.source.assumptions?.join()).toMatch(/"Versão" is read as the version/);
  });

  it('what failed at a vendor is no failure here', () => {
    const { file } = readText(
      'Provider,Outage start,Outage end,Summary\nSMSwave,2026-11-16 02:43 UTC,2026-11-16 03:20 UTC,Delayed delivery\nMapsCo,2026-11-17 09:10 UTC,2026-11-17 09:40 UTC,Tiles slow\n',
    );
    expect(file.events.map((event) => [event.stream, event.kind])).toEqual([
      ['SMSwave status', 'vendor'],
      ['MapsCo status', 'vendor'],
    ]);
  });

  it('clocks dotted behind a date are read as clocks', () => {
    const { file } = readText(
      'Data e ora;Richieste;Errori\n17/11/2026 09.05;1.204;3\n17/11/2026 09.10;998;41\n',
      { zone: 'Europe/Rome' },
    );
    expect(file.series[0]?.times).toEqual([at('2026-11-17T08:05:00Z'), at('2026-11-17T08:10:00Z')]);
    expect(file.series[0]?.values).toEqual([1204, 998]);
  });

  it('a list of complaints with running numbers counts nothing', () => {
    const { importer, file } = readText(
      'Nr;Eingang;Betreff\n1000;12.11.2026 13:26;Seite 503\n1001;13.11.2026 08:02;kein Ticket gekauft\n',
    );
    expect(importer).toBe('tickets-csv');
    expect(file.series).toEqual([]);
  });
});

describe('notes as people write them', () => {
  it('a clock of half a day keeps its half, and words in capitals are no zone', () => {
    const { file } = readText(
      '[11:58 AM] ops: deploying portal 4.4\n[12:31 PM] ops: rolled back portal\n[1:40 PM] platform: found it\n1:55 PM SQL failover done\n',
    );
    expect(file.notes.map((note) => [new Date(note.at).toISOString().slice(11, 16), note.text])).toEqual([
      ['11:58', 'ops: deploying portal 4.4'],
      ['12:31', 'ops: rolled back portal'],
      ['13:40', 'platform: found it'],
      ['13:55', 'SQL failover done'],
    ]);
  });

  it('dates with slashes stand in front of notes, too', () => {
    const { importer, file } = readText(
      'MAIN COURANTE\n\n19/11/2026 05:40 : redémarrage vente-api, retour à la normale\n19/11/2026 09:02 : redémarrage vente-api\n',
      { zone: 'Europe/Paris' },
    );
    expect(importer).toBe('timeline-text');
    expect(file.notes.map((note) => note.at)).toEqual([
      at('2026-11-19T04:40:00Z'),
      at('2026-11-19T08:02:00Z'),
    ]);
  });

  it("PHP's log states its zone inside the brackets", () => {
    const { importer, logs } = readText(
      '[12-Nov-2026 00:00:30 UTC] image-resize started\n[12-Nov-2026 01:02:03 Europe/Berlin] image-resize finished\n',
      { zone: 'America/New_York' },
    );
    expect(importer).toBe('plain-log');
    expect(logs.map((log) => [log.at, log.message])).toEqual([
      [at('2026-11-12T00:00:30Z'), 'image-resize started'],
      [at('2026-11-12T00:02:03Z'), 'image-resize finished'],
    ]);
  });
});

describe('tables as programs print them', () => {
  const runs = (file: {
    readonly events: readonly { stream: string; start: number; end: number | null }[];
  }) => file.events.map((event) => [event.stream, event.start, event.end]);

  it('with words around them and a line drawn above and below the header', () => {
    const { file } = readText(
      '*list jobs\nAutomatically selected Catalog: MyCatalog\n+-------+----------+---------------------+---------------------+-----------+\n| jobid | name     | starttime           | endtime             | jobstatus |\n+-------+----------+---------------------+---------------------+-----------+\n|   300 | bkp-mail | 2026-11-11 02:05:00 | 2026-11-11 02:51:12 | T         |\n+-------+----------+---------------------+---------------------+-----------+\n',
    );
    expect(runs(file)).toEqual([['bkp-mail', at('2026-11-11T02:05:00Z'), at('2026-11-11T02:51:12Z')]]);
  });

  it('between lines of dashes, with figures in groups and a day beside its clock', () => {
    const dashes = '-'.repeat(66);
    const { file } = readText(
      `Jobübersicht von: 16.11.2026 bis 19.11.2026\n\n${dashes}\n|JobName      |Status    |Startdatum |Startzeit |Dauer (s) |\n${dashes}\n|Z_ABGLEICH   |beendet   |16.11.2026 |00:40:00  |    1.450 |\n|RDDIMPDP     |beendet   |16.11.2026 |01:00:30  |       71 |\n${dashes}\n`,
    );
    expect(runs(file)).toEqual([
      ['Z_ABGLEICH', at('2026-11-16T00:40:00Z'), at('2026-11-16T01:04:10Z')],
      ['RDDIMPDP', at('2026-11-16T01:00:30Z'), at('2026-11-16T01:01:41Z')],
    ]);
  });

  it('with a header above underscores', () => {
    const { file } = readText(
      'Job Name              Last Start           Last End             ST\n____________________  ___________________  ___________________  __\nmargin-recalc         11/18/2026 06:05:10  11/18/2026 06:16:00  SU\n',
    );
    expect(runs(file)).toEqual([['margin-recalc', at('2026-11-18T06:05:10Z'), at('2026-11-18T06:16:00Z')]]);
  });
});

describe('lists of runs', () => {
  it('leave out the steps of a job that has a row of its own', () => {
    const { file } = readText(
      'JobID|JobName|State|Start|End|\n4000|md_ensemble|COMPLETED|2026-11-10T00:50:00|2026-11-10T01:30:00|\n4000.batch|batch|COMPLETED|2026-11-10T00:50:00|2026-11-10T01:30:00|\n4001|backup|COMPLETED|2026-11-10T02:00:00|2026-11-10T03:00:00|\n4001.0|rsync|COMPLETED|2026-11-10T02:00:01|2026-11-10T02:59:00|\n',
    );
    expect(file.events.map((event) => event.stream)).toEqual(['md_ensemble', 'backup']);
    expect(file.source.assumptions?.join()).toMatch(/rows of single steps are no runs/);
  });

  it('may count the day in the year', () => {
    const { file } = readText(
      'DATE,TIME,TRANSACTIONS,ABENDS\n2026.321,00:00:00,58,0\n2026.321,00:05:00,48,1\n2026.321,00:10:00,58,0\n',
    );
    expect(file.series[0]?.times[0]).toBe(at('2026-11-17T00:00:00Z'));
  });
});

describe('figures that are none', () => {
  it('are missing, and how good each figure is tells no series apart', () => {
    const { importer, file } = readText(
      'Tag,SCAN_CNT,SCAN_CNT,REJ_CNT,REJ_CNT,OVEN.TEMP,OVEN.TEMP\nDescription,Scanned,Quality,Rejected,Quality,Oven,Quality\nEng Units,count,,count,,degF,\n11/9/2026 12:00:00 AM,151,Good,0,Good,380.7,Good\n11/9/2026 12:05:00 AM,No Data,Bad,3,Good,I/O Timeout,Bad\n11/9/2026 12:10:00 AM,153,Good,#N/A,Bad,379.7,Good\n',
    );
    expect(importer).toBe('counts-csv');
    expect(file.series.map((series) => [series.id, series.values])).toEqual([
      ['SCAN_CNT', [151, null, 153]],
      ['REJ_CNT', [0, 3, null]],
      ['OVEN.TEMP', [380.7, null, 379.7]],
    ]);
    expect(file.source.rejects).toEqual([]);
  });
});

describe('counts as JSON', () => {
  it('may lie in objects of their own beside the beginning of their bin', () => {
    const { importer, file } = readText(
      [0, 1, 2]
        .map(
          (i) =>
            `{"bucket":{"start":"2026-11-16T00:0${i}:00Z","end":"2026-11-16T00:0${i + 1}:00Z"},"otp":{"requested":${100 + i},"failed":${i}}}\n`,
        )
        .join(''),
    );
    expect(importer).toBe('json-counts');
    expect(file.series.map((series) => [series.id, series.values])).toEqual([
      ['otp.requested', [100, 101, 102]],
      ['otp.failed', [0, 1, 2]],
    ]);
  });
});
