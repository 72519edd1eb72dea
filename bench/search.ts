/**
 * Every policy on both published tables, many seeds each: mean reported accuracy of the incumbent
 * with its standard error at some checkpoints, paired tests at the last, curves as SVG, and for two
 * objectives the hypervolume. Optuna's TPE takes part where bench/optuna-venv.sh has made its
 * environment. The policies are those of bench/search/policies.ts.
 * `npm run bench:search -- --seeds N --batch N --only NAME,... --json FILE --venv FOLDER`; the protocol's
 * batch is 1, and others draw no curves.
 */
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { mean } from '../src/common/index.ts'
import { standardError } from '../src/core.ts'
import { type Tabular, tabularTrainer } from '../src/node/nas-bench/index.ts'
import { tableFiles } from '../test/support/tables.ts'
import { drawCurves } from './search/drawCurves.ts'
import { hypervolumesOf, scaleOf } from './search/hypervolumes.ts'
import { optunaCurves, withoutOptuna } from './search/optuna.ts'
import { baseline, type Contender, contenders, multiObjective } from './search/policies.ts'
import { curveOf } from './search/runs.ts'
import { paired } from './search/paired.ts'
import { flag, isWanted, seedsFlag, wholeFlag } from './flags.ts'
import { printTable, type Row, writeJson } from './table.ts'

const checkpoints = [50, 100, 150, 250]
const episodes = Math.max(...checkpoints)
const last = `@${episodes}`

/** Whoever works on this machine goes first. */
setPriority(19)

const tableOf = (file: string): Tabular => {
  const table = tabularTrainer(file, { run: 0 })
  if (E.isRight(table)) return table.right
  console.error(`${table.left.message} bench:search needs both tables: set RXNAS_TABLES.`)
  process.exit(1)
}

const batch = wholeFlag('--batch', 1)
const seeds = seedsFlag(100)
const all = flag('--only') === undefined

interface Result {
  readonly name: string
  readonly seconds: number
  readonly curves: ReadonlyArray<ReadonlyArray<number>>
}

const at = ({ curves }: Result, episode: number): ReadonlyArray<number> =>
  curves.map((curve) => curve[episode - 1] ?? NaN)

const withError = (xs: ReadonlyArray<number>): string =>
  `${mean(xs).toFixed(2)} ± ${standardError(xs).toFixed(2)}`

const timed = (run: () => Omit<Result, 'seconds'>): Result => {
  const began = performance.now()
  const result = run()
  const seconds = (performance.now() - began) / 1000
  console.error(
    `  ${result.name}: ${withError(at({ ...result, seconds }, episodes))} ${last}, ${seconds.toFixed(0)} s`,
  )
  return { ...result, seconds }
}

const resultsOn = (table: Tabular): ReadonlyArray<Result> => [
  ...[baseline, ...contenders.filter(({ name }) => isWanted(name))].map(({ name, on }) =>
    timed(() => ({
      name,
      curves: seeds.map((seed) =>
        on(table.space)((policy) => curveOf(table, policy, episodes, seed, batch)),
      ),
    })),
  ),
  ...(withoutOptuna === undefined && batch === 1 && isWanted('optuna')
    ? [
        timed(() => {
          const [version, curves] = optunaCurves(table, episodes, seeds)
          return { name: `Optuna ${version} TPE`, curves }
        }),
      ]
    : []),
]

