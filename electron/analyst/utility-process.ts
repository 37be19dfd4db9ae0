import type { utilityProcess as UtilityProcess } from 'electron';
import type { AnalystProcess } from './host.ts';
import type { AnalystMessage } from './job.ts';
import { HEAP_MB } from './node-process.ts';

/** An analyst as a utility process of Electron. `script` is the built worker. */
export function utilityAnalyst(utilityProcess: typeof UtilityProcess, script: string): AnalystProcess {
  const child = utilityProcess.fork(script, [], {
    serviceName: 'whyladder analyst',
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    send: (job) => child.postMessage(job),
    onMessage: (listener) => {
      child.on('message', (message: unknown) => listener(message as AnalystMessage));
    },
    onExit: (listener) => {
      child.on('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
