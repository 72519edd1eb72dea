import { defineConfig } from 'vitest/config'

/** Long enough for a busy machine: no test asserts how long something takes. */
const minutes = (test: number, hook = test) => ({
  testTimeout: test * 60_000,
  hookTimeout: hook * 60_000,
})

// tfjs-node is unsafe in worker threads, so tests run in processes.
const project = (name: string, include: string, ...exclude: ReadonlyArray<string>) => ({
  name,
  pool: 'forks' as const,
  maxConcurrency: 2,
  setupFiles: ['./test/support/repeat-seed.ts'],
  include: [include],
  exclude: [...exclude],
})

const apart = ['test/{browser,cluster,docs}/**', 'test/**/*.{nightly,slow}.test.ts']

// `npm test` runs checks, slow, tfjs and unit, in this order; the other projects have scripts of their own.
export default defineConfig({
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    globalSetup: './test/support/engine-setup.ts',
    // Three files at a time on two cores: now and then each waits, for a process or a disk.
    maxWorkers: 3,
    passWithNoTests: true,
    projects: [
      // Format, lint, types and what else is told of the sources without running them.
      { test: { ...project('checks', 'test/**/*.check.ts'), ...minutes(10) } },
      // Tests that start processes of the built package, or train.
      {
        test: {
          ...project('slow', 'test/**/*.slow.test.ts', 'test/{browser,cluster}/**'),
          ...minutes(5),
          // The built package is loaded as it is.
          server: { deps: { external: [/\/dist\//] } },
        },
      },
      // What holds tensors has a process of its own: files would share one engine.
      { test: { ...project('tfjs', 'test/tfjs/**/*.test.ts', ...apart), ...minutes(2) } },
      // Files share two processes: most of a small test file is the loading of what it tests.
      {
        test: {
          ...project('unit', 'test/**/*.test.ts', ...apart, 'test/tfjs/**'),
          isolate: false,
          ...minutes(1, 2),
        },
      },
      {
        test: {
          ...project('docs', 'test/docs/**/*.test.ts', 'test/**/*.{nightly,slow}.test.ts'),
          ...minutes(5),
        },
      },
      { test: { ...project('browser', 'test/browser/**/*.test.ts'), ...minutes(5) } },
      { test: { ...project('cluster', 'test/cluster/**/*.test.ts'), ...minutes(5) } },
      { test: { ...project('nightly', 'test/**/*.nightly.test.ts'), ...minutes(15) } },
    ],
  },
})
