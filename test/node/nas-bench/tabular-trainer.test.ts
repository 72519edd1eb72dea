import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstValueFrom, from, VirtualTimeScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy, cardinality, random, type SearchEvent } from '../../../src/core.ts'
import { trainerContract } from '../../../src/testing/index.ts'
import {
  parseTable,
  type Tabular,
  type TabularOptions,
  tabularTrainer,
  trainerOf,
} from '../../../src/node/nas-bench/index.ts'
import { search, withTimeout } from '../../../streams/index.ts'
import { hasTables, tableFiles, withoutTables } from '../../support/tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-tables-'))
const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const operations = ['identity', 'mb3_k3', 'mb6_k5']
const macroCodes = Array.from({ length: 3 ** 8 }, (_, i) => i.toString(3).padStart(8, '0'))
const sumOf = (code: string): number =>
  Array.from(code).reduce((sum, digit) => sum + Number(digit), 0)
/** A whole table in the published form whose accuracy is told by its digits. */
const macroText = JSON.stringify(
  Object.fromEntries(
    macroCodes.map((code) => [
      code,
      {
        test_acc: [50 + sumOf(code), 60 + sumOf(code), 70 + sumOf(code)],
        mean_acc: 60 + sumOf(code),
        std: 1,
        params: 1000 + sumOf(code),
        flops: 1e6 * (1 + sumOf(code)),
      },
    ]),
  ),
)
const macroTable = parseTable(macroText)
const macro = (options: TabularOptions = {}): Tabular => {
  if (E.isLeft(macroTable)) throw new Error(macroTable.left)
  return trainerOf(macroTable.right, options)
}
const train = ({ trainer }: Tabular, code: string, seed = 1): Promise<unknown> => {
  const architecture = Array.from(code).map((digit) => operations[Number(digit)]!)
  const { signal } = new AbortController()
  return firstValueFrom(from(trainer({ architecture, budget: {}, seed, signal })))
}

describe('tabularTrainer', () => {
  it('measures what the run of a table says, as parts', async () => {
    expect(await train(macro({ run: 0 }), '00000012')).toEqual({
      accuracy: 0.53,
      parameters: 1003,
      flops: 4e6,
      seconds: 1,
    })
    expect(await train(macro({ run: 2 }), '00000012')).toMatchObject({ accuracy: 0.73 })
  })

  it('lets the seed choose among the runs, the same seed the same one', async () => {
    const seen = new Map<number, unknown>()
    for (let seed = 0; seed < 30; seed++) seen.set(seed, await train(macro(), '00000000', seed))
    expect(new Set([...seen.values()].map((one) => JSON.stringify(one))).size).toBe(3)
    for (const [seed, one] of seen) expect(await train(macro(), '00000000', seed)).toEqual(one)
  })

  it('keeps the laws of a trainer', async () => {
    const { trainer, space } = macro()
    expect(cardinality(space)).toBe(6561n)
    await trainerContract({ trainer, space })
  })

  it('reads the condensed NAS-Bench-201', () => {
    const table = tabularTrainer(
      fileOf('201.csv', 'cell,cifar10_valid,cifar10_test\n000000,9.5,10\n012343,84.1,83.25\n'),
    )
    if (E.isLeft(table)) throw new Error(table.left.message)
    const cell = [
      'none',
      'skip_connect',
      'nor_conv_1x1',
      'nor_conv_3x3',
      'avg_pool_3x3',
      'nor_conv_3x3',
    ]
    expect(table.right.entryOf(cell)).toEqual(E.right({ runs: [0.841], reported: 0.8325 }))
    const missing = table.right.entryOf(cell.toReversed())
    expect(E.isLeft(missing) && missing.left.message).toContain('does not hold')
  })

  it('fails a child that the file does not hold, or a run that the table has not', () => {
    const part = tabularTrainer(
      fileOf('part.csv', 'cell,cifar10_valid,cifar10_test\n000000,9.5,10\n'),
    )
    if (E.isLeft(part)) throw new Error(part.left.message)
    const run = { reward: accuracy, budget: {}, episodes: 1, batch: 1, seed: 1 }
    const outcomes = (table: Tabular): ReadonlyArray<string> => {
      const messages: Array<string> = []
      search({ ...table, ...run, policy: random(table.space) }).subscribe((event) => {
        if (event._tag === 'Rewarded' && event.outcome._tag === 'Failed')
          messages.push(event.outcome.reason.message)
      })
      return messages
    }
    expect(outcomes(part.right)[0]).toMatch(/does not hold .* search the space that came with/)
    expect(outcomes(macro({ run: 3 }))[0]).toContain(
      'the runs 0 to 2 of this architecture, and no run 3',
    )
  })

  const wrong: ReadonlyArray<readonly [string, string, string]> = [
    ['neither format', 'a,b\n1,2\n', 'is no table that is known'],
    ['JSON that is torn', '{"00000000": ', 'is no whole JSON'],
    ['other JSON', '{"00000000": {"test_acc": 3}}', 'is not NAS-Bench-Macro: 00000000.test_acc'],
    [
      'a code too long',
      '{"000000000": {"test_acc": [1], "mean_acc": 1, "params": 1, "flops": 1}}',
      'are 8 digits from 0 to 2',
    ],
    [
      'an accuracy above 100',
      '{"00000000": {"test_acc": [101], "mean_acc": 1, "params": 1, "flops": 1}}',
      'no percentages',
    ],
    ['other columns', 'cell,valid\n000000,1\n', 'its first line is not cell,cifar10_valid'],
    ['a bad row', 'cell,cifar10_valid,cifar10_test\n000000,1,2\n000001,x,2\n', 'in line 3'],
    ['a bad digit', 'cell,cifar10_valid,cifar10_test\n000007,1,2\n', '6 digits from 0 to 4'],
    ['a row twice', 'cell,cifar10_valid,cifar10_test\n000000,1,2\n000000,1,2\n', 'twice'],
    ['no row', 'cell,cifar10_valid,cifar10_test\n', 'holds no architecture'],
  ]
  it.each(wrong)('says what is wrong with %s', (name, text, said) => {
    const file = fileOf(`${name}.txt`, text)
    const table = tabularTrainer(file)
    expect(E.isLeft(table) && table.left._tag).toBe('TableError')
    expect(E.isLeft(table) && table.left.message).toContain(said)
    expect(E.isLeft(table) && table.left.message.startsWith(file)).toBe(true)
  })

  it('says that a file is missing', () => {
    const table = tabularTrainer(join(folder, 'nowhere.json'))
    expect(E.isLeft(table) && table.left.message).toContain('does not exist')
    const none = tabularTrainer(folder)
    expect(E.isLeft(none) && none.left.message).toContain('is a folder, not a file')
  })
})

