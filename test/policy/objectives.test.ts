import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addToFront,
  choice,
  FiniteNumber,
  type FrontMember,
  type Metrics,
  type Objectives,
  paretoFront,
  parseObjectives,
  printObjectives,
  propose,
  type Rewarded,
  struct,
  validate,
} from '../../src/core.ts'

const finite = (x: number): FiniteNumber => {
  if (!FiniteNumber.is(x)) throw new Error(`${x} is not finite`)
  return x
}

const direction = fc.constantFrom('maximize' as const, 'minimize' as const)
const name = fc.oneof(
  fc.constantFrom('accuracy', 'flops', 'constructor', 'toString', 'größe', '_1'),
  fc.stringMatching(/^[a-z_][a-zA-Z0-9_]{0,8}$/),
)

describe('parseObjectives', () => {
  it('reads metrics in their order, with a minus where less is better', () => {
    const read = parseObjectives(' accuracy, - flops,+latency ')
    expect(E.isRight(read) && Object.entries(read.right)).toEqual([
      ['accuracy', 'maximize'],
      ['flops', 'minimize'],
      ['latency', 'maximize'],
    ])
  })

  it('reads what printObjectives writes', () => {
    const some = fc.uniqueArray(fc.tuple(name, direction), {
      ...{ minLength: 2, maxLength: 5, selector: ([one]) => one },
    })
    fc.assert(
      fc.property(some, (entries) => {
        const objectives: Objectives = Object.fromEntries(entries)
        const read = parseObjectives(printObjectives(objectives))
        expect(E.isRight(read) && Object.entries(read.right)).toEqual(Object.entries(objectives))
      }),
    )
  })

  it.each([
    ['', 'No objective is given'],
    ['accuracy', 'search by accuracy as the reward'],
    ['accuracy,', 'there is no objective'],
    ['accuracy,,flops', 'there is no objective'],
    ['accuracy, -accuracy', 'accuracy is there twice'],
    ['accuracy, --flops', '"--flops" is not a metric'],
    ['accuracy, flops / 1e6', '"flops / 1e6" is not a metric'],
    ['accuracy flops', '"accuracy flops" is not a metric'],
  ])('refuses %j, and says what it takes', (text, reason) => {
    const read = parseObjectives(text)
    if (E.isRight(read)) return expect.fail('it was read')
    expect(read.left._tag).toBe('ObjectivesInvalid')
    expect(read.left.message).toContain(reason)
    expect(read.left.message).toContain('"accuracy, -flops"')
  })

  it('cuts what it repeats of a long text', () => {
    const read = parseObjectives(`accuracy, ${'!'.repeat(100_000)}`)
    expect(E.isLeft(read) && read.left.message.length).toBeLessThan(400)
  })
})

const space = struct({ a: choice(...Array.from({ length: 12 }, (_, i) => i)) })

const trained = (a: number, metrics: Metrics): Rewarded<unknown> => {
  const validated = E.toUnion(validate(space)(propose(a)({ candidate: { a }, trace: [] })))
  if (validated._tag === 'Rejected') throw new Error('rejected')
  return {
    _tag: 'Rewarded',
    reward: finite(0),
    outcome: { _tag: 'Trained', validated, metrics, cached: false },
  }
}

const objectives: Objectives = { accuracy: 'maximize', flops: 'minimize' }
const keysOf = (front: ReadonlyArray<FrontMember<unknown>>) => front.map(({ key }) => key)

const measured = fc
  .array(
    fc.record({
      a: fc.nat(11),
      accuracy: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      flops: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ a, accuracy, flops }) =>
      trained(a, {
        ...(accuracy === undefined ? {} : { accuracy: finite(accuracy) }),
        flops: finite(flops),
      }),
    ),
  )

describe('the Pareto front of a search', () => {
  it('is what no other episode beats, an architecture measured alike once, the best of the first objective first', () => {
    const front = paretoFront(objectives)([
      trained(0, { accuracy: finite(0.8), flops: finite(10) }),
      trained(1, { accuracy: finite(0.9), flops: finite(20) }),
      trained(2, { accuracy: finite(0.7), flops: finite(10) }),
      trained(1, { accuracy: finite(0.9), flops: finite(20) }),
      trained(3, { accuracy: finite(0.99) }),
      trained(4, { accuracy: finite(0.8), flops: finite(10) }),
    ])
    expect(keysOf(front)).toEqual(['{"a":1}', '{"a":0}', '{"a":4}'])
    expect(front.map(({ values }) => values)).toEqual([
      [0.9, -20],
      [0.8, -10],
      [0.8, -10],
    ])
  })

  it('leaves out what was not trained', () => {
    const failed = propose(0)({ candidate: { a: 99 }, trace: [] })
    const rejected = validate(space)(failed)
    if (E.isRight(rejected)) return expect.fail('it was accepted')
    const episode: Rewarded<unknown> = {
      ...{ _tag: 'Rewarded', reward: finite(1), outcome: rejected.left },
    }
    expect(paretoFront(objectives)([episode])).toEqual([])
  })

  it('covers every measured episode, and none of it covers another', () => {
    const covers = (a: ReadonlyArray<number>, b: ReadonlyArray<number>) =>
      a.every((value, i) => value >= b[i]!)
    fc.assert(
      fc.property(measured, (episodes) => {
        const front = paretoFront(objectives)(episodes)
        for (const { outcome } of episodes) {
          if (outcome._tag !== 'Trained' || outcome.metrics.accuracy === undefined) continue
          const values = [outcome.metrics.accuracy, 0 - outcome.metrics['flops']!]
          expect(front.some((member) => covers(member.values, values))).toBe(true)
        }
        for (const one of front)
          for (const other of front)
            if (covers(one.values, other.values)) expect(other.values).toEqual(one.values)
        const points = front.map(({ key, values }) => `${key} ${values.join()}`)
        expect(new Set(points).size).toBe(front.length)
      }),
    )
  })

  it('is the same members when it is folded over the search', () => {
    fc.assert(
      fc.property(measured, (episodes) => {
        const folded = episodes.reduce<ReadonlyArray<FrontMember<unknown>>>(
          addToFront(objectives),
          [],
        )
        expect(new Set(keysOf(folded))).toEqual(new Set(keysOf(paretoFront(objectives)(episodes))))
      }),
    )
  })
})
