import { describe, expect, it } from 'vitest'
import {
  accuracy,
  articleReward,
  clip,
  constantReward,
  flops,
  hardConstraint,
  improvementOverBest,
  latency,
  lexicographic,
  mapReward,
  metric,
  negativeLoss,
  normalise,
  parameters,
  pareto,
  power,
  product,
  r2,
  type Reward,
  rewardFunctions,
  scale,
  softConstraint,
  weightedSum,
  withPenalty,
} from '../../src/core.ts'
import { paid } from './support.ts'

const mnasnet = (of: Reward) => softConstraint({ cost: flops, target: 100, weight: -0.5 })(of)
const capped = () => clip({ min: 0, max: 400 })(flops)
const twice = (of: Reward) => mapReward({ name: 'twice', apply: (x) => 2 * x })(of)

type Metrics = Readonly<Record<string, number>>
type Range = readonly [penalty: number, most: number]

type Case = readonly [string, Reward, ReadonlyArray<readonly [Metrics, number]>, Range]

/** What each combinator pays, worked out by hand, and what it says it can pay. */
const cases = (): ReadonlyArray<Case> => [
  [
    'a weighted sum',
    weightedSum([2, accuracy], [-0.5, r2]),
    [
      [{ accuracy: 0.5, r2: 1 }, 0.5],
      [{ accuracy: 0, r2: -1 }, 0.5],
    ],
    [-0.5, 2.5],
  ],
  ['no sum', weightedSum(), [[{}, 0]], [0, 0]],
  ['a cost weighed', weightedSum([1, accuracy], [-0.01, parameters]), [[{ accuracy: 1, parameters: 50 }, 0.5]], [-Infinity, 1]], // prettier-ignore
  ['a weight of 0', weightedSum([0, parameters]), [[{ parameters: 9 }, 0]], [0, 0]],
  ['a multiple', scale(100)(accuracy), [[{ accuracy: 0.5 }, 50]], [0, 100]],
  ['a product', product(accuracy, r2), [[{ accuracy: 0.5, r2: -0.5 }, -0.25]], [-1, 1]],
  ['a product with a cost', product(accuracy, flops), [[{ accuracy: 0.5, flops: 4 }, 2]], [0, Infinity]], // prettier-ignore
  ['a product with what falls', product(accuracy, scale(-1)(flops)), [[{ accuracy: 0.5, flops: 4 }, -2]], [-Infinity, 0]], // prettier-ignore
  ['no product', product(), [[{}, 1]], [1, 1]],
  ['a square', power(2)(accuracy), [[{ accuracy: 0.5 }, 0.25]], [0, 1]],
  ['an inverse', power(-1)(flops), [[{ flops: 4 }, 0.25]], [0, Infinity]],
  ['a power of what may be negative', power(3)(r2), [[{ r2: -0.5 }, -0.125]], [-1, 1]],
  ['what is always 0', product(flops, constantReward(0)), [[{ flops: 4 }, 0]], [0, 0]],
  ['an odd power of what is never positive', power(3)(clip({ min: -3, max: -0.5 })(r2)), [], [-1, -0.125]], // prettier-ignore
  ['no power of what may be negative', power(0)(r2), [[{ r2: -0.5 }, 1]], [0, 1]],
  ['an even power of what may be negative', power(2)(r2), [[{ r2: -0.5 }, 0.25]], [0, 1]],
  ['a root of what may be negative', power(0.5)(r2), [[{ r2: 0.25 }, 0.5]], [0, 1]],
  ['an inverse of what may be negative', power(-2)(r2), [[{ r2: -0.5 }, 4]], [-Infinity, Infinity]],
  ['a function', twice(accuracy), [[{ accuracy: 0.5 }, 1]], [0, 2]],
  ['a function of what falls', twice(metric('f1')), [[{ f1: -1 }, -2]], [-Infinity, Infinity]],
  [
    'a clip',
    clip({ min: -0.5, max: 0.5 })(r2),
    [
      [{ r2: 1 }, 0.5],
      [{ r2: 0.25 }, 0.25],
      [{ r2: -9 }, -0.5],
    ],
    [-0.5, 0.5],
  ],
  ['a clip wider than what it clips', clip({ min: -5, max: 5 })(accuracy), [], [0, 1]],
  ['a penalty', withPenalty(-2)(accuracy), [[{ accuracy: 0.5 }, 0.5]], [-2, 1]],
  ['a penalty above some', withPenalty(0.3)(accuracy), [[{ accuracy: 0.2 }, 0.3]], [0.3, 1]],
  ['a penalty above all', withPenalty(3)(accuracy), [[{ accuracy: 1 }, 3]], [3, 3]],
  ['a penalty of what has no upper end', withPenalty(-1)(negativeLoss()), [], [-1, Infinity]],
  [
    'a hard constraint',
    hardConstraint({ cost: flops, limit: 100 })(r2),
    [
      [{ r2: 0.5, flops: 100 }, 0.5],
      [{ r2: 0.5, flops: 101 }, -1],
    ],
    [-1, 1],
  ],
  [
    'a soft constraint',
    mnasnet(accuracy),
    [
      [{ accuracy: 0.5, flops: 100 }, 0.5],
      [{ accuracy: 0.5, flops: 400 }, 0.25],
      [{ accuracy: 0.5, flops: 25 }, 1],
      [{ accuracy: 0, flops: 25 }, 0],
    ],
    [0, Infinity],
  ],
  [
    'a soft constraint that gives nothing within its target',
    softConstraint({ cost: flops, target: 100, weight: -0.5, within: 0 })(accuracy),
    [
      [{ accuracy: 0.5, flops: 25 }, 0.5],
      [{ accuracy: 0.5, flops: 0 }, 0.5],
      [{ accuracy: 0.5, flops: 400 }, 0.25],
    ],
    [0, 1],
  ],
  [
    'a soft constraint of what may be negative',
    mnasnet(r2),
    [
      [{ r2: -0.5, flops: 400 }, -1],
      [{ r2: -0.5, flops: 25 }, -0.25],
    ],
    [-Infinity, Infinity],
  ],
  ['a soft constraint of a bounded cost', softConstraint({ cost: capped(), target: 100, weight: -0.5, within: 0 })(r2), [], [-2, 1]], // prettier-ignore
  ['a soft constraint of what is never positive', softConstraint({ cost: capped(), target: 100, weight: -0.5 })(clip({ min: -1, max: 0 })(r2)), [], [-2, 0]], // prettier-ignore
  ['improvement before there is a best', improvementOverBest(r2), [[{ r2: 0.5 }, 1.5]], [-2, 2]],
  ['a moving average of none', normalise()(accuracy), [[{ accuracy: 0.5 }, 0]], [-3, 3]],
  [
    'a lexicographic order',
    lexicographic({ first: accuracy, second: scale(-1)(parameters), tolerance: 0.25 }),
    [
      [{ accuracy: 0.5, parameters: 0 }, 0.625],
      [{ accuracy: 0.74, parameters: 0 }, 0.625],
      [{ accuracy: 0.75, parameters: 0 }, 0.875],
      // The logarithm is 2, so of the step (1 - 2 / 3) / 2 is left.
      [{ accuracy: 0.5, parameters: Math.exp(2) - 1 }, 0.5 + 0.25 / 6],
    ],
    [0, 1.25],
  ],
  [
    'the first of a Pareto archive',
    pareto(accuracy, r2),
    [[{ accuracy: 0.5, r2: 0.5 }, 0.75]],
    [0, 2],
  ],
  ['a Pareto archive with a cost', pareto(accuracy, flops), [], [0, Infinity]],
]

