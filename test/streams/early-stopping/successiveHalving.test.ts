import { describe, expect, it } from 'vitest'
import { type Measurement, type TrainingJob } from '../../../src/core.ts'
import { successiveHalving, type Trainer } from '../../../streams/index.ts'
import { episodes, learner, measured, searched, stoppingLaws } from './stopping.ts'

const rungs = [0.25, 0.5]

describe('successiveHalving', () => {
  stoppingLaws((from) =>
    successiveHalving({ rungs, eta: 2, ...(from === undefined ? {} : { from }) }),
  )

  it('trains all of a round for the first rung, half of them for the next, and the rest in full', async () => {
    const children = measured(await searched((from) => successiveHalving({ rungs, eta: 2, from })))
    for (let begin = 0; begin < children.length; begin += 4) {
      const fresh = new Map(
        children
          .slice(begin, begin + 4)
          .filter(({ cached }) => !cached)
          .map((child) => [child.validated.key, child]),
      )
      const at = (part: number) =>
        [...fresh.values()].filter(({ metrics }) => metrics.stoppedAt === part)
      const left = Math.max(1, Math.floor(fresh.size / 2))
      if (fresh.size === 0) continue
      expect(at(0.25)).toHaveLength(fresh.size - left)
      expect(at(0.5)).toHaveLength(left - Math.max(1, Math.floor(left / 2)))
      const value = (child: (typeof children)[number]) => child.metrics['accuracyAt25'] ?? NaN
      const gone = Math.max(-Infinity, ...at(0.25).map(value))
      for (const child of fresh.values())
        if (child.metrics.stoppedAt !== 0.25) expect(value(child)).toBeGreaterThanOrEqual(gone)
    }
  })

  it('trains with one seed and growing budgets', async () => {
    const jobs: Array<Pick<TrainingJob<unknown>, 'budget' | 'seed'>> = []
    const trainer: Trainer<Parameters<typeof learner>[0]['architecture']> = (job) => {
      jobs.push({ budget: job.budget, seed: job.seed })
      return learner(job)
    }
    await searched((from) => successiveHalving({ rungs, eta: 2, from }), { trainer })
    const ofSeed = new Map<number, ReadonlyArray<number | undefined>>()
    for (const { seed, budget } of jobs)
      ofSeed.set(seed, [...(ofSeed.get(seed) ?? []), budget.steps])
    for (const steps of ofSeed.values()) expect(steps).toEqual([2, 4, 8].slice(0, steps.length))
    expect([...ofSeed.values()].some((steps) => steps.length === 3)).toBe(true)
  })

  it('lets a failure of any rung be the failure of its child', async () => {
    const trainer: Trainer<Parameters<typeof learner>[0]['architecture']> = (job) => {
      if (job.architecture.level === 8 && job.budget.steps === 4) throw new Error('no memory')
      return learner(job)
    }
    const events = await searched((from) => successiveHalving({ rungs, eta: 2, from }), { trainer })
    const failed = episodes(events).filter(({ outcome }) => outcome._tag === 'Failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(episodes(events)).toHaveLength(32)
  })

  it('errors where a trainer does not measure what is compared', async () => {
    const trainer = (): ReadonlyArray<Measurement> => [{ loss: 1 }]
    await expect(
      searched((from) => successiveHalving({ from }), { trainer }),
    ).rejects.toMatchObject({
      _tag: 'NotFinite',
      message: expect.stringContaining('accuracy of episode 0') as string,
    })
  })

  it.each([1, 0, NaN])('refuses an eta of %s', (eta) => {
    expect(() => successiveHalving({ eta })).toThrow(RangeError)
  })
})
