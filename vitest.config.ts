import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Unit tests in two rooms: what is pure or touches the machine under Node, what is drawn under a DOM. */
export default defineConfig({
  test: {
    // Speed is measured by the benchmarks: a slow machine fails no test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On two cores the default is one worker: the process that hands out the files needs no core of its own.
    maxWorkers: '100%',
    setupFiles: ['test/unit/property-seed.ts'],
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}'],
      exclude: ['**/*.d.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'reports/coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/renderer/**'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/unit/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
