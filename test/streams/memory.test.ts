import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { accuracy, choice, random, struct } from '../../src/core.ts'
import {
  branch,
  computeReward,
  approveChild,
  dedupe,
  guardCost,
  joinRewards,
  preFilter,
  searchLoop,
  throttleProgress,
  trainChild,
  type Trainer,
  trainerPool,
  validateAction,
} from '../../streams/index.ts'

setFlagsFromString('--expose-gc')
// The flag is read when a context is made.
const collect = runInNewContext('gc') as () => void

type Child = { readonly a: number; readonly b: number; readonly c: number }
const many = choice(...Array.from({ length: 60 }, (_, i) => i))
const space = struct({ a: many, b: many, c: many })
const trainer: Trainer<Child> = ({ architecture: { a } }) => [
  { _tag: 'Progress', step: 1, metrics: {} },
  { accuracy: a / 60 },
]

describe('a long search through every stage', () => {
  it('holds no more memory at 12,000 episodes than at 2,000', () => {
    const [early, late, remember] = [2_000, 12_000, 500]
    const held: Array<number> = []
    searchLoop({ policy: random(space), seed: 1, batch: 4, episodes: late }, (proposed) =>
      proposed.pipe(
        validateAction(space),
        dedupe({ remember }),
        guardCost(({ b }: Child) => ({ parameters: b }), { parameters: 58 }),
        preFilter(({ c }: Child) => c, 3),
        approveChild<Child>(() => true),
        trainChild(trainerPool(2)(trainer), { budget: {}, seed: 1, workers: 2, remember }),
        throttleProgress(1000),
        branch({ one: computeReward(accuracy), two: computeReward(accuracy) }),
        joinRewards({ one: 1, two: 1 }),
      ),
    ).subscribe((event) => {
      if (event._tag !== 'PolicyUpdated') return
      if (event.episodes !== early && event.episodes !== late) return
      collect()
      held.push(process.memoryUsage().heapUsed)
    })
    const [before = NaN, after = NaN] = held
    // 10,000 episodes of which each held but 60 bytes would be this much.
    expect(after - before).toBeLessThan(0.6e6)
  })
})
