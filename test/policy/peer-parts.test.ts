import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FiniteNumber, randomState, type Trace } from '../../src/core.ts'
import { compareRanks, crowdingOf, frontsOf, ranksOf } from '../../src/policy/nsga2/ranking.ts'
import { addClippedGradient } from '../../src/policy/ppo/clippedGradient.ts'
import { logSoftmax } from '../../src/policy/ppo/logits.ts'
import { draw, logDensity, parzen } from '../../src/policy/tpe/parzen.ts'
import { splitTrials, type Trial, keptTrials } from '../../src/policy/tpe/trials.ts'
import { addSeen, type Seen } from '../../src/policy/drawUnseen.ts'

const finite = (x: number): FiniteNumber => {
  if (!FiniteNumber.is(x)) throw new Error(`${x} is not finite`)
  return x
}

describe('what has been seen', () => {
  it('is remembered once, and the last 10,000 of it', () => {
    const many = Array.from({ length: 10_005 }, (_, i) => i)
    const seen = many.reduce<Seen>((all, hash) => addSeen(hash)(all), [])
    expect(seen).toHaveLength(10_000)
    expect(seen[0]).toBe(5)
    expect(addSeen(7)(seen)).toBe(seen)
  })
})

describe('the Parzen density', () => {
  const of = [3, 2, 4]
  const every = of.reduce<ReadonlyArray<ReadonlyArray<number>>>(
    (all, count) =>
      all.flatMap((options) => Array.from({ length: count }, (_, option) => [...options, option])),
    [[]],
  )
  const observation = fc.tuple(...of.map((count) => fc.nat(count - 1)))

  it('sums to one, whatever was observed', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 40 }), (observations) => {
        const log = logDensity(parzen(of, observations))
        const total = every.reduce((sum, options) => sum + Math.exp(log(options)), 0)
        expect(total).toBeCloseTo(1, 9)
      }),
      { numRuns: 30 },
    )
  })

  it('is what is drawn from', () => {
    const density = parzen(of, [
      [0, 1, 3],
      [0, 0, 2],
    ])
    const counts = new Map<string, number>()
    let random = randomState(1)
    const draws = 20_000
    for (let i = 0; i < draws; i++) {
      const [options, next] = draw(density)(random)
      random = next
      counts.set(options.join(), (counts.get(options.join()) ?? 0) + 1)
    }
    for (const options of every) {
      const p = Math.exp(logDensity(density)(options))
      const deviation = Math.sqrt((p * (1 - p)) / draws)
      expect(Math.abs((counts.get(options.join()) ?? 0) / draws - p)).toBeLessThan(5 * deviation)
    }
  })

  // log_pdf of optuna.samplers._tpe.parzen_estimator._ParzenEstimator (Optuna 5.0.0) at (0, 1),
  // (1, 1) and (2, 0), for two categorical parameters of 3 and 2 options.
  it.each([
    [2, [-1.4087672169719494, -2.197224577336219, -1.4087672169719494]],
    [31, [-1.803846609746201, -1.8796083145501892, -1.8381018686092274]],
  ])('is that of Optuna 5 for %i observations', (count, expected) => {
    const observed =
      count === 2
        ? [
            [0, 1],
            [2, 0],
          ]
        : Array.from({ length: count }, (_, i) => [(i * 7) % 3, (i * 5) % 2])
    const log = logDensity(parzen([3, 2], observed))
    const at = [
      [0, 1],
      [1, 1],
      [2, 0],
    ]
    at.forEach((options, i) => expect(log(options)).toBeCloseTo(expected[i]!, 9))
  })

  const trials = (count: number): ReadonlyArray<Trial> =>
    Array.from({ length: count }, (_, i) => ({ options: [i], reward: finite((i * 37) % 101) }))

  it('takes the best tenth for good, 25 at most, each part in its order', () => {
    const [good, rest] = splitTrials(trials(40), 40)
    // The rewards of 30, 19, 8 and 38 are 100, 97, 94 and 93.
    expect(good).toEqual([[8], [19], [30], [38]])
    expect(rest).toHaveLength(36)
    expect(splitTrials(trials(900), 900)[0]).toHaveLength(25)
  })

  it('keeps the best and the newest of many', () => {
    const kept = keptTrials(trials(1200))
    expect(kept).toHaveLength(1000)
    expect(splitTrials(kept, 1200)[0]).toEqual(splitTrials(trials(1200), 1200)[0])
    expect(kept.at(-1)?.options).toEqual([1199])
  })
})

describe('the clipped gradient', () => {
  const slots = new Map([['a', new Float32Array([0.3, -0.2, 0.5])]])
  const loss = (
    logits: ReadonlyArray<number>,
    old: number,
    { advantage, clip, entropyWeight }: { advantage: number; clip: number; entropyWeight: number },
  ): number => {
    const logs = logSoftmax(logits)
    const ratio = Math.exp(logs[1]! - old)
    const clipped = Math.min(Math.max(ratio, 1 - clip), 1 + clip)
    const entropy = -logs.reduce((sum, log) => sum + Math.exp(log) * log, 0)
    return -Math.min(ratio * advantage, clipped * advantage) - entropyWeight * entropy
  }

  it.each([
    [1.5, 0],
    [1.5, 0.4],
    [1.5, -0.4],
    [-0.7, 0.4],
    [-0.7, -0.4],
  ])('is that of the loss by differences: advantage %s, log-ratio %s', (advantage, shift) => {
    const old = logSoftmax(slots.get('a')!)[1]! - shift
    const trace: Trace = [{ path: 'a', option: 1, of: 3, logProbability: finite(old) }]
    const into = new Map([['a', new Float32Array(3)]])
    const rules = { advantage, clip: 0.2, entropyWeight: 0.05 }
    addClippedGradient(slots, into, trace, { ...rules, scale: 1 })
    const at = Array.from(slots.get('a')!)
    const h = 1e-5
    at.forEach((_, i) => {
      const moved = (by: number): number =>
        loss(
          at.map((x, j) => (j === i ? x + by : x)),
          old,
          rules,
        )
      expect(into.get('a')![i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 5)
    })
  })
})

describe('non-dominated sorting', () => {
  it('tells fronts and room', () => {
    const points = [
      [1, 5],
      [3, 3],
      [5, 1],
      [2, 2],
      [1, 1],
      [4, 2.5],
    ]
    expect(frontsOf(points)).toEqual([0, 0, 0, 1, 2, 0])
    expect(
      crowdingOf([
        [0, 10],
        [1, 6],
        [5, 5],
        [10, 0],
      ]),
    ).toEqual([Infinity, 1, 1.5, Infinity])
  })

  it('puts no point behind one that it dominates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 15 }),
        (points) => {
          const ranks = ranksOf(points)
          points.forEach((a, i) =>
            points.forEach((b, j) => {
              if (a.every((x, m) => x >= b[m]!) && a.some((x, m) => x > b[m]!))
                expect(compareRanks(ranks[i]!, ranks[j]!)).toBeLessThan(0)
            }),
          )
          expect(ranks.some(({ front }) => front === 0)).toBe(true)
        },
      ),
    )
  })
})