describe('its virtual clock', () => {
  const run = { reward: accuracy, budget: {}, episodes: 12, batch: 4, seed: 5 }
  const timed = (
    workers: number,
    limit?: number,
  ): readonly [seconds: number, events: ReadonlyArray<SearchEvent<unknown, unknown>>] => {
    const scheduler = new VirtualTimeScheduler()
    const { space, trainer } = macro({
      scheduler,
      seconds: ({ flops = 0 }) => flops / 1e6,
    })
    const events: Array<SearchEvent<unknown, unknown>> = []
    search({
      ...run,
      space,
      workers,
      policy: random(space),
      trainer: limit === undefined ? trainer : withTimeout(limit, scheduler)(trainer),
    }).subscribe((event) => events.push(event))
    scheduler.flush()
    return [scheduler.now() / 1000, events]
  }
  const secondsOf = (events: ReadonlyArray<SearchEvent<unknown, unknown>>): ReadonlyArray<number> =>
    events.flatMap((event) =>
      event._tag === 'Rewarded' && event.outcome._tag === 'Trained'
        ? [event.outcome.metrics.seconds!]
        : [],
    )

  it('takes the sum of the seconds with one worker, the longest of each round with enough', () => {
    const [alone, events] = timed(1)
    const seconds = secondsOf(events)
    expect(seconds).toHaveLength(12)
    expect(alone).toBe(seconds.reduce((a, b) => a + b, 0))
    const [together, same] = timed(4)
    const longest = [0, 4, 8].map((round) => Math.max(...seconds.slice(round, round + 4)))
    expect(together).toBe(longest.reduce((a, b) => a + b, 0))
    expect(secondsOf(same)).toEqual(seconds)
  })

  it('ends what takes longer than its time', () => {
    const [, all] = timed(1)
    const limit = 8.5
    const slow = secondsOf(all).filter((seconds) => seconds > limit).length
    const [, events] = timed(1, limit)
    const ended = events.filter(
      (event) =>
        event._tag === 'Rewarded' &&
        event.outcome._tag === 'Failed' &&
        event.outcome.reason._tag === 'TimedOut',
    )
    expect(slow).toBeGreaterThan(0)
    expect(ended).toHaveLength(slow)
    expect(secondsOf(events)).toHaveLength(12 - slow)
  })
})

describe('the published tables', () => {
  it('are whole', ({ skip }) => {
    skip(!hasTables, withoutTables)
    const read = (file: string): Tabular => {
      const table = tabularTrainer(file, { run: 0 })
      if (E.isLeft(table)) throw new Error(table.left.message)
      return table.right
    }
    const [layers, cells] = [read(tableFiles.macro), read(tableFiles.cells)]
    expect([layers.entries.size, cells.entries.size]).toEqual([6561, 15625])
    // What shared/tables says of the best by validation: 89.03 on test.
    const best = [...cells.entries.values()].reduce((a, b) => (b.runs[0]! > a.runs[0]! ? b : a))
    expect(best.reported).toBeCloseTo(0.8903, 4)
    expect(Math.max(...[...cells.entries.values()].map((one) => one.reported))).toBeCloseTo(
      0.8916,
      4,
    )
  })
})
