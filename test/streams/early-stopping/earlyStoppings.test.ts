import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  asha,
  defineEarlyStopping,
  describePipeline,
  type EarlyStopping,
  earlyStoppings,
  medianStop,
  successiveHalving,
  trainChild,
  validateAction,
} from '../../../streams/index.ts'
import { searched, space } from './stopping.ts'

/** What a plan tells of a stage that stops trainings. */
const planOf = (stopping: EarlyStopping) =>
  describePipeline(
    (proposed) =>
      proposed.pipe(
        validateAction(space),
        stopping((change) =>
          trainChild(
            change<{ readonly level: number; readonly slowness: number }>(() => []),
            { budget: {}, seed: 1 },
          ),
        ),
      ) as never,
  )[1]

describe('earlyStoppings', () => {
  const functions = { median: medianStop, asha, halving: successiveHalving }

  it('lists each form once, with what a person chooses by', () => {
    expect(earlyStoppings.map(({ name }) => name)).toEqual(['median', 'asha', 'halving'])
    for (const { help } of earlyStoppings) expect(help).toMatch(/^(below|not) /)
  })

  it.each(earlyStoppings.map((definition) => [definition.name, definition] as const))(
    '%s makes what its function makes, by the same defaults',
    async (name, { withDefaults, configure, defaults }) => {
      expect(planOf(withDefaults.make({}))).toEqual(planOf(functions[name]()))
      expect(planOf(withDefaults.make({}))?.options).toMatchObject(defaults as object)
      const given = configure(defaults)
      if (E.isLeft(given)) throw new Error(given.left.message)
      expect(planOf(given.right.make({ metric: 'r2', reuse: false }))?.options).toMatchObject({
        metric: 'r2',
        ...(name === 'halving' ? { reuse: false } : {}),
      })
      expect(await searched((from) => withDefaults.make({ from }))).toEqual(
        await searched((from) => functions[name]({ from })),
      )
    },
  )

  it('says how often each needs a child evaluated, by its rungs', () => {
    const [median, asynchronous, halving] = earlyStoppings
    const evaluations = ({ configure }: (typeof earlyStoppings)[number], options: object) => {
      const configured = configure(options)
      return E.isRight(configured) ? configured.right.evaluationsPerTraining : configured.left
    }
    expect(median.withDefaults.evaluationsPerTraining).toBe(4)
    expect(asynchronous.withDefaults.evaluationsPerTraining).toBe(4)
    expect(halving.withDefaults.evaluationsPerTraining).toBe(1)
    expect(evaluations(median, { rungs: [0.5] })).toBe(2)
    expect(evaluations(asynchronous, { rungs: [0.2, 0.5] })).toBe(10)
    expect(evaluations(median, { rungs: [0.33] })).toBe(100)
  })

  it.each([
    [{ after: 0 }, 'takes a whole number of 1 or more as after, not 0'],
    [{ better: 'most' }, 'takes one of more, less as better, not "most"'],
    [
      { rungs: [0.5, 0.25] },
      'takes parts that rise between 0 and 1 in whole percents, such as [0.25, 0.5], as rungs, not [0.5,0.25]',
    ],
    [{ constructor: 1 }, 'has no option "constructor"; it has better, rungs, after'],
    ['rungs', 'takes options as an object, not "rungs"'],
  ])('refuses %j as a value that says why', (options, reason) => {
    const [median] = earlyStoppings
    expect(median.configure(options)).toMatchObject({
      left: {
        _tag: 'EarlyStoppingOptionsInvalid',
        name: 'median',
        message: expect.stringContaining(`Early stopping by median ${reason}.`) as string,
      },
    })
  })
})

describe('defineEarlyStopping', () => {
  it('refuses a form of which an option has no default', () => {
    expect(() =>
      defineEarlyStopping({
        name: 'mine',
        help: 'some',
        options: t.strict({ patience: t.number }) as never,
        evaluationsPerTraining: () => 1,
        make: () => (train) => train((trainer) => trainer),
      }),
    ).toThrow(TypeError)
  })
})
