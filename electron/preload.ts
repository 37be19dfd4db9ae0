import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DROPPED_FILES, PUSHES, REQUESTS } from '../shared/ipc/channels.ts';
import type { Bridge } from '../shared/ipc/client.ts';

const role = process.argv.includes('--whyladder-role=screen') ? 'screen' : 'facilitator';
const requests: readonly string[] = REQUESTS[role];
const pushes: readonly string[] = PUSHES[role];

const bridge: Bridge = {
  role,
  invoke: (channel, ...args) => {
    if (!requests.includes(channel))
      return Promise.reject(new Error(`This window has no request "${channel}".`));
    return ipcRenderer.invoke(channel, ...args);
  },
  subscribe: (channel, listener) => {
    if (!pushes.includes(channel)) throw new Error(`This window is not pushed "${channel}".`);
    const take = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, take);
    return () => ipcRenderer.removeListener(channel, take);
  },
  tokenForFiles: (files) => {
    if (role !== 'facilitator') return Promise.reject(new Error('This window takes no files.'));
    const paths = files
      .map((file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]))
      .filter((path) => path !== '');
    return ipcRenderer.invoke(DROPPED_FILES, paths) as Promise<string>;
  },
};

contextBridge.exposeInMainWorld('whyladder', bridge);
