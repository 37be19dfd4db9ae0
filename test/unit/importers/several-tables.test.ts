import { describe, expect, it } from 'vitest';
import { excerpt, readText } from './read-text.ts';

const minutes = (count: number, row: (clock: string, i: number) => string): string =>
  Array.from({ length: count }, (_, i) =>
    row(`2026-11-20 ${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00`, i),
  ).join('\n');

describe('a file with several tables', () => {
  const counts = `Authorisation overview\n\nInterval start (UTC),Authorisations,Declined\n${minutes(1_400, (t, i) => `${t},${300 + (i % 7)},${i % 3}`)}`;
  const runs = `Batch runs\nBatch,Started,Finished,State\nnetting,2026-11-20 00:20:00,2026-11-20 00:27:00,COMPLETED\nfx-rates,2026-11-20 00:30:00,2026-11-20 00:31:10,COMPLETED\nnetting,2026-11-20 02:20:00,2026-11-20 02:51:00,FAILED`;
  const deployed =
    'Deployed at,Service,Version\n2026-11-20 11:40:00,auth-gw,5.2.0\n2026-11-20 13:05:00,ledger,11.0.3';
  const text = `${counts}\n\n\n${runs}\n\n${deployed}\n`;

  it('is read table by table, each as it would be alone', () => {
    const { importer, file } = readText(text);
    expect(importer).toBe('counts-csv');
    expect(file.series.map((series) => [series.id, series.times.length])).toEqual([
      ['Authorisations', 1_400],
      ['Declined', 1_400],
    ]);
    expect(file.events.map((event) => [event.stream, event.kind, event.status])).toEqual([
      ['netting', 'job', 'succeeded'],
      ['fx-rates', 'job', 'succeeded'],
      ['netting', 'job', 'failed'],
      ['auth-gw deployments', 'deploy', null],
      ['ledger deployments', 'deploy', null],
    ]);
    expect(file.source.assumptions).toContain(
      'another table begins in line 1406, read as: Run history, deployments, flags or alerts (CSV)',
    );
  });

  it('says where each record lies in the file, in whatever pieces it comes', () => {
    for (const chunks of [[], [1, 7, 1_000], [30_000, 5], [text.length - 40]]) {
      const { file } = readText(text, { chunks });
      const ref = file.events[2]?.ref;
      expect(ref && excerpt(text, ref.bytes)).toBe('netting,2026-11-20 02:20:00,2026-11-20 02:51:00,FAILED');
      expect(ref?.lines).toEqual([1_410, 1_410]);
    }
  });

  it('stays one table where an empty line stands between its rows, or inside of a quoted cell', () => {
    const gap = readText('time,requests,errors\n2026-11-20T11:00:00Z,10,1\n\n2026-11-20T11:01:00Z,12,2\n');
    expect(gap.file.series[0]?.values).toEqual([10, 12]);
    const quoted = readText(
      'Issue key,Created,Summary\nGB-1,2026-11-20 11:00,"slow\n\nname,count\n2026,5"\nGB-2,2026-11-20 11:05,slow again\n',
    );
    expect(quoted.file.events.length).toBe(2);
    expect(quoted.file.source.assumptions ?? []).toEqual([]);
  });

  it('that begins with a table for people goes on with the next', () => {
    const { importer, file } = readText(
      'Region,Total\nEU,5120\nUS,900\n\nTime,Requests,Errors\n2026-11-20 11:00,310,2\n2026-11-20 11:05,300,61\n',
    );
    expect(importer).toBe('later-tables');
    expect(file.series.map((series) => series.values)).toEqual([
      [310, 300],
      [2, 61],
    ]);
    expect(file.source.rejects[0]?.reason).toMatch(/the first table is left out/);
  });

  it('names a table below that nobody knows', () => {
    const { file } = readText(
      'time,requests,errors\n2026-11-20T11:00:00Z,10,1\n2026-11-20T11:01:00Z,12,2\n\nRegion,Total\nEU,22\n',
    );
    expect(file.series[0]?.values).toEqual([10, 12]);
    expect(
      file.source.rejects.map((one) => [one.line, /another table begins here/.test(one.reason)]),
    ).toEqual([[5, true]]);
  });
});

