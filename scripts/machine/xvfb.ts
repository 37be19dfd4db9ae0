import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Halt } from './halt.ts';

/** An X server without a screen that belongs to this process. */
export interface VirtualDisplay {
  /** Value for DISPLAY. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Is there a screen to open windows on? Electron dies of a segmentation fault when there is none. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Starts Xvfb on a display number that it picks itself (`-displayfd`), so that two runs never collide. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await Promise.race([
    once(server.stdio[3] as Readable, 'data').then(([data]) => String(data).trim()),
    once(server, 'exit').then(() => undefined),
    once(server, 'error').then(() => undefined),
  ]);
  if (!number) {
    throw new Halt('display-failed', 'Xvfb did not start.', 'Run `Xvfb :99` by itself to see why.');
  }
  return {
    name: `:${number}`,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
