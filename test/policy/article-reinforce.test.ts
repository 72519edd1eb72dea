import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  articleActions,
  FiniteNumber,
  propose,
  type Rewarded,
  articleReinforce,
  validate,
} from '../../src/core.ts'
import { exponentialDecay } from '../../src/policy/article/exponentialDecay.ts'
import {
  articleGradients,
  articleOutput,
  articleParameters,
  toAction,
  viewArticle,
} from '../../src/policy/article/network.ts'
import { rmsPropStep } from '../../src/policy/article/rmsProp.ts'
import { policyContract } from '../../src/testing/index.ts'
import { expectClose, flat, golden, type Nested } from '../support/golden.ts'

interface Step {
  action_input_state: Nested
  predicted_action: Nested
  train_states: Nested
  reward: number
  learning_rate: number
  logits: Nested
  gradients?: Record<string, Nested>
  gradients_times_reward: Record<string, Nested>
  variables_after: Record<string, Nested>
  rms_after: Record<string, Nested>
}
interface Golden {
  variants: Record<
    'shared_bias' | 'original_graph',
    { variables_initial: Record<string, Nested>; steps: ReadonlyArray<Step> }
  >
  cast_cases: { output: ReadonlyArray<number>; predicted_action: ReadonlyArray<number> }
}

const g = golden<Golden>('seed_policy')
const units = 8

describe('the article’s policy network', () => {
  it.each(['original_graph', 'shared_bias'] as const)(
    'acts and learns as published: %s',
    (variant) => {
      const shared = variant === 'shared_bias'
      const { variables_initial, steps } = g.variants[variant]
      const names = (w: ReturnType<typeof viewArticle>): ReadonlyArray<[string, Float32Array]> => [
        ['kernel', w.kernel],
        ['recurrent_kernel', w.recurrent],
        ...(shared
          ? [['bias', w.biasAction] as [string, Float32Array]]
          : ([
              ['bias_action', w.biasAction],
              ['bias_loss', w.biasLoss],
            ] as ReadonlyArray<[string, Float32Array]>)),
      ]
      let weights = new Float32Array(articleParameters(units))
      let meanSquares = new Float32Array(articleParameters(units)).fill(1)
      const view = (flatArray: Float32Array) => viewArticle(units, flatArray, shared)
      for (const [name, part] of names(view(weights))) part.set(flat(variables_initial[name]!))
      expect(steps).toHaveLength(3)
      for (const [i, step] of steps.entries()) {
        const action = toAction(articleOutput(view(weights), flat(step.action_input_state)), 100)
        expect(action).toEqual(flat(step.predicted_action))
        const trainState = action.map((a) => Math.fround(a / 100))
        expectClose(trainState, step.train_states, 1e-6)
        const { logits, gradients } = articleGradients(view(weights), trainState, 0.001, shared)
        expectClose(logits, step.logits, 1e-5)
        for (const [name, part] of names(view(gradients)))
          if (step.gradients?.[name] !== undefined) expectClose(part, step.gradients[name], 1e-4)
        const times = gradients.map((x) => x * step.reward)
        const rate = exponentialDecay(0.99, i, 500, 0.96)
        expectClose([rate], step.learning_rate, 1e-6)
        const [after, squares] = rmsPropStep(weights, times, meanSquares, rate)
        weights = after as typeof weights
        meanSquares = squares as typeof meanSquares
        for (const [name, part] of names(view(weights)))
          expectClose(part, step.variables_after[name]!, 1e-4)
        for (const [name, part] of names(view(meanSquares)))
          if (step.rms_after[name] !== undefined) expectClose(part, step.rms_after[name], 1e-5)
      }
    },
  )

  it('cuts outputs to actions as TensorFlow does', () => {
    expect(toAction(g.cast_cases.output, 100)).toEqual(g.cast_cases.predicted_action)
  })

  it('has the staircase of TensorFlow', () => {
    const { values } = golden<{
      values: ReadonlyArray<{ global_step: number; learning_rate: number }>
    }>('exponential_decay')
    for (const { global_step, learning_rate } of values)
      expectClose([exponentialDecay(0.99, global_step, 500, 0.96)], learning_rate, 1e-6)
  })
})

const space = articleActions()

/** The actions of a search in which a child of accuracy `accuracyOf(action)` is paid that accuracy. */
const actionsOf = (accuracyOf: (action: ReadonlyArray<number>) => number, seed: number) => {
  const policy = articleReinforce()
  let state = policy.init(seed)
  const actions: Array<ReadonlyArray<number>> = []
  for (let episode = 0; episode < 250; episode++) {
    const [proposal, next] = policy.propose(state)
    actions.push(next.action)
    const outcome = E.toUnion(validate(space)(propose(episode)(proposal)))
    const amount = FiniteNumber.decode(outcome._tag === 'Rejected' ? -1 : accuracyOf(next.action))
    if (E.isLeft(amount)) throw new Error('no finite reward')
    const rewarded: Rewarded<unknown> = {
      _tag: 'Rewarded',
      reward: amount.right,
      outcome:
        outcome._tag === 'Rejected'
          ? outcome
          : { _tag: 'Trained', validated: outcome, metrics: {}, cached: false },
    }
    state = policy.learn([rewarded])(next)
  }
  return actions
}

describe('articleReinforce', () => {
  it('keeps the laws of a policy', () =>
    policyContract({ policy: articleReinforce(), space, batch: 1 }))

  it('raises its actions to the cell’s ceiling whatever the accuracy is, and learns nothing', () => {
    for (const seed of [1, 2, 3])
      for (const accuracyOf of [
        () => 0.5,
        (action: ReadonlyArray<number>) => Math.exp(-Math.abs(action[0]! - 40) / 10),
      ]) {
        const actions = actionsOf(accuracyOf, seed)
        for (const entry of actions.at(-1)!)
          expect((entry >= 60 && entry <= 63) || (entry >= 70 && entry <= 76)).toBe(true)
      }
  })
})
