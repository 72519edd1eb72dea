import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run by one plain line that counts it; a file that fails to import counts as a failure. What was
 * skipped for a reason says that reason before it.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const result = test.result()
        count[result.state] += 1
        if (result.state === 'skipped' && result.note !== undefined)
          console.log(`skipped: ${test.fullName}: ${result.note}`)
      }
      if (module.errors().length > 0 || (module.state() === 'failed' && tests.length === 0))
        count.failed += 1
    }
    console.log(
      `${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`,
    )
  }
}
