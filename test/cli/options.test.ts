import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { searchCommand, type SearchFlags } from '../../src/cli/search/searchCommand.ts'
import { givenFlags } from '../../src/cli/settings/flags.ts'
import { type LoadedConfig } from '../../src/node/config/index.ts'
import {
  type Given,
  parseBudget,
  planSearch,
  type SearchPlan,
  type SettingName,
  showBudget,
} from '../../src/session/index.ts'

const now = new Date(2026, 0, 31, 9, 15, 2)

const planOf = async (
  args: ReadonlyArray<string>,
  file: Partial<Record<SettingName, unknown>> = {},
  own: LoadedConfig['own'] = {},
): Promise<SearchPlan | string> => {
  let typed: SearchFlags | undefined
  await searchCommand((flags) => {
    typed = flags
    return Promise.resolve()
  }).parseAsync(args, { from: 'user' })
  const given = Object.fromEntries(
    Object.entries(file).map(([key, value]): [string, Given] => [
      key,
      { value, where: `${key} in rxnas.config.json` },
    ]),
  )
  const loaded: LoadedConfig = { file: '/x/rxnas.config.json', given, own }
  const plan = planSearch(loaded, givenFlags(typed!), { processors: 2, now })
  return E.isLeft(plan) ? plan.left.message : plan.right
}

describe('budgets', () => {
  it.each([
    ['1 epoch', { epochs: 1 }],
    ['0.5 epochs', { epochs: 0.5 }],
    ['20000images', { images: 20000 }],
    ['500 examples', { images: 500 }],
    ['2 epochs, 300 steps', { epochs: 2, steps: 300 }],
  ])('%s is read', (text, expected) => {
    expect(parseBudget(text)).toEqual(expected)
  })

  it.each(['', 'much', '0 epochs', '-1 epoch', '1.5 steps', '3 hours', '1 epoch,'])(
    '"%s" is none',
    (text) => {
      expect(parseBudget(text)).toBeUndefined()
    },
  )

  it('are shown as they are read', () => {
    const all = { epochs: 1, images: 100, steps: 3 }
    expect(parseBudget(showBudget(all))).toEqual(all)
  })
})

