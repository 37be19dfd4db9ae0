import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

describe('what a file tells of its times', () => {
  it.each([
    ['Zeit (MESZ)', '06:00'],
    ['Zeit (MEZ)', '06:00'],
    ['Time (UTC+2)', '06:00'],
    ['Time (GMT-3)', '11:00'],
    ['Time (PDT)', '15:00'],
    ['Time (UTC)', '08:00'],
    ['Time', '08:00'],
  ])('is its zone, as people call it: %s', (name, clock) => {
    const { file } = readText(`${name},requests,errors\n2026-05-12 08:00,100,1\n2026-05-12 08:01,101,2\n`);
    expect(new Date(file.series[0]?.times[0] ?? 0).toISOString()).toBe(`2026-05-12T${clock}:00.000Z`);
  });

  it('is that the day comes first where decimal commas stand between semicolons', () => {
    const rows = (line: (minute: string) => string) => ['00', '01', '02'].map(line).join('\n');
    const first = (text: string) =>
      new Date(readText(text, { near: '2026-12-06T00:00:00Z' }).file.series[0]?.times[0] ?? 0).toISOString();
    expect(first(`Date;Requêtes;Taux\n${rows((m) => `12/05/2026 08:${m};120;0,25`)}\n`)).toContain(
      '2026-05-12',
    );
    expect(first(`Date,Requests,Share\n${rows((m) => `12/05/2026 08:${m},120,0.25`)}\n`)).toContain(
      '2026-12-05',
    );
  });

  it('is the day of the clocks below a line that names it, without its year', () => {
    const { importer, file } = readText(
      'Mo 11.05.\n 08:12 Shop hängt, 503\n 08:25 wieder ok nach Neustart\nDi 12.05.\n 07:58 hängt wieder\nWed 13 May\n 09:00 quiet so far\n',
      { near: '2026-11-26T00:00:00Z' },
    );
    expect(importer).toBe('timeline-text');
    expect(file.notes.map((note) => new Date(note.at).toISOString().slice(0, 16))).toEqual([
      '2026-05-11T08:12',
      '2026-05-11T08:25',
      '2026-05-12T07:58',
      '2026-05-13T09:00',
    ]);
  });
});
