import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/vite-messages.js';

// unit: pure code beside its file. carrier: the simulator alone, without a database. integration: through the door, on a real
// PostgreSQL. e2e: the built app in Chromium. e2e-kill: the built app, killed.

/** A poll waits for a page, a server or a socket, on whatever machine: only a failure takes this long. */
const PATIENT = { poll: { timeout: 20_000 } };

/** Servers that are killed and have to go on within seconds: mostly waiting, beside each other but not beside browsers, which would take their seconds. */
const DYING = ['kill', 'kill-in-job', 'kill-mail', 'outage', 'start'].map((name) => `test/e2e/${name}.test.ts`);

// Tests of the server mostly wait: three workers fill two cores. A browser beside its server fills one, and who dies has to come back within seconds: two workers.
function e2e(name: string, files: { include: string[]; exclude: string[]; order: number; workers: number }) {
  return {
    test: {
      name,
      include: files.include,
      exclude: ['**/node_modules/**', ...files.exclude],
      globalSetup: ['test/support/global-setup.ts'],
      pool: 'forks' as const,
      isolate: false,
      maxWorkers: files.workers,
      // Ends a test that hangs; the slowest looks at every screen in both themes, beside another browser.
      testTimeout: 300_000,
      hookTimeout: 120_000,
      expect: PATIENT,
      sequence: { groupOrder: files.order },
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue(), messages(fileURLToPath(new URL('./client', import.meta.url)))],
        define: { __RINGBACK_STATES__: 'false' },
        resolve: { alias: { 'vue-i18n': 'vue-i18n/dist/vue-i18n.runtime.esm-bundler.js' } },
        test: {
          name: 'unit',
          include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'client/**/*.test.ts'],
          // Pure code leaves nothing behind: one thread takes file after file.
          pool: 'threads',
          isolate: false,
          testTimeout: 15_000,
        },
      },
      { test: { name: 'carrier', include: ['test/voice/carrier-*.test.ts'], testTimeout: 60_000, expect: PATIENT } },
      {
        test: {
          name: 'integration',
          include: ['test/{api,realtime,voice,contract,migrations,core}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/voice/carrier-*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          pool: 'forks',
          // Every file has a database and an app of its own and closes both; the modules are loaded once per process.
          isolate: false,
          maxWorkers: 3,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: PATIENT,
          sequence: { groupOrder: 1 },
        },
      },
      e2e('e2e', { include: ['test/e2e/**/*.test.ts'], exclude: [...DYING, 'test/e2e/kill-mail.test.ts'], order: 2, workers: 2 }),
      e2e('e2e-kill', { include: DYING, exclude: [], order: 3, workers: 2 }),
    ],
  },
});
