import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Oldest runtime that the app has to run on: Node 20.18 and Chromium 130 of Electron 33. */
const NODE_TARGET = 'node20.18';
const CHROME_TARGET = 'chrome130';

/** Entries that are in the tree, so that a build works while rooms are still being furnished. */
function present(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([, file]) => existsSync(file)));
}

/**
 * Everything lands one level below out/, chunks included, so that `__dirname/..` is out/ in each bundled
 * file: out/main/main.cjs, out/analyst/worker.cjs, out/cli/main.cjs, out/preload/preload.cjs,
 * out/renderer/{facilitator,screen}/index.html.
 */
export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      outDir: 'out',
      emptyOutDir: true,
      rolldownOptions: {
        input: present({
          'main/main': 'electron/main.ts',
          'analyst/worker': 'electron/analyst/worker.ts',
          'cli/main': 'electron/cli/main.ts',
        }),
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: present({ preload: 'electron/preload.ts' }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      target: CHROME_TARGET,
      outDir: 'out/renderer',
      minify: true,
      rolldownOptions: {
        input: present({
          facilitator: 'renderer/facilitator/index.html',
          screen: 'renderer/screen/index.html',
        }),
      },
    },
  },
});
