import { expect, it } from 'vitest';
import { bringNext } from '../../../shared/facilitation/moves/bring-next.ts';
import type { LadderState } from '../../../shared/ladder/ladder-state.ts';

const state = (bring: string) =>
  ({
    findings: [{ withdrawn: false, data: { kind: 'best-evidence', bring, how: 'It settles most.' } }],
  }) as unknown as LadderState;
const general = { kind: 'missing', bring: 'More windows.', reason: '' } as unknown as Parameters<
  typeof bringNext
>[1];

it.each([
  ['Bring the row counts of the imports.', 'The row counts of the imports. It settles most.'],
  [
    'Pause nightly-index for one usual interval and see whether the next window still comes.',
    'The result of a test: pause nightly-index for one usual interval and see whether the next window still comes. It settles most.',
  ],
])('“%s” is said as something to bring', (bring, said) => {
  expect(bringNext(state(bring), general).bring).toBe(said);
});
