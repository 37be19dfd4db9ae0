import { describe, expect, it } from 'vitest';
import { summary, tallyPlaywright, tallyVitest, total } from '../../../scripts/test/tally.ts';

const vitest = {
  testResults: [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { fullName: 'ladder holds', status: 'passed' },
        { fullName: 'ladder breaks', status: 'failed' },
        { fullName: 'ladder waits', status: 'skipped' },
        { fullName: 'ladder plans', status: 'todo' },
      ],
    },
    { name: 'b.test.ts', status: 'failed', assertionResults: [] },
  ],
};

const playwright = {
  errors: [{ message: 'no such window\n  at line 3' }],
  suites: [
    {
      title: 'room.spec.ts',
      specs: [{ title: 'opens', tests: [{ status: 'expected' as const }] }],
      suites: [
        {
          title: 'the screen',
          specs: [
            { title: 'follows', tests: [{ status: 'flaky' as const }, { status: 'unexpected' as const }] },
            { title: 'rests', tests: [{ status: 'skipped' as const }] },
          ],
        },
      ],
    },
  ],
};

describe('the last line of the tests', () => {
  it('counts a test file that fails before its first test', () => {
    expect(tallyVitest(vitest)).toEqual({
      passed: 1,
      failed: ['ladder breaks', 'b.test.ts'],
      skipped: ['ladder waits', 'ladder plans'],
    });
  });

  it('counts a test that passed only when repeated, and an error outside the tests, as failed', () => {
    expect(tallyPlaywright(playwright)).toEqual({
      passed: 1,
      failed: [
        'room.spec.ts › the screen › follows',
        'room.spec.ts › the screen › follows',
        'no such window',
      ],
      skipped: ['room.spec.ts › the screen › rests'],
    });
  });

  it('adds the runners up, every skip and failure named above it', () => {
    const lines = summary(total([tallyVitest(vitest), tallyPlaywright(playwright)])).split('\n');
    expect(lines.at(-1)).toBe('tests: 2 passed, 5 failed, 3 skipped');
    expect(lines).toContain('skipped: ladder waits');
    expect(lines).toContain('failed: no such window');
  });
});
