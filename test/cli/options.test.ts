import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { budget, showBudget } from '../../src/cli/options/budget.ts'
import { wholeNumber } from '../../src/cli/options/numbers.ts'
import { oneOfNames } from '../../src/cli/options/oneOfNames.ts'
import { searchCommand } from '../../src/cli/search/command.ts'
import { planSearch, type SearchOptions, type SearchPlan } from '../../src/cli/search/plan.ts'

const now = new Date(2026, 0, 31, 9, 15, 2)

const planOf = async (...args: ReadonlyArray<string>): Promise<SearchPlan | string> => {
  let typed: SearchOptions | undefined
  await searchCommand((options) => {
    typed = options
    return Promise.resolve()
  }).parseAsync(args, { from: 'user' })
  const plan = planSearch(typed!, now)
  return E.isLeft(plan) ? plan.left.message : plan.right
}

describe('budgets', () => {
  it.each([
    ['1 epoch', { epochs: 1 }],
    ['0.5 epochs', { epochs: 0.5 }],
    ['20000images', { images: 20000 }],
    ['2 epochs, 300 steps', { epochs: 2, steps: 300 }],
  ])('%s is read', (text, expected) => {
    expect(budget('--budget')(text)).toEqual(E.right(expected))
  })

  it.each(['', 'much', '0 epochs', '-1 epoch', '1.5 steps', '3 hours', '1 epoch,'])(
    '"%s" is refused with an example',
    (text) => {
      const read = budget('--budget')(text)
      expect(E.isLeft(read) && read.left.message).toContain('"20000 images"')
    },
  )

  it('are shown as they are read', () => {
    const shown = showBudget({ epochs: 1, images: 100, steps: 3 })
    expect(budget('--budget')(shown)).toEqual(E.right({ epochs: 1, images: 100, steps: 3 }))
  })
})

describe('numbers', () => {
  it.each(['', 'x', '1.5', '1e3', '0', '11', 'NaN', 'Infinity', '99999999999999999999'])(
    '"%s" is no whole number from 1 to 10',
    (text) => {
      expect(wholeNumber('--n', { min: 1, max: 10 })(text)).toEqual(
        E.left({
          _tag: 'UsageError',
          message: `--n takes a whole number from 1 to 10, not "${text}".`,
        }),
      )
    },
  )
})

describe('names', () => {
  it('suggests the nearest', () => {
    const read = oneOfNames('--policy', ['reinforce', 'random'])('reinforc')
    expect(E.isLeft(read) && read.left.message).toContain('Did you mean reinforce?')
  })
  it('suggests nothing where nothing is near', () => {
    const read = oneOfNames('--policy', ['reinforce', 'random'])('xyz')
    expect(E.isLeft(read) && read.left.message).not.toContain('Did you mean')
  })
})

describe('the plan of a search', () => {
  it('fills in defaults', async () => {
    expect(await planOf()).toMatchObject({
      policy: 'reinforce',
      space: 'seed-cnn1d',
      reward: 'accuracy',
      batch: 4,
      journal: 'runs/2026-01-31-091502/journal.jsonl',
      reuse: true,
      final: true,
    })
  })

  it('gives the published policy its space, reward and batch', async () => {
    expect(await planOf('--policy', 'seed-reinforce')).toMatchObject({
      space: 'article',
      reward: 'article-code',
      batch: 1,
    })
  })

  it('refuses a space that the published policy cannot act in', async () => {
    expect(await planOf('--policy', 'seed-reinforce', '--space', 'seed-cnn1d')).toContain(
      'Leave --space out',
    )
  })

  it.each([
    ['--episodes', 'many'],
    ['--batch', '0'],
    ['--workers', '-1'],
    ['--budget', 'long'],
    ['--seed', '1.5'],
    ['--time-limit', '0'],
    ['--memory-limit', 'lots'],
    ['--pool-stride', 'two'],
    ['--reward', 'money'],
  ])('names the option that is wrong: %s %s', async (option, given) => {
    expect(await planOf(option, given)).toContain(`${option} takes `)
  })
})
