import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../renderer/desk/use-keys.ts';

function press(key: string, held: { ctrl?: boolean; shift?: boolean } = {}): string {
  return nameOf({ key, ctrlKey: held.ctrl ?? false, metaKey: false, shiftKey: held.shift ?? false });
}

describe('the name of a key press', () => {
  it('is the letter, whatever the case', () => {
    expect(press('a')).toBe('A');
    expect(press('V', { shift: true })).toBe('Shift+V');
  });

  it('carries Ctrl and Shift in one order', () => {
    expect(press('Enter', { ctrl: true })).toBe('Ctrl+Enter');
    expect(press('Z', { ctrl: true, shift: true })).toBe('Ctrl+Shift+Z');
    expect(press('1', { ctrl: true })).toBe('Ctrl+1');
  });

  it('takes a sign as it is, for some layouts need Shift for it', () => {
    expect(press('/', { shift: true })).toBe('/');
    expect(press('F5')).toBe('F5');
    expect(press('ArrowRight')).toBe('Right');
  });
});
