import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { guarded } from '../../../../electron/ipc/guard.ts';
import { MAX_REQUEST_BYTES, PUSHES, REQUESTS } from '../../../../shared/ipc/channels.ts';
import { FACILITATOR_REQUESTS, SCREEN_REQUESTS } from '../../../../shared/ipc/schemas.ts';

const frame = {};
const desk = { mainFrame: frame } as unknown as WebContents;
const screen = { mainFrame: frame } as unknown as WebContents;
const stranger = { mainFrame: frame } as unknown as WebContents;
const roleOf = (contents: WebContents) =>
  contents === desk ? 'facilitator' : contents === screen ? 'screen' : null;
const from = (sender: WebContents, senderFrame: unknown = frame) =>
  ({ sender, senderFrame }) as unknown as IpcMainInvokeEvent;

describe('the guard', () => {
  it('has a schema for every channel that the preload offers, and no other', () => {
    expect(Object.keys(FACILITATOR_REQUESTS).sort()).toEqual([...REQUESTS.facilitator].sort());
    expect(Object.keys(SCREEN_REQUESTS).sort()).toEqual([...REQUESTS.screen].sort());
    expect(REQUESTS.screen.some((channel) => channel.includes('command'))).toBe(false);
    expect(PUSHES.screen).not.toContain('push:open');
  });

  it('refuses every channel to the wrong window, the wrong frame, a stranger and the wrong payload', async () => {
    const schemas = { ...FACILITATOR_REQUESTS, ...SCREEN_REQUESTS };
    for (const [channel, schema] of Object.entries(schemas)) {
      const handle = vi.fn();
      const role = channel === 'screen:events' ? 'screen' : 'facilitator';
      const wrong = role === 'screen' ? desk : screen;
      const right = role === 'screen' ? screen : desk;
      const call = guarded(roleOf, role, channel, schema, handle);
      const bad = [{ evil: true }, 'x', 3, null];
      await expect(call(from(wrong))).rejects.toThrow(channel);
      await expect(call(from(stranger))).rejects.toThrow(channel);
      await expect(call(from(right, {}))).rejects.toThrow(channel);
      await expect(call(from(right, null))).rejects.toThrow(channel);
      await expect(call(from(right), ...bad)).rejects.toThrow(channel);
      await expect(call(from(right), 'x'.repeat(MAX_REQUEST_BYTES + 1))).rejects.toThrow(channel);
      expect(handle).not.toHaveBeenCalled();
    }
  });

  it('lets a well-formed command of the facilitator through, with its arguments', async () => {
    const handle = vi.fn(() => 'done');
    const call = guarded(
      roleOf,
      'facilitator',
      'session:command',
      FACILITATOR_REQUESTS['session:command'],
      handle,
    );
    const envelope = { session: 's', seen: 3, command: { kind: 'park', rung: 'R1.2', bring: null } };
    expect(await call(from(desk), envelope)).toBe('done');
    expect(handle).toHaveBeenCalledWith(envelope);
  });
});
