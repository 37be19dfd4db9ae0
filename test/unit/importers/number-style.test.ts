import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

function read(header: string, ...rows: readonly string[]) {
  const lines = rows.map((row, i) => `20.11.2026 10:0${i};${row}`);
  const { file } = readText(`Zeit;${header}\n${lines.join('\n')}\n`);
  return {
    values: file.series.map((series) => series.values),
    assumptions: file.source.assumptions ?? [],
  };
}

describe('the dot and the comma in numbers', () => {
  it('a dot groups thousands where a number has two of them, or a decimal comma beside it', () => {
    expect(read('a', '1.234', '1.234.567', '987')).toEqual({
      values: [[1234, 1234567, 987]],
      assumptions: [],
    });
    expect(read('a', '1.234,5', '1.300', '987')).toEqual({ values: [[1234.5, 1300, 987]], assumptions: [] });
  });

  it('a dot groups thousands where whole numbers stand beside one that ends in a zero', () => {
    expect(read('a', '12', '1.100', '1.002', '0')).toEqual({
      values: [[12, 1100, 1002, 0]],
      assumptions: [],
    });
  });

  it('a dot is the decimal mark where the digits behind it are not three, or a zero stands before it', () => {
    expect(read('a', '1.234', '1.5')).toEqual({ values: [[1.234, 1.5]], assumptions: [] });
    expect(read('a', '1.234', '0.125')).toEqual({ values: [[1.234, 0.125]], assumptions: [] });
  });

  it('one column tells of the others: a table is written in one way', () => {
    expect(read('a;b', '1.234;0,25', '1.235;1,75')).toEqual({
      values: [
        [1234, 1235],
        [0.25, 1.75],
      ],
      assumptions: [],
    });
  });

  it('what no number shows is said, not decided in silence', () => {
    const { values, assumptions } = read('latency', '1.234', '1.235');
    expect(values).toEqual([[1.234, 1.235]]);
    expect(assumptions).toEqual([
      '"latency": the dot in 1.234 is read as the decimal mark, though it could group thousands; no number of the table shows which',
    ]);
  });

  it('a column that counts whole things has no decimals, and that is said', () => {
    const { values, assumptions } = read('requests', '1.234', '1.235');
    expect(values).toEqual([[1234, 1235]]);
    expect(assumptions).toEqual([
      '"requests": the dot in 1.234 is read as grouping thousands, though it could be the decimal mark; for it counts whole things',
    ]);
  });

  it('a dot between semicolons groups thousands where all numbers are round ones', () => {
    expect(read('reached', '40.000', '120.000', '900.500')).toEqual({
      values: [[40_000, 120_000, 900_500]],
      assumptions: [],
    });
  });

  it('the work of a run is read in the same way, and the zone that a column states', () => {
    const { file } = readText(
      'Job;Start (Europe/Berlin);Ende;Status;Rows\nwarm;20.11.2026 11:00:00;20.11.2026 11:05:00;ok;60.977\nwarm;20.11.2026 11:20:00;20.11.2026 11:25:00;ok;978\n',
    );
    expect(
      file.events.map((event) => [new Date(event.start).toISOString(), event.size, event.sizeUnit]),
    ).toEqual([
      ['2026-11-20T10:00:00.000Z', 60977, 'rows'],
      ['2026-11-20T10:20:00.000Z', 978, 'rows'],
    ]);
  });

  it('spaces and apostrophes group thousands, brackets are negative, and a version is no number', () => {
    const figures = (cells: readonly string[]) => {
      const rows = cells.map((cell, i) => `2026-11-20T10:0${i}:00Z;${cell}`);
      return readText(`time;a\n${rows.join('\n')}\n`).file.series[0]?.values;
    };
    expect(figures(["1'234", '987'])).toEqual([1234, 987]);
    expect(figures(['1\u00a0234', '1\u202f234\u202f567', '1 234'])).toEqual([1234, 1234567, 1234]);
    expect(figures(['-1.5', '(2.5)'])).toEqual([-1.5, -2.5]);
    const { file } = readText(
      'service;version;deployed_at\ncart;1.234;2026-11-20 10:00\ncart;1.235;2026-11-20 11:00\n',
    );
    expect(file.source.assumptions).toBeUndefined();
    expect(file.events.map((event) => event.title)).toEqual(['cart 1.234', 'cart 1.235']);
  });

  it('commas between the cells leave the dot to the decimals', () => {
    const { file } = readText('time,latency\n2026-11-20T10:00:00Z,1.234\n2026-11-20T10:01:00Z,1.235\n');
    expect(file.series[0]?.values).toEqual([1.234, 1.235]);
    expect(file.source.assumptions).toBeUndefined();
  });
});