// Made anew in each test, so that mutation testing sees which of them make what.
describe.each(cases().map(([name], i) => [name, (): Case => cases()[i]!] as const))(
  '%s',
  (_, made) => {
    it('pays what it says', () => {
      const [, reward, pays] = made()
      for (const [metrics, amount] of pays) expect(paid(reward, metrics)).toBeCloseTo(amount, 12)
    })
    it('knows what it can pay', () => {
      const [, reward, , range] = made()
      expect([reward.penalty, reward.max]).toEqual(range)
      expect(reward.invalid).toBeUndefined()
    })
  },
)

describe('a reward put together wrongly', () => {
  it.each<readonly [() => Reward, string, string | undefined]>([
    [() => softConstraint({ cost: flops, target: 0, weight: -1 })(accuracy), 'softConstraint of flops needs a finite target above 0, not 0.', 'flops'], // prettier-ignore
    [() => softConstraint({ cost: latency, target: Infinity, weight: -1 })(accuracy), 'softConstraint of latency needs a finite target above 0, not Infinity.', 'latency'], // prettier-ignore
    [() => softConstraint({ cost: flops, target: 1, weight: 0.07 })(accuracy), 'softConstraint of flops needs a finite weight of 0 or below, not 0.07 and 0.07: a cost must not pay.', 'flops'], // prettier-ignore
    [() => softConstraint({ cost: flops, target: 1, weight: -Infinity, within: 0 })(accuracy), 'softConstraint of flops needs a finite weight of 0 or below, not -Infinity and 0: a cost must not pay.', 'flops'], // prettier-ignore
    [() => hardConstraint({ cost: parameters, limit: NaN })(accuracy), 'hardConstraint of parameters needs a finite limit, not NaN.', 'parameters'], // prettier-ignore
    [() => weightedSum([1, accuracy], [Infinity, r2]), 'weightedSum of accuracy, r2 needs finite weights, not Infinity.', 'accuracy'], // prettier-ignore
    [() => power(NaN)(flops), 'power of flops needs a finite exponent, not NaN.', 'flops'],
    [() => clip({ min: 1, max: 1 })(accuracy), 'clip of accuracy needs finite bounds min < max, not 1 and 1.', 'accuracy'], // prettier-ignore
    [() => clip({ min: -Infinity, max: 1 })(accuracy), 'clip of accuracy needs finite bounds min < max, not -Infinity and 1.', 'accuracy'], // prettier-ignore
    [() => clip({ min: 0, max: Infinity })(accuracy), 'clip of accuracy needs finite bounds min < max, not 0 and Infinity.', 'accuracy'], // prettier-ignore
    [() => withPenalty(-Infinity)(accuracy), 'withPenalty of accuracy needs a finite penalty, not -Infinity.', 'accuracy'], // prettier-ignore
    [() => improvementOverBest(metric('f1')), 'improvementOverBest of f1 has no lower bound to measure the first child against: give it one by withPenalty or clip.', 'f1'], // prettier-ignore
    [() => normalise({ decay: 1 })(accuracy), 'normalise of accuracy needs a decay between 0 and 1, not 1.', 'accuracy'], // prettier-ignore
    [() => normalise({ decay: 0 })(accuracy), 'normalise of accuracy needs a decay between 0 and 1, not 0.', 'accuracy'], // prettier-ignore
    [() => lexicographic({ first: accuracy, second: r2, tolerance: 0 }), 'lexicographic of accuracy, r2 needs a finite tolerance above 0, not 0.', 'accuracy'], // prettier-ignore
    [() => lexicographic({ first: accuracy, second: r2, tolerance: Infinity }), 'lexicographic of accuracy, r2 needs a finite tolerance above 0, not Infinity.', 'accuracy'], // prettier-ignore
    [() => pareto(accuracy), 'pareto of accuracy needs two objectives or more, not 1.', 'accuracy'],
    [() => pareto(), 'pareto needs two objectives or more, not 0.', undefined],
    [() => pareto(accuracy, scale(-1)(latency)), 'pareto of latency needs objectives with a lower bound, which is its reference point: give it one by withPenalty or clip.', 'latency'], // prettier-ignore
  ])('is an error of its metric: %#', (make, message, name) => {
    const reward = make()
    expect(reward.invalid).toMatchObject({ _tag: 'RewardError', message: `The reward ${message}` })
    expect(reward.invalid?.metric).toBe(name)
    expect(paid(reward, { accuracy: 1, flops: 1, parameters: 1, r2: 1 })).toBe(reward.invalid)
    // However deep it stands.
    expect(product(accuracy, clip({ min: 0, max: 1 })(reward)).invalid).toBe(reward.invalid)
  })
})

