import { map } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy } from '../../../src/core.ts'
import {
  branch,
  computeReward,
  dedupe,
  describePipeline,
  guardCost,
  joinRewards,
  named,
  type Pipeline,
  printPlan,
  retryTraining,
  type Trainer,
  trainChild,
  validateAction,
  withTimeout,
} from '../../../streams/index.ts'
import { type Child, space } from '../support.ts'

let trainings = 0
const trainer: Trainer<Child> = named('lookUp', { table: 'a.csv' })(() => {
  trainings += 1
  return [{ accuracy: 1 }]
})
const pipeline: Pipeline<Child, unknown> = (proposed) =>
  proposed.pipe(
    validateAction(space),
    dedupe(),
    guardCost(({ a }: Child) => ({ parameters: a }), { parameters: 2 }),
    trainChild(retryTraining({ times: 2 })(withTimeout(60)(trainer)), { budget: {}, seed: 1 }),
    map((event) => event),
    branch({
      first: computeReward(accuracy),
      second: (source) =>
        source.pipe(
          computeReward(accuracy),
          map((event) => event),
        ),
    }),
    joinRewards({ first: 1, second: 2 }),
  )

describe('describePipeline', () => {
  it('tells stages, trainers in trainers and branches, and runs nothing', () => {
    expect(printPlan(describePipeline(pipeline))).toBe(
      `1 validateAction
2 dedupe {"remember":10000}
3 guardCost {"parameters":2}
4 trainChild {"budget":{},"seed":1,"workers":1,"reuse":true,"remember":10000}
  trainer: retryTraining {"times":2}
    of: withTimeout {"seconds":60}
      of: lookUp {"table":"a.csv"}
5 unnamed
6 branch
  first: computeReward {"name":"accuracy","options":{}}
  second:
    1 computeReward {"name":"accuracy","options":{}}
    2 unnamed
7 joinRewards {"first":1,"second":2}
`,
    )
    expect(trainings).toBe(0)
  })

  it('is plain data', () => {
    const plan = describePipeline(pipeline)
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })
})
