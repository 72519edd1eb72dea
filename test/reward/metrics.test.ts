import { describe, expect, it } from 'vitest'
import {
  accuracy,
  articleReward,
  constantReward,
  flops,
  latency,
  metric,
  negativeLoss,
  parameters,
  r2,
  type Reward,
  seconds,
  startContext,
} from '../../src/core.ts'
import { paid } from './support.ts'

const primitives: ReadonlyArray<
  readonly [
    reward: Reward,
    metric: string,
    pays: ReadonlyArray<readonly [number, number]>,
    range: readonly [number, number | undefined],
  ]
> = [
  [accuracy, 'accuracy', [[0, 0], [0.25, 0.25], [1, 1]], [0, 1]], // prettier-ignore
  [negativeLoss(), 'loss', [[0.5, -0.5], [-2, 2], [10, -10], [11, -10]], [-10, undefined]], // prettier-ignore
  [negativeLoss({ ceiling: 2 }), 'loss', [[1, -1], [3, -2]], [-2, undefined]], // prettier-ignore
  [parameters, 'parameters', [[0, 0], [251082, 251082]], [0, Infinity]], // prettier-ignore
  [flops, 'flops', [[1e12, 1e12]], [0, Infinity]],
  [seconds, 'seconds', [[0.5, 0.5]], [0, Infinity]],
  [latency, 'latency', [[12, 12]], [0, Infinity]],
  [r2, 'r2', [[1, 1], [0, 0], [-1, -1], [-7, -1]], [-1, 1]], // prettier-ignore
  [metric('f1'), 'f1', [[-3, -3], [1e9, 1e9]], [-Infinity, Infinity]], // prettier-ignore
]

describe.each(primitives)('$name', (reward, name, pays, [penalty, most]) => {
  it.each(pays)(`pays of ${name} %d: %d`, (value, amount) => {
    expect(paid(reward, { [name]: value })).toBe(amount)
  })

  it('says what it reads and what it can pay', () => {
    expect(reward).toMatchObject({ penalty, requiredMetrics: [name] })
    expect(reward.max).toBe(most)
    expect(reward.unboundedMetric).toBe(penalty === -Infinity ? name : undefined)
  })

  it('names the metric that is missing', () => {
    expect(paid(reward, { other: 1, another: 2 })).toMatchObject({
      _tag: 'RewardError',
      reward: reward.name,
      metric: name,
      message: `The reward ${reward.name} needs the metric ${name}, but the trainer measured only other, another. Choose another reward, or let the trainer measure ${name}.`,
    })
    expect(paid(reward, {})).toMatchObject({
      message: expect.stringContaining('measured only nothing.') as string,
    })
  })
})

describe('a metric that its meaning does not allow', () => {
  it.each([
    [accuracy, { accuracy: 93 }, 'The metric accuracy is 93, but it lies between 0 and 1.'],
    [accuracy, { accuracy: -0.1 }, 'The metric accuracy is -0.1, but it lies between 0 and 1.'],
    [parameters, { parameters: -1 }, 'The metric parameters is -1, but it is never below 0.'],
    [r2, { r2: 1.5 }, 'The metric r2 is 1.5, but it lies between -Infinity and 1.'],
  ])('is an error: %#', (reward, metrics, message) => {
    expect(paid(reward, metrics)).toMatchObject({
      _tag: 'RewardError',
      metric: Object.keys(metrics)[0],
      message: `${message} Correct what the trainer measures, or call it by another name and use metric(...).`,
    })
  })
})

describe('the article’s reward', () => {
  const after = (previousAccuracy: number) => ({ ...startContext, previousAccuracy })
  it.each([
    ['printed', 0.5, 0.5, 0.5],
    ['printed', 0.5, 0.3, 0.3],
    ['printed', 0.5, 0.75, 0.1],
    ['code', 0.5, 0.75, 0.01],
    ['code', 0.5, 0.505, 0.505],
    ['code', 0, 0.01, 0.01],
    ['printed', 0, 0.011, 0.1],
  ] as const)('%s: after %d, %d is paid %d', (rule, before, now, amount) => {
    expect(paid(articleReward(rule), { accuracy: now }, after(before))).toBe(amount)
  })

  it('takes 0 for the accuracy before the first, and is told by its rule', () => {
    expect(paid(articleReward('printed'), { accuracy: 0.5 })).toBe(0.1)
    expect(articleReward('code')).toMatchObject({
      name: 'article',
      options: { rule: 'code' },
      penalty: -1,
      max: 1,
      requiredMetrics: ['accuracy'],
    })
    expect(paid(articleReward('code'), {})).toMatchObject({ reward: 'article', metric: 'accuracy' })
  })
})

describe('a constant', () => {
  it('is paid for every child', () => {
    expect(paid(constantReward(0.5), {})).toBe(0.5)
    expect(constantReward(-0)).toMatchObject({
      penalty: 0,
      max: 0,
      requiredMetrics: [],
      options: { value: 0 },
    })
    expect(constantReward(3).invalid).toBeUndefined()
  })

  it('is finite', () => {
    expect(constantReward(NaN).invalid).toMatchObject({
      reward: 'constant',
      message: 'A constant reward must be a finite number, not NaN.',
    })
    expect(negativeLoss({ ceiling: Infinity }).invalid).toMatchObject({
      reward: 'negativeLoss',
      metric: 'loss',
      message: 'The reward negativeLoss of loss needs a finite ceiling, not Infinity.',
    })
  })
})
