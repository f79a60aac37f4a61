import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Processes, not threads: each test file opens databases of its own through a native module.
    pool: 'forks',
    // On two cores too: many tests wait for a disk, a server or a browser.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a page shows after a while: on a busy machine a while is long.
    expect: { poll: { timeout: 15_000 } },
    // A test that passes at the second try has found something.
    retry: 0,
  },
})
