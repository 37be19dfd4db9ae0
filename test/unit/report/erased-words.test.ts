import { expect, it } from 'vitest';
import { erasedNote, sameButErased } from '../../../shared/report/erased-words.ts';
import type { Report } from '../../../shared/report/report.ts';

it('a report says in how many entries words were erased, and nothing where none were', () => {
  const stamped = (erased?: number[]) => erasedNote({ provenance: { erased } as Report['provenance'] });
  expect(stamped()).toBe('');
  expect(stamped([4])).toContain('1 entry');
  expect(stamped([4, 9])).toContain('2 entries');
});

it('a report with erased words agrees with the evidence around them, and with no other text', () => {
  expect(
    sameButErased('supported: [erased] restarted it (11:02)', 'supported: the DBA restarted it (11:02)'),
  ).toBe(true);
  expect(
    sameButErased('supported: [erased] restarted it (11:02)', 'ruled-out: the DBA restarted it (11:02)'),
  ).toBe(false);
  expect(sameButErased('said [erased]', 'said in\ntwo lines')).toBe(true);
  expect(sameButErased('a.c', 'abc')).toBe(false);
});
