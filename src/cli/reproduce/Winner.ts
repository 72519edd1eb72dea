import * as t from 'io-ts'
import { Budget } from '../../index.ts'

/** A search's winner, trained again for longer and tested: a line of the winners. */
export interface Winner {
  readonly _tag: 'Winner'
  readonly arm: string
  readonly seed: number
  readonly key: string
  /** What the final training was. */
  readonly budget: Budget
  readonly threads: number
  /** When it ended, ISO 8601. */
  readonly at: string
  readonly validationAccuracy: number
  readonly testAccuracy: number
  readonly testExamples: number
  readonly parameters: number
  readonly seconds: number
}

/** Codec of {@link Winner}. */
export const Winner: t.Type<Winner, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Winner'),
    arm: t.string,
    seed: t.number,
    key: t.string,
    budget: Budget,
    threads: t.number,
    at: t.string,
    validationAccuracy: t.number,
    testAccuracy: t.number,
    testExamples: t.number,
    parameters: t.number,
    seconds: t.number,
  }),
)

/** What a winner is known by: the same network, found by the same search, trained as long. */
export const isSameWinner = (
  a: Pick<Winner, 'arm' | 'seed' | 'key' | 'budget'>,
  b: Pick<Winner, 'arm' | 'seed' | 'key' | 'budget'>,
): boolean =>
  a.arm === b.arm &&
  a.seed === b.seed &&
  a.key === b.key &&
  a.budget.steps === b.budget.steps &&
  a.budget.images === b.budget.images &&
  a.budget.epochs === b.budget.epochs
