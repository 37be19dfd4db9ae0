import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { IMPORTERS } from '../../../shared/importers/importers.ts';

it('the page of formats lists every importer with what it reads', () => {
  const page = readFileSync('docs/formats.md', 'utf8');
  const rows = IMPORTERS.map(({ id, format }) => `| \`${id}\` | ${format} |`);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
