import * as t from 'io-ts'

interface FiniteNumberBrand {
  readonly FiniteNumber: unique symbol
}

/**
 * A number that is neither NaN nor infinite. Rewards, metrics and log-probabilities are such
 * numbers, so a NaN is refused where it enters and can never become the best. -0 becomes 0, as it
 * would in JSON.
 */
export type FiniteNumber = t.Branded<number, FiniteNumberBrand>

const isFinite = (u: unknown): u is FiniteNumber => typeof u === 'number' && Number.isFinite(u)

/** Codec of {@link FiniteNumber}. */
export const FiniteNumber: t.Type<FiniteNumber, unknown> = new t.Type<FiniteNumber, unknown>(
  'FiniteNumber',
  isFinite,
  (u, context) =>
    isFinite(u)
      ? // Adding 0 turns -0 into 0 and leaves every other finite number finite.
        t.success((u + 0) as FiniteNumber)
      : t.failure(
          u,
          context,
          `${typeof u === 'number' ? String(u) : typeof u} is not a finite number`,
        ),
  t.identity,
)

/** The entries of a record that are finite numbers; what is none is left out. */
export const finiteOnly = (
  numbers: Readonly<Record<string, number>>,
): Readonly<Record<string, FiniteNumber>> =>
  Object.fromEntries(
    Object.entries(numbers).filter((entry): entry is [string, FiniteNumber] => isFinite(entry[1])),
  )
