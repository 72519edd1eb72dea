import { EMPTY, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  choice,
  type Proposed,
  random,
  type RandomState,
  struct,
} from '../../src/index.ts'
import {
  computeReward,
  type RoundProposed,
  type Trainer,
  trainChild,
  updatePolicy,
  validateAction,
} from '../../streams/index.ts'

const space = struct({ a: choice(1, 2) })
const policy = random(space)
const options = { budget: {}, seed: 1 }
const trainer: Trainer<{ readonly a: number }> = () => [{ accuracy: 1 }]
const trainerOfAnother: Trainer<{ readonly z: string }> = () => [{ accuracy: 1 }]
const proposals: Observable<Proposed | RoundProposed<RandomState>> = EMPTY

// Checked by the compiler: an error that is not there fails the gate.
const compositions = [
  () =>
    proposals.pipe(
      validateAction(space),
      trainChild(trainer, options),
      computeReward(accuracy),
      updatePolicy(policy),
    ),
  // @ts-expect-error training before validation
  () => proposals.pipe(trainChild(trainer, options)),
  // @ts-expect-error a reward without training
  () => proposals.pipe(validateAction(space), computeReward(accuracy)),
  // @ts-expect-error a reward of bare proposals
  () => proposals.pipe(computeReward(accuracy)),
  // @ts-expect-error learning without rewards
  () => proposals.pipe(validateAction(space), trainChild(trainer, options), updatePolicy(policy)),
  // @ts-expect-error a trainer of another space
  () => proposals.pipe(validateAction(space), trainChild(trainerOfAnother, options)),
  // @ts-expect-error validation twice
  () => proposals.pipe(validateAction(space), validateAction(space)),
]

describe('the types of a pipeline', () => {
  it('are checked by the compiler', () => expect(compositions).toHaveLength(7))
})
