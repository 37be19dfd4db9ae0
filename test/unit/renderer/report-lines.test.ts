import { describe, expect, it } from 'vitest';
import { reportLines } from '../../../renderer/views/finish/report-lines.ts';

const rung = (n: number) => [`  - level: ${n}`, '    question: Why?', '    answer: Because'];
const TEXT = [
  'problem_statement: Orders fail',
  'questioning_sequence:',
  ...Array.from({ length: 10 }, (_, n) => rung(n + 1)).flat(),
  'root_causes:',
  ...Array.from({ length: 30 }, (_, n) => `  - cause: the ${n}th`),
  'ruled_out: []',
  '',
].join('\n');

const shown = (...turned: string[]) => reportLines(TEXT, new Set(turned));

describe('the report beside its tests', () => {
  it('folds a long section, says what it holds, and leaves the roots open', () => {
    const lines = shown();
    expect(lines[1]).toEqual({
      number: 2,
      text: 'questioning_sequence:',
      folds: { section: 'questioning_sequence', folded: true, said: '10 entries' },
    });
    expect(lines[2]).toMatchObject({ number: 33, text: 'root_causes:', folds: { folded: false } });
    expect(lines.at(-2)).toMatchObject({ text: 'ruled_out: []', folds: null });
  });

  it('shows every line once when all is open, with its number in the file', () => {
    const lines = shown('questioning_sequence');
    expect(lines.map((line) => line.text).join('\n')).toBe(TEXT);
    expect(lines.map((line) => line.number)).toEqual(lines.map((_, index) => index + 1));
  });

  it('folds what somebody folds, and shows another format whole', () => {
    expect(shown('root_causes').map((line) => line.text)).not.toContain('  - cause: the 3th');
    const json = '{\n  "a": 1\n}';
    expect(reportLines(json, new Set()).map((line) => line.text)).toEqual(json.split('\n'));
  });
});
