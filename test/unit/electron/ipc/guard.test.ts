import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { type Answers, registerAll } from '../../../../electron/ipc/register.ts';
import { DROPPED_FILES, MAX_REQUEST_BYTES, PUSHES, REQUESTS } from '../../../../shared/ipc/channels.ts';
import type { FacilitatorApi } from '../../../../shared/ipc/contract.ts';
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
    const { calls, handled } = registered();
    expect([...calls.keys()].sort()).toEqual(
      [...new Set([...REQUESTS.facilitator, ...REQUESTS.screen, DROPPED_FILES])].sort(),
    );
    let tried = 0;
    for (const [channel, call] of calls) {
      const right = channel === 'screen:events' ? screen : desk;
      const wrong = channel === 'screen:events' ? desk : screen;
      const good = VALID[channel as keyof typeof VALID] ?? [];
      const refused = async (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => {
        tried += 1;
        await expect(
          call(event, ...args),
          `${channel} ${JSON.stringify(args)?.slice(0, 80)}`,
        ).rejects.toThrow();
      };
      if (channel !== 'settings:get') await refused(from(wrong), ...good);
      await refused(from(stranger), ...good);
      await refused(from(right, {}), ...good);
      await refused(from(right, null), ...good);
      await refused(from(right), ...good, 'one more');
      await refused(from(right), ...good, 'x'.repeat(MAX_REQUEST_BYTES + 1));
      for (const [index, argument] of good.entries())
        for (const junk of JUNK)
          if (
            typeof junk !== typeof argument ||
            junk === null ||
            Array.isArray(junk) !== Array.isArray(argument)
          )
            await refused(from(right), ...good.with(index, junk));
      if (good.length > 0) await refused(from(right), ...good.slice(1));
    }
    expect(handled).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  });

  it('lets every channel through for its window, with a payload of its shape', async () => {
    const { calls, handled } = registered();
    for (const [channel, call] of calls) {
      await call(
        from(channel === 'screen:events' ? screen : desk),
        ...(VALID[channel as keyof typeof VALID] ?? []),
      );
      if (channel === 'settings:get') await call(from(screen));
    }
    expect(new Set(handled)).toEqual(new Set(calls.keys()));
  });
});

/** One payload of the right shape for each channel that takes any. */
const VALID: Readonly<
  Partial<Record<keyof FacilitatorApi | 'screen:events' | 'evidence:dropped', readonly unknown[]>>
> = {
  'library:search': ['pool'],
  'library:remove': ['s'],
  'session:open': ['s'],
  'session:create': [{ sample: 'checkout' }],
  'session:command': [{ session: 's', seen: 3, command: { kind: 'park', rung: 'R1.2', bring: null } }],
  'session:events': ['s', 0],
  'session:erase': ['s', 'a secret'],
  'session:export-file': ['s'],
  'evidence:choose': ['folder'],
  'evidence:paste': ['text'],
  'evidence:add': ['s', 'token'],
  'evidence:cancel': ['job'],
  'guidance:get': ['s'],
  'report:view': ['s', 'yaml'],
  'report:save': ['s', 'pdf'],
  'screen:toggle': [true],
  'settings:set': [{ theme: 'dark' }],
  'model:switch': [true],
  'model:choose': ['name', true],
  'model:remove': ['name'],
  'model:suggest': ['s', 'R1'],
  'model:rivals': ['s'],
  'model:account': ['s', 'what was told'],
  'model:summary': ['s'],
  'screen:events': [0],
  'evidence:dropped': [['/tmp/a']],
};

const JUNK = [
  null,
  undefined,
  3,
  -1.5,
  true,
  'a word',
  [],
  [[]],
  {},
  { toString: 'x' },
  JSON.parse('{"__proto__":{"x":1}}'),
];

/** Every channel as main opens it, with handlers that only note that they were reached. */
function registered() {
  const calls = new Map<
    string,
    (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => Promise<unknown>
  >();
  const handled: string[] = [];
  const noting = (channels: readonly string[]) =>
    Object.fromEntries(channels.map((channel) => [channel, () => handled.push(channel)]));
  const ipc = {
    handle: (
      channel: string,
      call: (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => Promise<unknown>,
    ) => {
      expect(calls.has(channel), channel).toBe(false);
      calls.set(channel, call);
    },
  };
  registerAll(ipc as unknown as IpcMain, roleOf, {
    facilitator: noting(REQUESTS.facilitator.filter((channel) => channel !== 'settings:get')),
    screen: noting(['screen:events']),
    both: noting(['settings:get']),
    dropped: () => {
      handled.push(DROPPED_FILES);
      return 'token';
    },
  } as unknown as Answers);
  return { calls, handled };
}
