import { expect, it } from 'vitest';
import { numberCell } from '../../../shared/importers/number-cell.ts';
import { runStatusOf } from '../../../shared/importers/run-status.ts';
import { changeKindOf } from '../../../shared/incident/change-kind.ts';
import { parseCron } from '../../../shared/incident/cron-expression.ts';
import { readText } from './read-text.ts';

const WORDS = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'];

it('what every object inherits is no status, kind, unit or schedule', () => {
  for (const word of WORDS) {
    expect(runStatusOf(word)).toBeNull();
    expect(changeKindOf(word)).toBeNull();
    expect(numberCell(`5 ${word}`)).toBeUndefined();
    expect(parseCron(word)).toBeNull();
  }
});

it('a stream may be called like something that every object inherits', () => {
  const rows = WORDS.map((word) => `${word},job,2026-11-20T10:00:00Z,2026-11-20T10:01:00Z,${word},${word}`);
  const { file } = readText(`stream,kind,start,end,title,status\n${rows.join('\n')}\n`);
  expect(file.source.rejects).toEqual([]);
  expect(file.events.map((event) => [event.stream, event.status])).toEqual(WORDS.map((word) => [word, null]));
});