describe('the plan of a search', () => {
  it('fills in defaults, and leaves to the data what the data decides', async () => {
    expect(await planOf([])).toMatchObject({
      data: 'mnist',
      space: undefined,
      reward: undefined,
      policy: 'actor-critic',
      episodes: 16,
      batch: 4,
      budget: { images: 12_000 },
      journal: 'runs/2026-01-31-091502/journal.jsonl',
      retrain: false,
      earlyStop: undefined,
      final: true,
      estimate: true,
    })
  })

  it('gives the published policy its space, reward and batch', async () => {
    expect(await planOf(['--policy', 'article-reinforce'])).toMatchObject({
      space: 'article',
      reward: 'article-code',
      batch: 1,
    })
  })

  it('refuses a space that the published policy cannot act in', async () => {
    expect(await planOf(['--policy', 'article-reinforce', '--space', 'article-cnn1d'])).toContain(
      'Leave --space out',
    )
  })

  it('takes flags before the file, and the file before defaults', async () => {
    const file = { episodes: 7, batch: 2, final: false, columns: { zip: 'category' } }
    expect(await planOf(['--episodes', '9', '--final', '--tune'], file)).toMatchObject({
      episodes: 9,
      batch: 2,
      final: true,
      columns: { zip: 'category' },
      tune: true,
    })
  })

  it('reads every kind of flag', async () => {
    expect(
      await planOf([
        ...['--target', 'y', '--columns', 'a=number,b c=ignore', '--test', '0.2'],
        ...['--time-limit', '1.5', '--no-final', '--no-estimate', '--retrain', '--no-tune'],
        ...['--early-stop', 'median'],
      ]),
    ).toMatchObject({
      target: 'y',
      columns: { a: 'number', 'b c': 'ignore' },
      test: 0.2,
      timeLimit: 1.5,
      final: false,
      estimate: false,
      retrain: true,
      earlyStop: 'median',
      tune: false,
    })
  })

  it('gives a name on the command line before a part of its own in the file', async () => {
    const own = {
      space: {
        name: 'mine',
        options: {},
        forTask: () => E.left({ _tag: 'UnfitTask' as const, family: 'mine', message: 'no' }),
      },
    }
    expect(await planOf([], {}, own)).toMatchObject({ own: { space: { name: 'mine' } } })
    const plan = await planOf(['--space', 'mlp'], {}, own)
    expect(plan).toMatchObject({ space: 'mlp', own: {} })
    expect(plan).not.toHaveProperty('own.space')
  })

  it.each([
    ['--episodes', 'many', 'a whole number from 1 to 10000000, not "many"'],
    ['--episodes', '', 'a whole number'],
    ['--episodes', '1e3', 'a whole number'],
    ['--batch', '0', 'a whole number from 1 to 1024, not 0'],
    ['--workers', '-1', 'a whole number'],
    ['--budget', 'long', 'a budget such as "2 epochs"'],
    ['--seed', '1.5', 'a whole number'],
    ['--seed', '99999999999999999999', 'a whole number'],
    ['--time-limit', '0', 'a number above 0'],
    ['--time-limit', 'NaN', 'a number above 0'],
    ['--memory-limit', 'lots', 'a whole number'],
    ['--pool-stride', 'two', 'one of one, size'],
    ['--policy', 'reinforc', 'Did you mean reinforce?'],
    ['--columns', 'age', 'columns and what they are taken for'],
    ['--columns', 'age=text', 'not "age=text"'],
    ['--test', '0.9', 'a number from 0.01 to 0.5'],
    ['--target', ' ', 'a text that is not empty'],
  ])('names the option that is wrong: %s %j', async (option, given, takes) => {
    const message = await planOf([option, given])
    expect(message).toContain(`${option} takes `)
    expect(message).toContain(takes)
  })

  it.each([
    [{ episodes: '9' }, 'episodes in rxnas.config.json takes a whole number'],
    [{ final: 'no' }, 'final in rxnas.config.json takes true or false, not "no"'],
    [{ columns: ['a'] }, 'columns in rxnas.config.json takes columns'],
    [{ data: 3 }, 'data in rxnas.config.json takes a text'],
  ])('names the setting of a file that is wrong: %j', async (file, message) => {
    expect(await planOf([], file)).toContain(message)
  })
})

describe('a budget', () => {
  it.each([
    ...['999999999999999999999 images', '1e9 steps', '0.0000001 epochs', '2000000 epochs'],
    ...['1 step, 2 steps', '0.5 steps', '99999999999999 steps'],
  ])('of %s is none, for it would not come back from a file or never end', (text) => {
    expect(parseBudget(text)).toBeUndefined()
  })
})

describe('a reward with a linear cost', () => {
  const spaces = ['mlp', 'cnn2d', 'cell-dag', 'article-cnn1d']
  it.each([
    ['accuracy - parameters/1e6', 'withPenalty(accuracy - 0.000001 * parameters, -2)'],
    ['accuracy - 0.01 * latency', 'withPenalty(accuracy - 0.01 * latency, -10)'],
    ['accuracy - seconds/100', 'withPenalty(accuracy - 0.01 * seconds, -6)'],
    ['r2 - flops/1e9', 'withPenalty(r2 - 1e-9 * flops, -2)'],
  ])(
    '%s is refused with the formula that can be used, which every space takes',
    async (given, mended) => {
      const message = await planOf(['--reward', given])
      expect(message).toContain(`--reward cannot be "${given}". `)
      expect(message).toMatch(/For example: .*$/)
      expect(message).toSatisfy((said: string) => said.endsWith(`For example: ${mended}`))
      for (const space of spaces)
        expect(await planOf(['--reward', mended, '--space', space])).toMatchObject({
          reward: mended,
        })
    },
  )
})

describe('the help of a flag', () => {
  const help = searchCommand(() => Promise.resolve())
    .helpInformation()
    .replace(/\s+/g, ' ')
  it.each([
    'article-cnn1d, cnn2d, cell-dag, mlp, article (default by the data)',
    'actor-critic, reinforce, random,',
    '(default 16)',
    '(default by the training examples: as many epochs as make 350 thousand',
    'a seed gives the same search only with the same number',
  ])('tells names and defaults as such: %s', (text) => {
    expect(help).toContain(text)
  })

  it('says nothing in idiom', () => {
    expect(help).not.toMatch(/unless told|dearest|\bsaid\b/)
  })
})
