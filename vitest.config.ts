import { defineConfig } from 'vitest/config'

// tfjs-node is unsafe in worker threads, so every test file runs in a process of its own.
const shared = {
  pool: 'forks' as const,
  maxConcurrency: 2,
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    globalSetup: './test/support/engine-setup.ts',
    // Two files at a time: most of a slow test is waiting for processes of its own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'slow',
          include: ['test/**/*.slow.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
