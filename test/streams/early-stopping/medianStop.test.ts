import { describe, expect, it } from 'vitest'
import { type TrainingProgress } from '../../../src/core.ts'
import { describePipeline, medianStop, trainChild, validateAction } from '../../../streams/index.ts'
import { learner, measured, searched, space, stoppingLaws } from './stopping.ts'

describe('medianStop', () => {
  stoppingLaws((from) => medianStop({ after: 3, ...(from === undefined ? {} : { from }) }))

  it('stops nobody before enough children are trained to their end', async () => {
    const children = measured(await searched((from) => medianStop({ after: 6, from })))
    const first = children.findIndex(({ metrics }) => metrics.stoppedAt !== undefined)
    expect(first).toBeGreaterThanOrEqual(6)
  })

  it('stops a child exactly where its best so far is below the median of averages', async () => {
    const rungs = [0.25, 0.5]
    const children = measured(await searched((from) => medianStop({ after: 1, rungs, from })))
    const known = new Map<string, (typeof children)[number]>()
    const judged = (round: typeof children, child: (typeof children)[number]): void => {
      const at = [child.metrics['accuracyAt25'], child.metrics['accuracyAt50']]
      for (const [i, value] of at.entries()) {
        if (value === undefined) break
        const averages = [...known.values()]
          .filter(({ metrics }) => metrics.stoppedAt === undefined)
          .map(({ metrics: m }) =>
            i === 0 ? m['accuracyAt25']! : (m['accuracyAt25']! + m['accuracyAt50']!) / 2,
          )
          .sort((a, b) => a - b)
        const { length } = averages
        const median =
          length === 0
            ? -Infinity
            : (averages[Math.ceil(length / 2) - 1]! + averages[Math.floor(length / 2)]!) / 2
        const best = Math.max(...at.slice(0, i + 1).map((v) => v ?? -Infinity))
        expect(child.metrics.stoppedAt === rungs[i]).toBe(best < median)
      }
      expect(round.length).toBe(4)
    }
    for (let begin = 0; begin < children.length; begin += 4) {
      const round = children.slice(begin, begin + 4)
      for (const child of round) if (!child.cached) judged(round, child)
      for (const child of round)
        known.set(child.validated.key, known.get(child.validated.key) ?? child)
    }
  })

  it('takes less for better where it is told', async () => {
    const children = measured(
      await searched((from) => medianStop({ metric: 'flops', better: 'less', after: 3, from })),
    )
    const mean = (stopped: boolean) => {
      const some = children.filter(({ metrics }) => (metrics.stoppedAt !== undefined) === stopped)
      return some.reduce((sum, { metrics }) => sum + (metrics.flops ?? 0), 0) / some.length
    }
    expect(mean(true)).toBeGreaterThan(mean(false))
  })

  it('never stops a child whose trainer does not say how far it is', async () => {
    const trainer: typeof learner = (job) =>
      [...(learner(job) as Iterable<object>)].map(
        (said) =>
          Object.fromEntries(
            Object.entries(said).filter(([name]) => name !== 'steps'),
          ) as TrainingProgress,
      )
    const children = measured(await searched((from) => medianStop({ after: 1, from }), { trainer }))
    expect(children.every(({ metrics }) => metrics.stoppedAt === undefined)).toBe(true)
  })

  it('tells a plan what it stops', () => {
    const [, stage] = describePipeline(
      (proposed) =>
        proposed.pipe(
          validateAction(space),
          medianStop()((change) => trainChild(change(learner), { budget: {}, seed: 1 })),
        ) as never,
    )
    expect(stage).toMatchObject({
      name: 'medianStop',
      options: { metric: 'accuracy', rungs: [0.25, 0.5], after: 5 },
      parts: [{ name: 'of', stages: [{ name: 'trainChild' }] }],
    })
  })

  it.each([[[]], [[0.5, 0.25]], [[0]], [[1]], [[0.333]], [[NaN]]])(
    'refuses the rungs %j',
    (rungs) => {
      expect(() => medianStop({ rungs })).toThrow(RangeError)
    },
  )

  it.each([0, 1.5, NaN])('refuses to wait for %s children', (after) => {
    expect(() => medianStop({ after })).toThrow(RangeError)
  })
})
