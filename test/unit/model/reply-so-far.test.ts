import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSoFar } from '../../../shared/facilitation/model/reply-so-far.ts';

const REPLY = JSON.stringify({
  note: 'It "holds" 64 slots — all\nof them',
  question: 'What fills 64 slots?',
});

describe('a reply that is still being written', () => {
  it('shows whole words only: a number that is cut is another number', () => {
    expect(fieldSoFar('{"note":"It holds 6', 'note')).toBe('It holds');
    expect(fieldSoFar('{"note":"It holds 64 ', 'note')).toBe('It holds 64');
    expect(fieldSoFar('{"note":"It holds 64"', 'note')).toBe('It holds 64');
    expect(fieldSoFar('{"note":"It \\u20', 'note')).toBe('It');
    expect(fieldSoFar('{"quest', 'question')).toBe('');
  });

  it('grows to the field, and is a beginning of it at every byte', () => {
    const { note } = JSON.parse(REPLY);
    fc.assert(
      fc.property(fc.nat(REPLY.length), (length) => {
        const shown = fieldSoFar(REPLY.slice(0, length), 'note').replace(/\s+/g, ' ');
        expect(note.replace(/\s+/g, ' ').startsWith(shown)).toBe(true);
      }),
    );
    expect(fieldSoFar(REPLY, 'question')).toBe('What fills 64 slots?');
  });
});
