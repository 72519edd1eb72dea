import { defineConfig } from 'vitest/config'

// The tests that mutation testing judges: those of the reward and the episode folders.
export default defineConfig({
  test: { include: ['test/support/mutation-suite.ts'], pool: 'forks', testTimeout: 30_000 },
})