describe('counts with a column for each day', () => {
  const slots = ['00:00', '00:15', '00:30', '00:45'];

  it('are one series, called by the title above', () => {
    const { importer, file } = readText(
      `Fehler je Viertelstunde\n\nUhrzeit;Mo 16.11.2026;Di 17.11.2026;Mi 18.11.2026;Summe\n${slots.map((slot, i) => `${slot};${i};1.${i}00;${20 + i};0`).join('\n')}\nSumme;6;4600;86;0\n`,
      { zone: 'Europe/Berlin' },
    );
    expect(importer).toBe('day-columns');
    expect(file.series.map((series) => [series.id, series.intervalMs, series.values])).toEqual([
      ['Fehler je Viertelstunde', 900_000, [0, 1, 2, 3, 1000, 1100, 1200, 1300, 20, 21, 22, 23]],
    ]);
    expect(file.series[0]?.times[0]).toBe(Date.parse('2026-11-15T23:00:00Z'));
    expect(file.source.assumptions).toContain('left out, as no day: Summe');
    expect(file.source.rejects.at(-1)?.reason).toBe('"Summe" is no time of day');
  });

  it('may have the hours above and the days in front, as heat maps have', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const { file } = readText(
      `errors,${hours.join()}\n2026-11-16,${hours.map((h) => h * 2).join()}\n2026-11-17,${hours.map((h) => h + 100).join()}\n`,
    );
    expect(file.series.map((series) => [series.id, series.times.length, series.values[25]])).toEqual([
      ['errors', 48, 101],
    ]);
  });

  it('of days without a year lie next to the other evidence; the order of day and month is that in which days follow', () => {
    const { file } = readText(
      `hour,11/9,11/10,11/11\n${slots.map((slot) => `${slot} - ${slot},1,2,3`).join('\n')}\n`,
    );
    expect(file.series[0]?.times.map((t) => new Date(t).toISOString().slice(0, 13))).toContain(
      '2026-11-09T00',
    );
    expect(file.series[0]?.times.at(-1)).toBe(Date.parse('2026-11-11T00:45:00Z'));
  });

  it('of days of the week alone are refused with what would help', () => {
    const { file } = readText(
      `Uhrzeit;Mo;Di;Mi;Do;Fr\n${slots.map((slot) => `${slot};1;2;3;4;5`).join('\n')}\n`,
    );
    expect(file.series).toEqual([]);
    expect(file.source.rejects[0]?.reason).toMatch(/write the date into each heading/);
  });

  it('may stand below one another, each with its title', () => {
    const block = (title: string, n: number) =>
      `${title}\nZeit;16.11.2026;17.11.2026\n${slots.map((slot) => `${slot};${n};${n + 1}`).join('\n')}\n`;
    const { file } = readText(`${block('Anfragen', 300)}\n${block('Fehler', 2)}`);
    expect(file.series.map((series) => [series.id, series.values.length, series.values[0]])).toEqual([
      ['Anfragen', 8, 300],
      ['Fehler', 8, 2],
    ]);
  });
});

describe('a file that was cut off', () => {
  it('keeps the samples of a series that are whole, and says where it ends', () => {
    const samples = Array.from({ length: 9 }, (_, i) => `[${1795168800 + 60 * i},"${300 + i}"]`).join();
    const text = `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"requests"},"values":[${samples}]},{"metric":{"__name__":"errors"},"values":[${samples}`;
    const { file } = readText(text.slice(0, -3), { chunks: [200, 3] });
    expect(file.series.map((series) => [series.id, series.values.length, series.values.at(-1)])).toEqual([
      ['requests', 9, 308],
      ['errors', 8, 307],
    ]);
    expect(file.source.rejects.map((one) => one.reason)).toEqual([
      'the file ends in the middle of this record',
    ]);
    expect(file.source.gaps.map((gap) => gap.kind)).toEqual(['truncated']);
  });

  it('does not take half a time for the end of a run', () => {
    const { file } = readText(
      'job,start,end\nsurge,2026-11-24T16:30:31Z,2026-11-24T16:36:19Z\nsurge,2026-11-24T17:30:27Z,2026-11-24',
    );
    expect(file.events.length).toBe(1);
    expect(file.source.rejects.map((one) => [one.line, one.reason])).toEqual([[3, '"2026-11-24" is cut']]);
  });
});
