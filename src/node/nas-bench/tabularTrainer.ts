import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { map, of, type SchedulerLike, timer } from 'rxjs'
import { checkOptions, optional, wholeNumber } from '../../common/index.ts'
import {
  architectureKey,
  deriveSeed,
  failTraining,
  type Measurement,
  trainerFailed,
  type TrainingError,
} from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  type ArchitectureTable,
  type TableEntry,
  type TabularArchitecture,
} from './ArchitectureTable.ts'
import { readTable, type TableError } from './readTable.ts'

/** How {@link tabularTrainer} trains. */
export interface TabularOptions {
  /**
   * The run whose accuracy is measured, from 0; by default the training's seed chooses among the runs
   * that the table has.
   */
  readonly run?: number
  /**
   * The seconds that a training takes; default 1, for the tables hold no times. They are a
   * metric, and nobody waits for them.
   */
  readonly seconds?: (entry: TableEntry) => number
  /**
   * The clock on which a training takes its seconds, such as a `VirtualTimeScheduler` of RxJS:
   * workers and time-outs are then simulated. Without one a training ends at once.
   */
  readonly scheduler?: SchedulerLike
}

/** A published table as a space and its trainer. */
export interface Tabular extends ArchitectureTable {
  readonly trainer: Trainer<TabularArchitecture>
  /** What the table says of an architecture, or that it does not hold it. */
  readonly entryOf: (architecture: TabularArchitecture) => E.Either<TrainingError, TableEntry>
}

/** The trainer of a table that has been read; see {@link tabularTrainer}. */
export const trainerOf = (
  table: ArchitectureTable,
  { run, seconds = () => 1, scheduler }: TabularOptions = {},
): Tabular => {
  const keyOf = architectureKey(table.space)
  const entryOf = (architecture: TabularArchitecture): E.Either<TrainingError, TableEntry> => {
    const entry = table.entries.get(keyOf(architecture))
    return entry === undefined
      ? E.left(
          trainerFailed(
            `The table of ${table.format} does not hold ${keyOf(architecture)}, so it cannot be trained: search the space that came with the table, of which this file has ${table.entries.size} architectures.`,
          ),
        )
      : E.right(entry)
  }
  const measure = (entry: TableEntry, seed: number): Measurement => {
    const { runs, parameters, flops } = entry
    const chosen = run ?? deriveSeed(seed, 0) % runs.length
    const accuracy = runs[chosen]
    if (accuracy === undefined)
      return failTraining(
        trainerFailed(
          `The table of ${table.format} has the runs 0 to ${runs.length - 1} of this architecture, and no run ${chosen}.`,
        ),
      )
    return {
      accuracy,
      ...(parameters === undefined ? {} : { parameters }),
      ...(flops === undefined ? {} : { flops }),
      seconds: seconds(entry),
    }
  }
  return {
    ...table,
    entryOf,
    trainer: ({ architecture, seed }) => {
      const entry = entryOf(architecture)
      if (E.isLeft(entry)) return failTraining(entry.left)
      const measured = measure(entry.right, seed)
      return scheduler === undefined
        ? of(measured)
        : timer(1000 * (measured['seconds'] ?? 0), scheduler).pipe(map(() => measured))
    },
  }
}

/**
 * The space and the trainer of a published table, in which every child has been trained already: a
 * search of hundreds of episodes takes milliseconds. Both formats are known, NAS-Bench-Macro (JSON)
 * and the condensed NAS-Bench-201 (CSV). Metrics are `accuracy` in [0, 1], `seconds`, and where the
 * table has them `parameters` and `flops`. An architecture that the file does not hold is a `Failed`
 * episode.
 *
 * On a `VirtualTimeScheduler` children take the seconds that `seconds` says, several at a time where
 * the search has workers, and `withTimeout(limit, scheduler)` ends what takes longer; no one waits.
 *
 * @returns why there is no table, where the file is missing or not of a known format
 * @example
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { VirtualTimeScheduler } from 'rxjs'
 * import { accuracy, random } from 'rxnas'
 * import { tabularTrainer } from 'rxnas/node'
 * import { search } from 'rxnas/streams'
 *
 * // Where the published file would be.
 * const file = `${mkdtempSync('/tmp/rxnas-')}/table.csv`
 * const cells = Array.from({ length: 5 ** 6 }, (_, i) => i.toString(5).padStart(6, '0'))
 * const rows = cells.map((cell, i) => `${cell},${i / 200},${i / 200}`)
 * writeFileSync(file, ['cell,cifar10_valid,cifar10_test', ...rows].join('\n'))
 *
 * const scheduler = new VirtualTimeScheduler()
 * const table = tabularTrainer(file, { seconds: () => 60, scheduler })
 * if (table._tag === 'Left') throw new Error(table.left.message)
 * const { space, trainer } = table.right
 * const run = { space, trainer, reward: accuracy, budget: {}, batch: 4, seed: 1, workers: 4 }
 * search({ ...run, policy: random(space), episodes: 8 }).subscribe()
 * scheduler.flush()
 * console.log(scheduler.now() / 1000) // 120
 */
export const tabularTrainer = (
  file: string,
  options: TabularOptions = {},
): E.Either<TableError, Tabular> => {
  checkOptions('tabularTrainer()', options, { run: optional(wholeNumber()) })
  return pipe(
    readTable(file),
    E.map((table) => trainerOf(table, options)),
  )
}
