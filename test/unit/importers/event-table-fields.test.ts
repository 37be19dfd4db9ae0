import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

describe('tables of events from any tool', () => {
  it('take the one figure beside the times as the work of a run, under its own name', () => {
    const { file } = readText(
      'job,started,finished,gib\nsnapshot,2026-04-01 02:00:00,2026-04-01 02:19:00,210\nsnapshot,2026-04-02 02:00:00,2026-04-02 02:18:00,212\n',
    );
    expect(file.events.map((event) => [event.size, event.sizeUnit])).toEqual([
      [210, 'gib'],
      [212, 'gib'],
    ]);
  });

  it.each([
    ['Duration (ms)', '1140000'],
    ['Duration (min)', '19'],
    ['Duration', '1140'],
    ['Duration [s]', '1140'],
  ])('read the length of a run in the unit of its column: %s', (heading, length) => {
    const { file } = readText(
      `Job,Build,Result,Started,${heading}\nsync,300,SUCCESS,2026-10-19 18:00:04,${length}\nsync,301,SUCCESS,2026-10-20 18:00:04,${length}\n`,
    );
    expect(file.events.map((e) => (e.end ?? 0) - e.start)).toEqual([1_140_000, 1_140_000]);
  });

  it('are runs in any language where the cells hold a beginning, an end and a name that comes again', () => {
    const { file } = readText(
      [
        'Zadanie;Rozpoczęcie;Zakończenie;Rekordów',
        'kopia;03.11.2026 08:30;03.11.2026 08:41;120',
        'raport;03.11.2026 09:00;03.11.2026 09:02;7',
        'kopia;03.11.2026 10:30;03.11.2026 10:44;131',
        'raport;03.11.2026 11:00;03.11.2026 11:02;8\n',
      ].join('\n'),
    );
    expect(file.events.map((e) => [e.stream, e.kind, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['kopia', 'job', 11],
      ['raport', 'job', 2],
      ['kopia', 'job', 14],
      ['raport', 'job', 2],
    ]);
    expect(file.source.assumptions).toEqual([
      '"Rozpoczęcie" is read as when it began, "Zakończenie" is read as when it ended, "Zadanie" is read as the name of what ran: by what the cells hold',
    ]);
  });

  it('are none of what is valid for a year: that expires', () => {
    const { importer, file } = readText(
      'Zertifikat;gültig von;gültig bis;Aussteller\nshop.example;01.10.2025 00:00;01.10.2026 00:00;CA\napi.example;02.10.2025 00:00;02.10.2026 00:00;CA\n',
    );
    expect(importer).toBe('certificates-csv');
    expect(file.events.every((e) => e.kind === 'certificate')).toBe(true);
  });

  it('are none of shifts: who was on call is nothing that ran', () => {
    const shifts =
      'On-call,From,Until\nrole-a,2026-11-02 08:00,2026-11-02 20:00\nrole-b,2026-11-02 20:00,2026-11-03 08:00\nrole-a,2026-11-03 08:00,2026-11-03 20:00\nrole-b,2026-11-03 20:00,2026-11-04 08:00\n';
    expect(readText(shifts).file.events).toEqual([]);
  });

  it('are none where a second time is before the first, or no name comes again', () => {
    const rows = (second: string) =>
      readText(
        `was;von;bis;zahl\na;03.11.2026 08:30;${second};1\na;03.11.2026 09:30;03.11.2026 09:31;2\nb;03.11.2026 10:30;03.11.2026 10:31;3\nb;03.11.2026 11:30;03.11.2026 11:31;3\n`,
      ).file.events.length;
    expect(rows('03.11.2026 08:00')).toBe(0);
    expect(rows('03.11.2026 08:31')).toBe(4);
  });

  it('are outages where a monitor or a person says since when something was down', () => {
    const { file } = readText(
      'Check,Down since,Up since\nshop,2026-10-01 00:24:38,2026-10-01 00:30:00\nshop,2026-10-01 02:01:00,2026-10-01 02:15:00\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, ((e.end ?? 0) - e.start) / 1000])).toEqual([
      ['shop', 'alert', 322],
      ['shop', 'alert', 840],
    ]);
  });

  it('leave out of a list of outages the rows that say that it was up again', () => {
    const { file } = readText(
      'Event,Monitor,Date-Time,Reason,Duration\nUp,shop,2026-10-01 02:15:00,OK,"1 hrs, 20 mins"\nDown,shop,2026-10-01 02:01:00,Timeout,"0 hrs, 14 mins"\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['shop', 'alert', 14],
    ]);
    expect(file.source.assumptions).toEqual(['rows that say that it was up again are no alerts']);
  });

  it('are outages of each thing where the column of the things is called so', () => {
    const { file } = readText(
      'Störung;Beginn;Ende;Auswirkung\nShop;12.05.2026 08:10;12.05.2026 08:22;hoch\nShop;12.05.2026 09:10;12.05.2026 09:25;hoch\nApp;12.05.2026 10:11;12.05.2026 10:20;mittel\nApp;12.05.2026 11:11;12.05.2026 11:20;mittel\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind])).toEqual([
      ['Shop', 'alert'],
      ['Shop', 'alert'],
      ['App', 'alert'],
      ['App', 'alert'],
    ]);
  });

  it('are outages where a hand-written list says what failed, with one day for two clocks', () => {
    const { file } = readText(
      'Datum;von;bis;Was war los\n13.01.2026;10:30;10:46;Katalog hängt\n15.01.2026;10:31;10:44;Ausleihe geht nicht\n20.01.2026;10:32;10:43;wieder langsam\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, e.title, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['outages', 'alert', 'Katalog hängt', 16],
      ['outages', 'alert', 'Ausleihe geht nicht', 13],
      ['outages', 'alert', 'wieder langsam', 11],
    ]);
  });

  it('end on the next day where one day is written for two clocks', () => {
    const { file } = readText(
      'Datum;von;bis;Job\n12.01.2026;23:50;00:10;kopie\n13.01.2026;10:00;10:20;kopie\n13.01.2026;23:55;00:05;kopie\n',
    );
    expect(file.events.map((e) => ((e.end ?? 0) - e.start) / 60_000)).toEqual([20, 20, 10]);
  });

  it('are runs where a length stands beside a beginning and a name that comes again', () => {
    const { file } = readText(
      'Datum;Uhrzeit;Was;Dauer\n12.01.2026;08:15;Mahnlauf;20 min\n13.01.2026;08:15;Mahnlauf;21 min\n13.01.2026;10:30;Etiketten;14 min\n15.01.2026;10:30;Etiketten;13 min\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['Mahnlauf', 'job', 20],
      ['Mahnlauf', 'job', 21],
      ['Etiketten', 'job', 14],
      ['Etiketten', 'job', 13],
    ]);
    const answers = readText(
      'time,endpoint,duration\n2026-01-12T08:15:00Z,/a,20 ms\n2026-01-12T08:16:00Z,/a,21 ms\n',
    );
    expect(answers.file.events).toEqual([]);
  });

  it('are read where spaces align their columns, by the dashes below the header or a header of capitals', () => {
    const { file } = readText(
      [
        'JobID           JobName      State               Start                 End ',
        '------------ ---------- ---------- ------------------- ------------------- ',
        '101             reindex  COMPLETED 2026-06-08T02:00:01 2026-06-08T02:19:44 ',
        '102            my-batch     FAILED 2026-06-08T03:00:01 2026-06-08T03:09:02 \n',
      ].join('\n'),
    );
    expect(file.events.map((e) => [e.stream, e.status, new Date(e.start).toISOString()])).toEqual([
      ['reindex', 'succeeded', '2026-06-08T02:00:01.000Z'],
      ['my-batch', 'failed', '2026-06-08T03:00:01.000Z'],
    ]);
    const rollouts = readText(
      'ID  DATE                           REVISION\n41  2026-06-08 07:53:21 +0000 UTC  main (8284500)\n42  2026-06-08 12:37:28 +0000 UTC  main (6b93b3e)\n',
    );
    expect(rollouts.file.events.map((e) => [e.stream, e.kind, e.title])).toEqual([
      ['deployments', 'deploy', 'main (8284500)'],
      ['deployments', 'deploy', 'main (6b93b3e)'],
    ]);
  });

  it('are runs below a title that fills the width of the table', () => {
    const { file } = readText(
      'Jobprotokoll;;;\nProgramm;Start;Ende;Sätze\nABGLEICH;12.10.2026 06:12:00;12.10.2026 06:38:00;182000\n',
    );
    expect(file.events.map((e) => [e.stream, e.size])).toEqual([['ABGLEICH', 182_000]]);
  });

  it('are campaigns where a channel and the number of those reached stand beside a time', () => {
    const { file } = readText(
      'fecha y hora;título;canal;enviados\n20/04/2026 10:22;Resultado;app;120.000\n20/04/2026 11:30;Tiempo;app;900.000\n20/04/2026 18:38;Hoy;app;40.000\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, e.size])).toEqual([
      ['app campaigns', 'job', 120_000],
      ['app campaigns', 'job', 900_000],
      ['app campaigns', 'job', 40_000],
    ]);
  });

  it('are campaigns where something was sent to many: one stream for each channel, sized by who got it', () => {
    const { file } = readText(
      'Campagne;Canal;Envoi;Destinataires;Statut\nSoldes;push;03/11/2026 08:30;412\u202f000;envoyée\nNoël;push;14/11/2026 18:45;90\u202f000;envoyée\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, e.title, e.size, e.sizeUnit])).toEqual([
      ['push campaigns', 'job', 'Soldes', 412_000, 'destinataires'],
      ['push campaigns', 'job', 'Noël', 90_000, 'destinataires'],
    ]);
    const { file: english } = readText(
      'Campaign Name,Sent At,Recipients\nSpring,2026-11-03T08:30:00Z,"412,000"\n',
    );
    expect(english.events.map((e) => [e.stream, e.size])).toEqual([['campaigns', 412_000]]);
  });

  it.each([
    'Auftrag;Beginn;Ende;Ergebnis\nAbgleich;03.11.2026 08:30;03.11.2026 08:40;erfolgreich\n',
    'Tâche;Début;Fin;Statut\nAbgleich;2026-11-03 08:30;2026-11-03 08:40;terminé\n',
    'Tarea;Fecha de inicio;Fecha de fin;Estado\nAbgleich;2026-11-03 08:30;2026-11-03 08:40;completado\n',
    'Processo;Inizio;Fine;Esito\nAbgleich;2026-11-03 08:30;2026-11-03 08:40;completato\n',
  ])('are known by their headings in other languages: %j', (text) => {
    const { file } = readText(text);
    expect(file.events.map((e) => [e.stream, e.kind, (e.end ?? 0) - e.start, e.status])).toEqual([
      ['Abgleich', 'job', 600_000, 'succeeded'],
    ]);
  });

  it('take no figure that numbers a run, nor one of several', () => {
    const { file } = readText(
      'job,started,finished,run_id,exit_code\nsync,2026-04-01 02:00:00,2026-04-01 02:19:00,88,0\nsync,2026-04-02 02:00:00,2026-04-02 02:18:00,89,0\n',
    );
    expect(file.events.map((event) => event.size)).toEqual([null, null]);
    const { file: several } = readText(
      'job,started,finished,width,depth_m\nsync,2026-04-01 02:00:00,2026-04-01 02:19:00,88,3\nsync,2026-04-02 02:00:00,2026-04-02 02:18:00,89,4\n',
    );
    expect(several.events.map((event) => event.size)).toEqual([null, null]);
  });

  it('are read from an audit log whose records say their own kind', () => {
    const { file, importer } = readText(
      JSON.stringify({
        items: [
          { date: 1779183000000, kind: 'config', name: 'ranker-v2', author: 'ops' },
          { date: 1779188400000, kind: 'config', name: 'ranker-v2', author: 'ops' },
          { date: 1779190000000, kind: 'config', name: 'new-footer', author: 'ops' },
        ],
        totalCount: 3,
      }),
    );
    expect(importer).toBe('event-table-json');
    expect(file.events.map((event) => [event.stream, event.kind])).toEqual([
      ['ranker-v2', 'config'],
      ['ranker-v2', 'config'],
      ['new-footer', 'config'],
    ]);
  });
});

