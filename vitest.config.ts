import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Processes, not threads: each test file opens databases of its own through a native module.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that passes at the second try has found something.
    retry: 0,
  },
})
