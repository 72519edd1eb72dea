import * as t from 'io-ts'
import { checkOptions, finiteNumber, optional, positiveNumber } from '../common/index.ts'
import { Amount } from './bounded.ts'

/**
 * How long a child is trained: until the first of these is reached. An example seen twice counts
 * twice.
 */
export interface Budget {
  /** Updates of the weights. */
  readonly steps?: number
  /** Training examples seen. */
  readonly images?: number
  /** Passes through the training split. */
  readonly epochs?: number
}

/** Codec of {@link Budget}. */
export const Budget: t.Type<Budget, unknown> = t.readonly(
  t.exact(t.partial({ steps: Amount, images: Amount, epochs: Amount })),
)

/**
 * Checks a budget that a call is given.
 *
 * @throws RangeError where a limit is no number above 0: a mistake in the program.
 */
export const checkBudget = (call: string, budget: Budget): void => {
  const limit = optional(positiveNumber())
  checkOptions(`${call} budget`, budget, { steps: limit, images: limit, epochs: limit })
}

/**
 * The number of updates a budget allows with `examples` training examples in batches of `batchSize`;
 * an empty budget allows one epoch.
 *
 * @throws RangeError where a limit is no number of 0 or more, or a count none above 0.
 */
export const stepsOf = (budget: Budget, examples: number, batchSize: number): number => {
  const limit = optional(finiteNumber(0))
  checkOptions('stepsOf()', budget, { steps: limit, images: limit, epochs: limit })
  checkOptions(
    'stepsOf()',
    { examples, batchSize },
    { examples: finiteNumber(0), batchSize: positiveNumber() },
  )
  const perEpoch = Math.ceil(examples / batchSize)
  const limits = [
    budget.steps,
    budget.images === undefined ? undefined : Math.ceil(budget.images / batchSize),
    budget.epochs === undefined ? undefined : Math.ceil(budget.epochs * perEpoch),
  ].filter((limit) => limit !== undefined)
  return limits.length === 0 ? perEpoch : Math.max(1, Math.min(...limits))
}

/**
 * A part of a budget; of an empty one, a part of its one epoch.
 *
 * @throws RangeError where the part is no number above 0 and up to 1.
 * @example
 * import { partOfBudget } from 'rxnas/episode'
 *
 * console.log(partOfBudget(0.25)({ images: 20_000 })) // { images: 5000 }
 */
export const partOfBudget =
  (part: number) =>
  (budget: Budget): Budget => {
    checkOptions('partOfBudget()', { part }, { part: positiveNumber(1) })
    checkBudget('partOfBudget()', budget)
    const { steps, images, ...rest } = budget
    const { epochs = steps === undefined && images === undefined ? 1 : undefined } = rest
    return {
      ...(steps === undefined ? {} : { steps: Math.ceil(steps * part) }),
      ...(images === undefined ? {} : { images: Math.ceil(images * part) }),
      ...(epochs === undefined ? {} : { epochs: epochs * part }),
    }
  }
