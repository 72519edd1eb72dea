import * as E from 'fp-ts/lib/Either.js'
import {
  type ArchitectureTable,
  type CodedEntry,
  type Coding,
  partOf,
  tableOf,
} from './ArchitectureTable.ts'

const coding: Coding = {
  format: 'nas-bench-201',
  places: 6,
  operations: ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'],
}

/** The first line of the condensed table. */
export const nasBench201Header = 'cell,cifar10_valid,cifar10_test'

const row = /^(\d+),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/

/**
 * NAS-Bench-201 on CIFAR-10 after 12 epochs, the condensed CSV: a cell of six edges, each one of five
 * operations. A search sees the validation accuracy (the mean of two runs); reported is that on the
 * test split.
 *
 * Source: Dong and Yang, "NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture
 * Search" (2020).
 */
export const parseNasBench201 = (text: string): E.Either<string, ArchitectureTable> => {
  const [header, ...lines] = text.split(/\r?\n/)
  if (header !== nasBench201Header)
    return E.left(`is not NAS-Bench-201: its first line is not ${nasBench201Header}.`)
  const rows: Array<CodedEntry> = []
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    const [, code, validation, test] = row.exec(line) ?? []
    const [seen, reported] = [partOf(Number(validation)), partOf(Number(test))]
    if (code === undefined || seen === undefined || reported === undefined)
      return E.left(
        `has in line ${i + 2} no cell with its two accuracies in percent, as 000123,84.1,83.9.`,
      )
    rows.push([code, { runs: [seen], reported }])
  }
  return tableOf(coding, rows)
}
