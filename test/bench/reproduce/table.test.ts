import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { article, published } from '../../../bench/reproduce/article.ts'
import { curvesSvg } from '../../../bench/reproduce/curvesSvg.ts'
import { showSpread, spreadOf } from '../../../bench/reproduce/spread.ts'
import { chanceMargin, renderTable, tableReport } from '../../../bench/reproduce/tableReport.ts'
import { cnn1dCost, mnistTask } from '../../../src/core.ts'
import { likeArticle, runOf } from './support.ts'

const reportOf = (runs: Parameters<typeof tableReport>[2], settings = likeArticle) =>
  tableReport('mnist', settings, runs)
const nineEpochs = Array.from({ length: 9 }, () => 0.5)
const ending = (accuracy: number) => [...nineEpochs, accuracy]

describe("the article's figures", () => {
  it('are of two networks, of the sizes that follow from them', () => {
    const sizes = Object.values(published).map(({ architecture }) => {
      const { parameters } = cnn1dCost(mnistTask)(architecture)
      return parameters
    })
    const dense = (filters: number) => (784 * filters + 1) * 10
    expect(sizes).toEqual([
      (5 + 1) * 32 + (5 * 32 + 1) * 64 + dense(64),
      (61 + 1) * 24 + (57 * 24 + 1) * 55 + dense(55),
    ])
    for (const { architecture } of Object.values(published))
      expect(architecture.training).toEqual({
        optimizer: 'adam',
        learningRate: 0.0001,
        batchSize: 100,
      })
    expect(article.trainImages / article.training.batchSize).toBe(550)
  })
})

describe('a spread', () => {
  it('lies around its mean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (all) => {
        const { count, mean, lowest, highest } = spreadOf(all)!
        expect(count).toBe(all.length)
        expect(lowest).toBeLessThanOrEqual(mean + 1e-12)
        expect(mean).toBeLessThanOrEqual(highest + 1e-12)
        expect(all).toContain(lowest)
        expect(all).toContain(highest)
      }),
    )
  })

  it('of nothing is none, and of one seed has no range', () => {
    expect(spreadOf([])).toBeUndefined()
    expect(showSpread(spreadOf([0.5]))).toBe('0.5000 (1 seed)')
    expect(showSpread(spreadOf([0.5, 0.7]))).toBe('0.6000 (0.5000 to 0.7000, 2 seeds)')
  })
})

describe('the table', () => {
  it('takes the last epoch, not the best, and the mean and range over seeds', () => {
    const { rows } = reportOf([
      runOf('found', 2, [0.5, 0.9, 0.7]),
      runOf('found', 1, [0.6, 0.8]),
      runOf('manual', 1, [0.4]),
    ])
    expect(rows.map(({ architecture }) => architecture)).toEqual(['manual', 'found'])
    expect(rows[1]!.test).toEqual({ count: 2, mean: 0.75, lowest: 0.7, highest: 0.8 })
    expect(rows[1]!.runs.map(({ seed }) => seed)).toEqual([1, 2])
    expect(rows[1]!.published).toBe(0.9987)
  })

  it('says that a figure holds within the range of seeds and what chance explains, and not beyond', () => {
    const margin = chanceMargin(0.963, 10_000)
    expect(margin).toBeCloseTo(0.00523, 5)
    const manual = (...last: ReadonlyArray<number>) =>
      reportOf(last.map((accuracy, i) => runOf('manual', i + 1, ending(accuracy)))).verdict[0]
    expect(manual(0.963 + 0.9 * margin)).toContain("manual: the article's 0.963 holds")
    expect(manual(0.963 - 0.9 * margin)).toContain('holds')
    expect(manual(0.95, 0.97)).toContain("the article's 0.963 holds")
    expect(manual(0.98)).toContain('0.963 does not hold: 0.9800 here is 0.0170 higher')
    expect(manual(0.9, 0.94)).toContain('0.9200 here is 0.0430 lower')
  })

  it('says whether the found architecture beats the manual one, and for how much more', () => {
    const order = (manual: ReadonlyArray<number>, found: ReadonlyArray<number>) =>
      reportOf([
        ...manual.map((accuracy, i) => runOf('manual', i, ending(accuracy))),
        ...found.map((accuracy, i) => runOf('found', i, ending(accuracy))),
      ]).verdict.at(-1)
    expect(order([0.96, 0.961], [0.98, 0.99])).toContain('holds, with every seed: by 0.0245')
    expect(order([0.96], [0.98])).toContain('9.0 times the operations and 2.5 times the parameters')
    expect(order([0.96, 0.985], [0.98, 0.99])).toContain('on average, but not with every seed')
    expect(order([0.98], [0.97])).toContain('does not hold')
  })

  it("says nothing of the article's figures where the experiment was another", () => {
    for (const settings of [
      { ...likeArticle, epochs: 1 },
      { ...likeArticle, images: 500 },
    ]) {
      const { verdict } = reportOf([runOf('manual', 1, [0.963], settings)], settings)
      expect(verdict).toHaveLength(1)
      expect(verdict[0]).toContain("This is not the article's experiment")
    }
    const { verdict } = tableReport('fashion-mnist', likeArticle, [runOf('manual', 1, [0.9])])
    expect(verdict[0]).toContain('the data is fashion-mnist, not MNIST')
  })

  it('is shown with its learning curves, also where nothing has ended', () => {
    const lines = renderTable(reportOf([runOf('manual', 1, [0.5, 0.75])])).join('\n')
    expect(lines).toContain('5x32 pool 2 > 5x64 pool 2')
    expect(lines).toMatch(/0\.963 +0\.7500 \(1 seed\)/)
    expect(lines).toMatch(/2 +0\.5000 +0\.7490 +0\.7500/)
    expect(renderTable(reportOf([])).at(-1)).toContain('nothing can be said')
  })
})

describe('the drawing of the learning curves', () => {
  it('has a line for each curve, within its frame', () => {
    const svg = curvesSvg(
      reportOf([runOf('manual', 1, [0.5, 0.9, 0.95]), runOf('found', 1, [0.1, 0.99, 1])]),
    )
    // Test, validation and the article's figure, of two architectures.
    expect(svg.match(/<polyline/g)).toHaveLength(6)
    const points = [...svg.matchAll(/points="([^"]+)"/g)].flatMap(([, list]) => list!.split(' '))
    expect(points).toHaveLength(2 * (3 + 3 + 2))
    for (const point of points) {
      const [x, y] = point.split(',').map(Number)
      expect(x).toBeGreaterThanOrEqual(60)
      expect(x).toBeLessThanOrEqual(624)
      expect(y).toBeGreaterThanOrEqual(36)
      expect(y).toBeLessThanOrEqual(356)
    }
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('is drawn of one epoch, and of no run, too', () => {
    const one = { ...likeArticle, epochs: 1 }
    expect(curvesSvg(reportOf([runOf('manual', 1, [0.5], one)], one))).not.toMatch(/NaN|Infinity/)
    expect(curvesSvg(reportOf([]))).not.toMatch(/NaN|Infinity/)
  })
})
