import { describe, expect, it } from 'vitest'
import { renderResult } from '../../../src/cli/session/renderResult.ts'
import { type DataUnderstood, type Finished } from '../../../src/session/index.ts'

const data: DataUnderstood = {
  _tag: 'DataUnderstood',
  source: 'x.csv',
  sha256: '',
  task: { input: [4], target: { _tag: 'Classes', count: 2 } },
  examples: { train: 100, validation: 20, test: 100 },
  report: [],
  leftOut: [],
}
const finished = (test: number, linear: number, constant = 0.5): Finished => ({
  _tag: 'Finished',
  model: 'runs/a/model',
  metrics: {
    testAccuracy: test,
    testExamples: 100,
    linearAccuracy: linear,
    constantAccuracy: constant,
  },
})

describe('the result of a search', () => {
  it('ends with the test accuracy, and says nothing more where the network is better', () => {
    const lines = renderResult(finished(0.95, 0.7), data)
    expect(lines).toHaveLength(2)
    expect(lines.at(-1)).toBe('test accuracy: 0.9500 (100 examples)')
  })

  it.each([
    [0.7, 0.7, 'The linear model is as good: use it (rxnas predict runs/a/model/linear'],
    [0.7, 0.9, 'The linear model is better: use it'],
    [0.5, 0.3, 'no better than a guess'],
  ])('says so where %d does not beat %d', (test, linear, words) => {
    const lines = renderResult(finished(test, linear), data)
    expect(lines.join('\n')).toContain(words)
    expect(lines.at(-1)).toContain('test accuracy:')
  })
})