describe('tables of what others do', () => {
  it('are outages of a vendor where it is named beside a beginning and an end', () => {
    const { file } = readText(
      'Proveedor;Inicio;Fin;Descripción\nPagoFácil;04/05/2026 12:12;04/05/2026 12:37;Caída del servicio\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, e.title, (e.end ?? 0) - e.start])).toEqual([
      ['PagoFácil status', 'vendor', 'Caída del servicio', 25 * 60_000],
    ]);
  });

  it('are deployments where a service has a version that looks like a number', () => {
    const { file } = readText(
      'Servicio;Versión;Fecha de despliegue\ntienda;2.0;04/05/2026 08:43\ntienda;2.1;05/05/2026 09:10\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, e.title])).toEqual([
      ['tienda deployments', 'deploy', 'tienda 2.0'],
      ['tienda deployments', 'deploy', 'tienda 2.1'],
    ]);
  });
});

describe('activities of an autoscaling group', () => {
  it('that take instances away are another stream than those that add some', () => {
    const of = (id: number, Description: string) => ({
      ActivityId: `a-${id}`,
      AutoScalingGroupName: 'web-asg',
      Description,
      Cause: 'At 2026-11-20T10:00:00Z a monitor alarm triggered a policy.',
      StartTime: `2026-11-20T1${id}:00:00Z`,
      EndTime: `2026-11-20T1${id}:01:00Z`,
      StatusCode: 'Successful',
    });
    const activities = [of(0, 'Launching a new EC2 instance: i-01'), of(1, 'Terminating EC2 instance: i-01')];
    const { file } = readText(JSON.stringify({ Activities: activities }));
    expect(file.events.map((e) => [e.stream, e.kind])).toEqual([
      ['web-asg scaled up', 'autoscale'],
      ['web-asg scaled down', 'autoscale'],
    ]);
  });
});
