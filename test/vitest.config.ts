import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const everything = ['{extension,server,shared,test}/**/*.test.{ts,tsx}']
const browser = ['**/*.browser.test.{ts,tsx}']
const long = ['**/*.long.test.{ts,tsx}']

/** Two projects: `unit` needs nothing but Node (and PostgreSQL, LibreOffice where present); `browser` drives real browsers, one file at a time. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    exclude: ['**/node_modules/**', '**/dist/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: everything,
          exclude: ['**/node_modules/**', '**/dist/**', ...browser, ...long],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: browser,
          exclude: ['**/node_modules/**', '**/dist/**', ...long],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 240_000,
          // As long as the other waits: `PATIENCE` in e2e/drivers/until.ts.
          expect: { poll: { timeout: 30_000 } },
          // A player that stutters because the machine is busy is measured as it played, which is not what a test of lengths waits for:
          // such a test is run once more, and the reporter says so beside its name.
          retry: 1,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: long, fileParallelism: false, testTimeout: 1_800_000, hookTimeout: 300_000 },
      },
    ],
  },
})