describe('what is not a finite number', () => {
  it.each<readonly [() => Reward, Metrics, string, string]>([
    [() => mnasnet(accuracy), { accuracy: 0.5, flops: 0 }, 'flops', 'softConstraint would pay Infinity, which is not a finite number, for a child of flops 0.'], // prettier-ignore
    [() => softConstraint({ cost: scale(-1)(flops), target: 1, weight: -1 })(accuracy), { accuracy: 0.5, flops: 2 }, 'flops', 'softConstraint would pay NaN, which is not a finite number, for a child of flops 2.'], // prettier-ignore
    [() => power(-1)(product(accuracy, flops)), { accuracy: 0.5, flops: 0 }, 'accuracy', 'power would pay Infinity, which is not a finite number, for a child of accuracy 0.5, flops 0.'], // prettier-ignore
    [() => clip({ min: 0, max: 1 })(mapReward(rewardFunctions.find(({ name }) => name === 'log')!)(accuracy)), { accuracy: 0 }, 'accuracy', 'map would pay -Infinity, which is not a finite number, for a child of accuracy 0.'], // prettier-ignore
    [() => mapReward({ name: 'nan', apply: () => NaN })(constantReward(1)), {}, 'none', 'map would pay NaN, which is not a finite number, for a child of no metrics.'], // prettier-ignore
  ])('is refused where it arises: %#', (make, metrics, name, message) => {
    const reward = make()
    const error = paid(reward, metrics)
    expect(error).toMatchObject({ _tag: 'RewardError', message: `The reward ${message}` })
    expect(error).toMatchObject(name === 'none' ? {} : { metric: name })
  })
})

