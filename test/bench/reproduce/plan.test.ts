import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type Plan, planReproduction, reproduceCommand } from '../../../bench/reproduce/plan.ts'
import { policyNames } from '../../../src/session/index.ts'

const planOf = async (...args: ReadonlyArray<string>): Promise<Plan | string> => {
  let given: Readonly<Record<string, unknown>> = {}
  await reproduceCommand()
    .action((options: Readonly<Record<string, unknown>>) => {
      given = options
    })
    .parseAsync(args, { from: 'user' })
  const plan = planReproduction(given)
  return E.isLeft(plan) ? plan.left.message : plan.right
}

describe('the plan of npm run reproduce', () => {
  it("is the article's table by default", async () => {
    expect(await planOf()).toMatchObject({
      _tag: 'Table',
      architectures: ['manual', 'found'],
      epochs: 10,
      images: undefined,
      seeds: [1, 2, 3],
      data: 'mnist',
    })
  })

  it('takes what is said of the table', async () => {
    expect(
      await planOf(
        ...['--architecture', 'found', '--epochs', '2', '--seeds', '1', '--images', '500'],
        ...['--workers', '3', '--threads', '2', '--out', 'x', '--data', 'fashion-mnist', '--json'],
      ),
    ).toEqual({
      _tag: 'Table',
      architectures: ['found'],
      epochs: 2,
      seeds: [1],
      images: 500,
      workers: 3,
      threads: 2,
      out: 'x',
      data: 'fashion-mnist',
      json: true,
    })
  })

  it("runs every policy with the article's pooling where --search is given", async () => {
    expect(await planOf('--search')).toMatchObject({
      _tag: 'Searches',
      policies: policyNames,
      poolStride: 'one',
      budget: { images: 6000 },
      finalBudget: { epochs: 1 },
    })
    expect(
      await planOf('--search', '--policy', 'random', '--children', '8', '--budget', '9 steps'),
    ).toMatchObject({ policies: ['random'], children: 8, budget: { steps: 9 } })
  })

  it.each([
    [['--seeds', 'many'], '--seeds takes a whole number from 1 to 100, not "many".'],
    [['--seeds', '0'], '--seeds takes a whole number from 1 to 100, not 0.'],
    [['--epochs', '1.5'], '--epochs takes a whole number'],
    [['--architecture', 'foun'], 'Did you mean found?'],
    [['--search', '--budget', 'long'], '--budget takes a budget such as'],
    [['--search', '--final-budget', 'long'], '--final-budget takes a budget such as'],
    [['--search', '--children', '1'], '--children takes 2 or more'],
    [['--search', '--policy', 'reinforc'], 'Did you mean reinforce?'],
    [['--children', '8'], '--children is of the searches, which are run with --search'],
    [['--pool-stride', 'size'], '--pool-stride is of the searches'],
    [['--search', '--epochs', '3'], "--epochs is of the article's table"],
    [['--search', '--architecture', 'found'], "--architecture is of the article's table"],
    [['--out', ' '], '--out takes a text that is not empty'],
  ])('says in a paragraph what is wrong with %j', async (args, words) => {
    const message = await planOf(...args)
    expect(message).toContain(words)
    expect(message).not.toContain('\n')
  })
})
