import type { Bridge } from '../shared/ipc/client.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly whyladder: Bridge;
  }
}
