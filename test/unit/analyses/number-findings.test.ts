import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/analyses/finding.ts';
import { numberFindings } from '../../../shared/analyses/number-findings.ts';

const finding = (key: string, statement = key): Finding => ({
  key,
  title: key,
  statement,
  measure: '',
  verdict: 'supported',
  strength: 'strong',
  cites: [],
  pins: [],
  computedFrom: [],
  data: { kind: 'coverage', source: 'E1' },
});
const read = (list: ReturnType<typeof numberFindings>): string[] =>
  list.map((f) => `${f.id} r${f.revision} ${f.key}${f.withdrawn ? ' withdrawn' : ''}`);

describe('a finding keeps its number while the evidence grows', () => {
  const first = numberFindings([], [finding('a'), finding('b')]);

  it('numbers by order at first', () => {
    expect(read(first)).toEqual(['F1 r1 a', 'F2 r1 b']);
  });

  it('gives a new key the next number, whatever its place', () => {
    expect(read(numberFindings(first, [finding('c'), finding('a'), finding('b')]))).toEqual([
      'F3 r1 c',
      'F1 r1 a',
      'F2 r1 b',
    ]);
  });

  it('raises the revision when the finding says something else, and only then', () => {
    expect(read(numberFindings(first, [finding('a', 'other'), finding('b')]))).toEqual([
      'F1 r2 a',
      'F2 r1 b',
    ]);
  });

  it('keeps a vanished finding as withdrawn, and its number when it comes back', () => {
    const gone = numberFindings(first, [finding('a')]);
    expect(read(gone)).toEqual(['F1 r1 a', 'F2 r2 b withdrawn']);
    expect(read(numberFindings(gone, [finding('a')]))).toEqual(['F1 r1 a', 'F2 r2 b withdrawn']);
    expect(read(numberFindings(gone, [finding('a'), finding('b')]))).toEqual(['F1 r1 a', 'F2 r3 b']);
  });
});
