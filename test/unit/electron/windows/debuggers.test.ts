import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { debuggerWords, refuseDebuggers } from '../../../../electron/windows/debuggers.ts';

it('knows the switches that ask for a debugger', () => {
  const words = [
    'app',
    '--inspect',
    '--inspect-brk=0',
    '--remote-debugging-port=9222',
    '--inspection',
    'report',
  ];
  expect(debuggerWords(words)).toEqual(['--inspect', '--inspect-brk=0', '--remote-debugging-port=9222']);
});

it('the release ends with 2 when it is started for a debugger; anything else starts', () => {
  const exit = vi.fn();
  const release = { isPackaged: true, exit } as unknown as App;
  expect(refuseDebuggers(release, ['app', 'incident'])).toBe(true);
  expect(refuseDebuggers({ isPackaged: false, exit } as unknown as App, ['app', '--inspect'])).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  expect(refuseDebuggers(release, ['app', '--remote-debugging-port=0'])).toBe(false);
  expect(exit).toHaveBeenCalledWith(2);
});