const versus = (xs: ReadonlyArray<number>, ys: ReadonlyArray<number>): string => {
  const { difference, p } = paired(xs, ys)
  return `${difference > 0 ? '+' : ''}${difference.toFixed(3)}, p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
}

/** The best of the others at the last checkpoint. */
const bestPeerOf = (result: Result, all: ReadonlyArray<Result>): Result | undefined =>
  all
    .filter((other) => other !== result)
    .reduce<Result | undefined>(
      (best, other) =>
        best === undefined || mean(at(other, episodes)) > mean(at(best, episodes)) ? other : best,
      undefined,
    )

const rowsOf = (results: ReadonlyArray<Result>): ReadonlyArray<Row> =>
  results.map((result) => {
    const peer = bestPeerOf(result, results)
    const [random] = results
    return {
      policy: result.name,
      ...Object.fromEntries(
        checkpoints.map((episode) => [`@${episode}`, withError(at(result, episode))]),
      ),
      [`to random ${last}`]:
        random === undefined || random === result
          ? ''
          : versus(at(result, episodes), at(random, episodes)),
      [`to the best other ${last}`]:
        peer === undefined
          ? ''
          : `${versus(at(result, episodes), at(peer, episodes))} (${peer.name})`,
      'ms an episode': Number(((1000 * result.seconds) / seeds.length / episodes).toFixed(2)),
    }
  })

const meanCurve = ({ curves }: Result): ReadonlyArray<number> =>
  Array.from({ length: episodes }, (_, i) => mean(curves.map((curve) => curve[i] ?? NaN)))

/** The best by what is measured, at what is reported: all that a search can find by the protocol. */
const perfect = ({ entries }: Tabular): number => {
  const [best] = [...entries.values()].sort((a, b) => (b.runs[0] ?? 0) - (a.runs[0] ?? 0))
  return 100 * (best?.reported ?? NaN)
}

const bench = (title: string, picture: string, table: Tabular): ReadonlyArray<Row> => {
  console.error(title)
  const results = resultsOn(table)
  const rows = rowsOf(results)
  console.log(
    `\n${title}: reported accuracy of the incumbent in percent, ${seeds.length} seeds, batch ${batch}; a perfect search has ${perfect(table).toFixed(2)}\n`,
  )
  printTable(rows)
  if (all && batch === 1) {
    const lines = results.map((result) => ({ name: result.name, means: meanCurve(result) }))
    const file = join(import.meta.dirname, 'search', picture)
    writeFileSync(file, drawCurves(`${title}, mean of ${seeds.length} seeds`, lines))
    console.log(`\n${file}`)
  }
  return rows.map((row) => ({ table: title, ...row }))
}

const benchObjectives = (table: Tabular): ReadonlyArray<Row> => {
  const title = 'NAS-Bench-Macro, accuracy against FLOPs'
  console.error(title)
  const scale = scaleOf(table, 0.85)
  const volumes = ({ on }: Contender): ReadonlyArray<ReadonlyArray<number>> =>
    seeds.map((seed) =>
      on(table.space)((policy) => hypervolumesOf(table, scale, policy, checkpoints, seed)),
    )
  const results = multiObjective.map((one) => ({ name: one.name, found: volumes(one) }))
  const column = (found: ReadonlyArray<ReadonlyArray<number>>, i: number): ReadonlyArray<number> =>
    found.map((one) => one[i] ?? NaN)
  const end = checkpoints.length - 1
  const [random] = results
  const rows = results.map(({ name, found }) => ({
    policy: name,
    ...Object.fromEntries(
      checkpoints.map((episode, i) => [`@${episode}`, withError(column(found, i))]),
    ),
    [`to random ${last}`]:
      random === undefined || random.name === name
        ? ''
        : versus(column(found, end), column(random.found, end)),
  }))
  console.log(
    `\n${title}: hypervolume found, in percent of the table's, above 85 % and below the most FLOPs\n`,
  )
  printTable(rows)
  return rows.map((row) => ({ table: title, ...row }))
}

if (withoutOptuna !== undefined) console.log(withoutOptuna)
const [macro, cells] = [tableOf(tableFiles.macro), tableOf(tableFiles.cells)]
const rows = [
  ...bench('NAS-Bench-Macro', 'curves-macro.svg', macro),
  ...bench('NAS-Bench-201, 12 epochs', 'curves-201.svg', cells),
  ...(all && batch === 1 ? benchObjectives(macro) : []),
]
writeJson(rows)
