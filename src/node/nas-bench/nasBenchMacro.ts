import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { FiniteNumber } from '../../core.ts'
import {
  type ArchitectureTable,
  type CodedEntry,
  type Coding,
  partOf,
  tableOf,
} from './ArchitectureTable.ts'

const coding: Coding = {
  format: 'nas-bench-macro',
  places: 8,
  operations: ['identity', 'mb3_k3', 'mb6_k5'],
}

const Published = t.record(
  t.string,
  t.type({
    test_acc: t.array(FiniteNumber),
    mean_acc: FiniteNumber,
    params: FiniteNumber,
    flops: FiniteNumber,
  }),
)

const parsed = (text: string): E.Either<string, unknown> => {
  try {
    return E.right(JSON.parse(text))
  } catch (error) {
    return E.left(`is no whole JSON: ${String(error)}. Take the file as it was published.`)
  }
}

/**
 * NAS-Bench-Macro as published, JSON: eight layers, each an identity or one of two inverted
 * bottlenecks, trained three times on CIFAR-10. Reported is the mean of the three.
 *
 * Source: Su et al., "Prioritized Architecture Sampling with Monto-Carlo Tree Search" (2021).
 */
export const parseNasBenchMacro = (text: string): E.Either<string, ArchitectureTable> =>
  E.Chain.chain(parsed(text), (json) => {
    const published = Published.decode(json)
    if (E.isLeft(published)) {
      const where = published.left[0]?.context.flatMap(({ key }) => (key === '' ? [] : [key])) ?? []
      return E.left(
        `is not NAS-Bench-Macro: ${where.join('.') || 'the whole'} is not as it was published, { "test_acc": [...], "mean_acc", "params", "flops" } for each architecture.`,
      )
    }
    const rows: Array<CodedEntry> = []
    for (const [code, { test_acc, mean_acc, params, flops }] of Object.entries(published.right)) {
      const runs = test_acc.flatMap((percent) => partOf(percent) ?? [])
      const reported = partOf(mean_acc)
      if (runs.length === 0 || runs.length !== test_acc.length || reported === undefined)
        return E.left(`has accuracies of ${code} that are no percentages from 0 to 100.`)
      rows.push([code, { runs, reported, parameters: params, flops }])
    }
    return tableOf(coding, rows)
  })
