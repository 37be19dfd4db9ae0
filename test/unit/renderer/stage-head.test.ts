import { describe, expect, it } from 'vitest';
import { measure } from '../../../renderer/components/fit-text.ts';
import { layoutHead } from '../../../renderer/views/stage/stage-head.tsx';

const status = (text: string, next: string | null) => ({ text, next });
const short = status('Now: healthy since 13:52.', 'Next expected 14:13 to 14:15.');
const long = status('Now: healthy since Sun 15 Mar, 02:30.', 'Next expected Mon 16 Mar, 02:00 to 02:03.');
const longest = status('Now: failing since Wed 23 Sep, 23:36.', 'Ends about Thu 24 Sep, 13:52 with the run.');

describe('the head of the stage', () => {
  it('never cuts a title: it stands beside the status, or the status takes two lines, or the title does', () => {
    for (const title of [
      'Search is down',
      'Site slow at night, and Saturday around noon',
      'Checkout failures resuming 20-30 minutes after each fix',
      'Reports fail several times a day since the change of last Tuesday, and only in two',
    ])
      for (const one of [short, long, longest, status('Now: not known.', null)]) {
        const { size, width, titleWraps, stacked } = layoutHead(title, one);
        const lines = titleWraps ? 2 : 1;
        expect(measure(title, size, 640), title).toBeLessThanOrEqual(width * lines);
        const parts = [measure(one.text, 34, 600), one.next === null ? 0 : measure(one.next, 34, 430)];
        const beside = stacked ? Math.max(...parts) : parts.reduce((sum, part) => sum + part, 0);
        expect(width + beside).toBeLessThan(1792);
      }
  });

  it('keeps a short title large, and the status on one line beside it', () => {
    expect(layoutHead('Search is down', short)).toMatchObject({
      size: 46,
      stacked: false,
      titleWraps: false,
    });
  });
});
