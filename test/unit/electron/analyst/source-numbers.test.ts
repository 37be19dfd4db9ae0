import { expect, it } from 'vitest';
import { SourceNumbers } from '../../../../electron/analyst/source-numbers.ts';

it('a file keeps its number when evidence grows, and new files get new ones', () => {
  const numbers = new SourceNumbers(['a.csv', 'logs.json', 'incident.yaml']);
  expect(
    ['a.csv', 'new.csv', 'logs.json', 'other.csv', 'incident.yaml'].map((name) => numbers.take(name)),
  ).toEqual(['E1', 'E4', 'E2', 'E5', 'E3']);
});

it('two files of one name have two numbers', () => {
  const numbers = new SourceNumbers(['runs.csv']);
  expect([numbers.take('runs.csv'), numbers.take('runs.csv')]).toEqual(['E1', 'E2']);
});
