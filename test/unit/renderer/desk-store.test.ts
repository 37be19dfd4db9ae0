import { describe, expect, it } from 'vitest';

describe('the findings of the desk', () => {
  it('stand beside the work however narrow the window was while it loaded', async () => {
    globalThis.innerWidth = 800;
    const { useDesk } = await import('../../../renderer/stores/desk-store.ts');
    expect(useDesk.getState().findingsShown).toBe(true);
  });
});