describe('a reward of others', () => {
  it('reads what they read, each once', () => {
    expect(product(accuracy, mnasnet(accuracy), latency).requiredMetrics).toEqual([
      'accuracy',
      'flops',
      'latency',
    ])
  })

  it('tells in which metric it has no lower bound', () => {
    expect(weightedSum([1, accuracy], [-1, latency]).unboundedMetric).toBe('latency')
    expect(weightedSum([1, accuracy], [1, metric('f1')]).unboundedMetric).toBe('f1')
    expect(clip({ min: 0, max: 1 })(metric('f1')).unboundedMetric).toBeUndefined()
    expect(mnasnet(articleReward('code')).unboundedMetric).toBe('flops')
  })

  it('takes a reward of your own, of which nothing more is known', () => {
    const own: Reward = {
      name: 'own',
      options: {},
      penalty: 0,
      ofMetrics: accuracy.ofMetrics,
    }
    expect(scale(2)(own)).toMatchObject({ penalty: 0, max: Infinity, requiredMetrics: [] })
    expect(paid(scale(2)(own), { accuracy: 0.25 })).toBe(0.5)
    expect(scale(-1)(own).unboundedMetric).toBeUndefined()
    expect('remember' in scale(2)(own)).toBe(false)
  })
})

describe('options that are -0', () => {
  it('are described as the 0 that a journal gives back', () => {
    for (const reward of [
      weightedSum([-0, accuracy]),
      power(-0)(accuracy),
      clip({ min: -0, max: 1 })(accuracy),
      clip({ min: -1, max: -0 })(accuracy),
      withPenalty(-0)(accuracy),
      hardConstraint({ cost: flops, limit: -0 })(accuracy),
      softConstraint({ cost: flops, target: 1, weight: -0, within: -1 })(accuracy),
      softConstraint({ cost: flops, target: 1, weight: -1, within: -0 })(accuracy),
    ])
      expect(reward.options).toEqual(JSON.parse(JSON.stringify(reward.options)))
    expect(withPenalty(-0)(accuracy).penalty).toBe(0)
    expect(paid(scale(-1)(accuracy), { accuracy: 0 })).toBe(0)
    expect(scale(-1)(accuracy).max).toBe(0)
  })
})

describe('the functions of map', () => {
  it.each(rewardFunctions)('$name rises with its argument', ({ apply }) => {
    const amounts = [0.1, 0.5, 1, 2, 5].map(apply)
    expect(amounts.toSorted((a, b) => a - b)).toEqual(amounts)
    expect(new Set(amounts).size).toBe(amounts.length)
  })

  it('are those of Math by their names', () => {
    const { sqrt, cbrt, log, log1p, exp, tanh } = Math
    expect(rewardFunctions.map(({ apply }) => apply)).toEqual([sqrt, cbrt, log, log1p, exp, tanh])
    expect(rewardFunctions.map(({ name }) => name)).toEqual(
      'sqrt cbrt log log1p exp tanh'.split(' '),
    )
  })
})
