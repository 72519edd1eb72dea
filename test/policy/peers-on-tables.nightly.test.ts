import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { hypervolumesOf, scaleOf } from '../../bench/search/hypervolumes.ts'
import { type Contender, multiObjective } from '../../bench/search/policies.ts'
import { curveOf } from '../../bench/search/runs.ts'
import { paired } from '../../bench/search/paired.ts'
import { mean } from '../../src/common/index.ts'
import {
  evolution,
  localSearch,
  type Policy,
  ppo,
  random,
  type SearchSpace,
  somePolicy,
  standardError,
  tpe,
} from '../../src/core.ts'
import { type Tabular, tabularTrainer } from '../../src/node/nas-bench/index.ts'
import { hasTables, tableFiles, withoutTables } from '../support/tables.ts'

const tableOf = (file: string): Tabular => {
  const table = tabularTrainer(file, { run: 0 })
  if (E.isLeft(table)) throw new Error(table.left.message)
  return table.right
}

const seeds = Array.from({ length: 12 }, (_, i) => i + 1)
const checkpoints = [50, 100, 150, 250]

interface Published {
  readonly name: string
  readonly on: Contender['on']
  /** Mean reported accuracy at each checkpoint, and standard errors of the whole row. */
  readonly macro: readonly [ReadonlyArray<number>, number]
  readonly cells: readonly [ReadonlyArray<number>, number]
}

const published = <S>(
  name: string,
  make: (space: SearchSpace<unknown>) => Policy<S>,
  macro: Published['macro'],
  cells: Published['cells'],
): Published => ({ name, on: (space) => somePolicy(make(space)), macro, cells })

// Rows measured with other programs by the same protocol: 400 seeds, and 30 to 40 for NNI and Optuna.
const rows: ReadonlyArray<Published> = [
  published(
    'random',
    (space) => random(space, { repeats: false }),
    [[92.73, 92.8, 92.85, 92.88], 0.01],
    [[87.76, 88.06, 88.21, 88.34], 0.04],
  ),
  published(
    'regularized evolution, best setting, no repeats',
    (space) => evolution(space),
    [[92.86, 93.01, 93.08, 93.12], 0.01],
    [[88.18, 88.6, 88.79, 88.94], 0.04],
  ),
  published(
    'local search, first improvement',
    (space) => localSearch(space),
    [[92.89, 92.97, 93.02, 93.08], 0.01],
    [[88.36, 88.71, 88.86, 88.98], 0.04],
  ),
  published(
    'NNI 3.0 PPO tuner',
    (space) => ppo(space, { episodesPerUpdate: 20, learningRate: 3e-4, entropyWeight: 0 }),
    [[92.76, 92.81, 92.86, 92.88], 0.02],
    [[87.57, 88.1, 88.24, 88.45], 0.1],
  ),
  published(
    'Optuna 5 TPE',
    (space) => tpe(space),
    [[92.89, 93, 93.05, 93.08], 0.02],
    [[88.38, 88.72, 88.8, 88.91], 0.1],
  ),
]

describe('on the published tables, within four standard errors', () => {
  it.for(rows)('as $name', ({ on, macro, cells }, { skip }) => {
    skip(!hasTables, withoutTables)
    for (const [file, [means, error]] of [
      [tableFiles.macro, macro],
      [tableFiles.cells, cells],
    ] as const) {
      const table = tableOf(file)
      const curves = seeds.map((seed) =>
        on(table.space)((policy) => curveOf(table, policy, Math.max(...checkpoints), seed)),
      )
      checkpoints.forEach((episode, i) => {
        const found = curves.map((curve) => curve[episode - 1]!)
        // Where every seed finds the best, the sample's own error is 0.
        const noise = Math.hypot(Math.max(standardError(found), 0.01), error)
        expect(Math.abs(mean(found) - means[i]!) / noise, `${file} @${episode}`).toBeLessThan(4)
      })
    }
  })

  it('nsga2 finds more of the front than random', ({ skip }) => {
    skip(!hasTables, withoutTables)
    const table = tableOf(tableFiles.macro)
    const scale = scaleOf(table, 0.85)
    const [blind, learned] = multiObjective.map(({ on }) =>
      seeds.map((seed) => {
        const [volume] = on(table.space)((policy) =>
          hypervolumesOf(table, scale, policy, [150], seed),
        )
        return volume!
      }),
    )
    const { difference, standardError: error } = paired(learned!, blind!)
    expect(difference / error).toBeGreaterThan(4)
  })
})
