import * as E from 'fp-ts/lib/Either.js'
import { type Budget } from '../../index.ts'
import { usageError, type UsageError } from './UsageError.ts'

const form = /^(\d+(?:\.\d+)?)\s*(steps?|images?|epochs?)$/

/** A budget as a person writes it: `300 steps`, `20000 images`, `1 epoch`, or several with commas. */
export const budget =
  (option: string) =>
  (given: string): E.Either<UsageError, Budget> => {
    const parsed: Record<string, number> = {}
    for (const part of given.split(',')) {
      const [, amount = '', unit = ''] = form.exec(part.trim().toLowerCase()) ?? []
      const value = Number(amount)
      const name = unit.replace(/s$/, '') + 's'
      if (unit === '' || value <= 0 || (name !== 'epochs' && !Number.isInteger(value)))
        return E.left(
          usageError(option, given, 'a budget such as "2 epochs", "20000 images" or "300 steps"'),
        )
      parsed[name] = value
    }
    return E.right(parsed)
  }

/** A budget as {@link budget} reads it. */
export const showBudget = (b: Budget): string =>
  [
    b.epochs === undefined ? [] : [`${b.epochs} ${b.epochs === 1 ? 'epoch' : 'epochs'}`],
    b.images === undefined ? [] : [`${b.images} images`],
    b.steps === undefined ? [] : [`${b.steps} steps`],
  ]
    .flat()
    .join(', ')
