/**
 * What each part of `reinforce` is worth: its default, and the default with one lever moved, on both
 * published tables by the protocol of bench:search; then what it was before, and levers on that.
 * Every setting has the same seeds, so differences are paired.
 * `npm run bench:ablation -- --seeds N --only NAME,... --json FILE`
 */
import { setPriority } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import { reinforce, type ReinforceOptions } from '../../src/index.ts'
import { type Tabular, tabularTrainer } from '../../src/node/tables/index.ts'
import { tableFiles } from '../../test/support/tables.ts'
import { flag, report, type Row } from '../table.ts'
import { curveOf } from './runs.ts'
import { mean, paired, standardError } from './statistics.ts'

const checkpoints = [50, 100, 150, 250]
const episodes = Math.max(...checkpoints)

/** Whoever works on this machine goes first. */
setPriority(19)

interface Setting {
  readonly name: string
  readonly options: ReinforceOptions
  /** Episodes between updates; 1 unless told. */
  readonly batch?: number
}

/** What `reinforce` was before rewards were ranked. */
const former: ReinforceOptions = { rankOver: 0 }

const settings: ReadonlyArray<Setting> = [
  { name: 'default', options: {} },
  { name: 'former', options: former },
  { name: 'default: headLimit 0', options: { headLimit: 0 } },
  { name: 'default: learningRate 0.01', options: { learningRate: 0.01 } },
  { name: 'default: entropyWeight 0.05', options: { entropyWeight: 0.05 } },
  {
    name: 'default: reward less baseline',
    options: { rankOver: 0, headLimit: 0.2, learningRate: 0.03, entropyWeight: 0.001 },
  },
  { name: 'former: baselineDecay 0.7', options: { ...former, baselineDecay: 0.7 } },
  { name: 'former: entropyWeight 0.01', options: { ...former, entropyWeight: 0.01 } },
  { name: 'former: headLimit 0.2', options: { ...former, headLimit: 0.2 } },
  { name: 'former: learningRate 0.03', options: { ...former, learningRate: 0.03 } },
  { name: 'default: rankOver 100', options: { rankOver: 100 } },
  { name: 'default: batch 4', options: {}, batch: 4 },
  { name: 'default: units 16', options: { units: 16 } },
]

const tableOf = (file: string): Tabular => {
  const table = tabularTrainer(file, { run: 0 })
  if (E.isRight(table)) return table.right
  console.error(`${table.left.message} bench:ablation needs both tables: set RXNAS_TABLES.`)
  process.exit(1)
}

const seedCount = Number(flag('--seeds') ?? 30)
if (!Number.isInteger(seedCount) || seedCount < 2) {
  console.error(`--seeds takes a whole number from 2, and not ${flag('--seeds') ?? ''}.`)
  process.exit(2)
}
const seeds = Array.from({ length: seedCount }, (_, i) => i + 1)
const only = flag('--only')?.split(',')
const tables: ReadonlyArray<readonly [string, Tabular]> = [
  ['Macro', tableOf(tableFiles.macro)],
  ['201', tableOf(tableFiles.cells)],
]

/** Of one setting: at each table and checkpoint, what every seed found. */
type Found = ReadonlyArray<ReadonlyArray<number>>

const foundBy = ({ options, batch = 1 }: Setting): Found =>
  tables.flatMap(([, table]) => {
    const curves = seeds.map((seed) =>
      curveOf(table, reinforce(table.space, options), episodes, seed, batch),
    )
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
  if (setting.name !== 'default' && only !== undefined && !only.includes(setting.name)) continue
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
  `\nreinforce: reported accuracy of the incumbent in percent, mean ± standard error, ${seedCount} seeds\n`,
)
report(rows)
