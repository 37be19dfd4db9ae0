import { fork } from 'node:child_process';
import type { AnalystProcess } from './host.ts';
import type { AnalystMessage } from './job.ts';

/** Heap of the analyst, MB: a hostile file ends the analyst, not the machine. */
export const HEAP_MB = 1_536;

/** An analyst as a child of plain Node, for the command line and tests. `script` is the built worker. */
export function forkAnalyst(script: string): AnalystProcess {
  const child = fork(script, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    send: (job) => {
      child.send(job);
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as AnalystMessage));
    },
    onExit: (listener) => {
      child.on('exit', listener);
      child.on('error', listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
