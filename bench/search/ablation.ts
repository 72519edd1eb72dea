/**
 * What each part of a policy is worth, on both published tables by the protocol of bench:search. Of
 * `reinforce`: its default, and the default with one lever moved; then what it was before, and levers
 * on that. Of `actor-critic`: its default, and the default without a part.
 * Every setting has the same seeds, so differences are paired.
 * `npm run bench:ablation -- --policy NAME --seeds N --only NAME,... --json FILE`
 */
import { setPriority } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import { mean } from '../../src/common/index.ts'
import {
  type ActorCriticOptions,
  reinforce,
  type ReinforceOptions,
  standardError,
} from '../../src/core.ts'
import { type Tabular, tabularTrainer } from '../../src/node/nas-bench/index.ts'
import { type AblationOptions } from '../../src/policy/actor-critic/AblationOptions.ts'
import { ablatedActorCritic } from '../../src/policy/actor-critic/actorCritic.ts'
import { tableFiles } from '../../test/support/tables.ts'
import { flag, isWanted, seedsFlag } from '../flags.ts'
import { report, type Row } from '../table.ts'
import { curveOf } from './runs.ts'
import { paired } from './paired.ts'

const checkpoints = [50, 100, 150, 250]
const episodes = Math.max(...checkpoints)

/** Whoever works on this machine goes first. */
setPriority(19)

interface Setting {
  readonly name: string
  /** The curve of a seed. */
  readonly curve: (table: Tabular, seed: number) => ReadonlyArray<number>
}

/** `reinforce` with options, so many episodes between updates. */
const learning = (name: string, options: ReinforceOptions, batch = 1): Setting => ({
  name,
  curve: (table, seed) => curveOf(table, reinforce(table.space, options), episodes, seed, batch),
})

/** The actor-critic without a part. */
const critical = (
  name: string,
  ablation: Partial<AblationOptions>,
  options: ActorCriticOptions = {},
  batch = 1,
): Setting => ({
  name,
  curve: (table, seed) => {
    const policy = ablatedActorCritic(table.space, options, ablation)
    return curveOf(table, policy, episodes, seed, batch)
  },
})

/** What `reinforce` was before rewards were ranked. */
const former: ReinforceOptions = { rankOver: 0 }

const settingsOf: Readonly<Record<string, ReadonlyArray<Setting>>> = {
  reinforce: [
    learning('default', {}),
    learning('former', former),
    learning('default: headLimit 0', { headLimit: 0 }),
    learning('default: learningRate 0.01', { learningRate: 0.01 }),
    learning('default: entropyWeight 0.05', { entropyWeight: 0.05 }),
    learning('default: reward less baseline', {
      ...{ rankOver: 0, headLimit: 0.2, learningRate: 0.03, entropyWeight: 0.001 },
    }),
    learning('former: baselineDecay 0.7', { ...former, baselineDecay: 0.7 }),
    learning('former: entropyWeight 0.01', { ...former, entropyWeight: 0.01 }),
    learning('former: headLimit 0.2', { ...former, headLimit: 0.2 }),
    learning('former: learningRate 0.03', { ...former, learningRate: 0.03 }),
    learning('default: rankOver 100', { rankOver: 100 }),
    learning('default: batch 4', {}, 4),
    learning('default: units 16', { units: 16 }),
  ],
  'actor-critic': [
    critical('default', {}),
    critical("without the actor's candidates", { actor: 0 }),
    // It is never warm, so it proposes what the actor draws; the critic is its baseline only.
    critical('without the critic as judge', {}, { warmUp: 1e9 }),
    critical('without counts', { counted: false }),
    critical('without weights', { weighed: false }),
    critical('without neighbours', { neighbours: 0 }),
    critical('without mutants', { mutants: 0 }),
    critical('without uniform candidates', { uniform: 0 }),
    critical('with an actor that does not learn', {}, { learningRate: 0 }),
    critical('batch 4', {}, {}, 4),
  ],
}
const policy = flag('--policy') ?? 'reinforce'
const settings = settingsOf[policy]
if (settings === undefined) {
  console.error(`--policy takes ${Object.keys(settingsOf).join(' or ')}, and not ${policy}.`)
  process.exit(2)
}

const tableOf = (file: string): Tabular => {
  const table = tabularTrainer(file, { run: 0 })
  if (E.isRight(table)) return table.right
  console.error(`${table.left.message} bench:ablation needs both tables: set RXNAS_TABLES.`)
  process.exit(1)
}

const seeds = seedsFlag(30)
const tables: ReadonlyArray<readonly [string, Tabular]> = [
  ['Macro', tableOf(tableFiles.macro)],
  ['201', tableOf(tableFiles.cells)],
]

/** Of one setting: at each table and checkpoint, what every seed found. */
type Found = ReadonlyArray<ReadonlyArray<number>>

const foundBy = ({ curve }: Setting): Found =>
  tables.flatMap(([, table]) => {
    const curves = seeds.map((seed) => curve(table, seed))
    return checkpoints.map((episode) => curves.map((curve) => curve[episode - 1] ?? NaN))
  })

/** Each seed's mean over tables and checkpoints: one figure by which settings are compared. */
const overall = (found: Found): ReadonlyArray<number> =>
  seeds.map((_, i) => mean(found.map((column) => column[i] ?? NaN)))

const columns = tables.flatMap(([name]) => checkpoints.map((episode) => `${name} @${episode}`))

const withError = (xs: ReadonlyArray<number>): string =>
  `${mean(xs).toFixed(2)} ± ${standardError(xs).toFixed(2)}`

const toDefault = (xs: ReadonlyArray<number>, ys: ReadonlyArray<number>): string => {
  const { difference, standardError: error, p } = paired(xs, ys)
  return `${difference > 0 ? '+' : ''}${difference.toFixed(3)} ± ${error.toFixed(3)}, p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
}

const rows: Array<Row> = []
let unmoved: ReadonlyArray<number> | undefined
for (const setting of settings) {
  // The default is what the others are compared with, and always measured.
  if (setting.name !== 'default' && !isWanted(setting.name)) continue
  const found = foundBy(setting)
  const mine = overall(found)
  const row = {
    setting: setting.name,
    ...Object.fromEntries(columns.map((column, i) => [column, withError(found[i] ?? [])])),
    mean: mean(mine).toFixed(3),
    'to the default': unmoved === undefined ? '' : toDefault(mine, unmoved),
  }
  unmoved ??= mine
  rows.push(row)
  console.error(Object.values(row).join(' | '))
}
console.log(
  `\n${policy}: reported accuracy of the incumbent in percent, mean ± standard error, ${seeds.length} seeds\n`,
)
report(rows)
