import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../electron/cli/arguments.ts';

function refusal(...words: string[]): string {
  const read = readArguments(words);
  return read.ok ? 'accepted' : read.error.message;
}

describe('the command line', () => {
  it('reads the five commands with their flags', () => {
    expect(readArguments(['report', 'folder', '--format', 'json', '--max-depth', '5', '--no-model'])).toEqual(
      {
        ok: true,
        value: {
          command: 'report',
          path: 'folder',
          flags: { format: 'json', out: null, personality: null, maxDepth: 5, model: null },
        },
      },
    );
    expect(readArguments(['analyze', 'a', 'b', '--jsonl'])).toEqual({
      ok: true,
      value: { command: 'analyze', paths: ['a', 'b'], jsonl: true },
    });
    expect(readArguments(['verify', 'r.yaml', '--evidence', 'd', '--recompute'])).toEqual({
      ok: true,
      value: { command: 'verify', file: 'r.yaml', evidence: 'd', recompute: true },
    });
  });

  it('says in one sentence what is wrong', () => {
    expect(refusal('report')).toBe('report needs an incident folder.');
    expect(refusal('report', 'a', 'b')).toContain('one too many');
    expect(refusal('report', 'a', '--max-depth', '0')).toContain('from 3 to 15');
    expect(refusal('report', 'a', '--max-depth', '1000')).toContain('from 3 to 15');
    expect(refusal('report', 'a', '--format', 'xml')).toContain('yaml, json, markdown, text');
    expect(refusal('lint', 'a', '--recompute')).toBe('lint has no flag --recompute.');
    expect(refusal('explode')).toBe('There is no command "explode".');
    expect(refusal('report', '--nonsense')).not.toBe('accepted');
  });
});
