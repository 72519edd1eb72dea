import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord } from '../../common/index.ts'
import { defaultLimits } from '../../space/index.ts'
import { isJson, type Json } from '../../space/Json.ts'
import { requireBounded } from '../internal/requireBounded.ts'
import { type Reward } from '../Reward.ts'
import { reward } from './rewardConstructors.ts'
import { printReward } from './printReward.ts'
import { type OwnRewards } from './read.ts'

/** What children cost at most, by the limits that spaces and trainings have by default. */
const ceilings: ReadonlyMap<string, number> = new Map([
  ['parameters', defaultLimits.parameters],
  ['flops', defaultLimits.flops],
  ['seconds', 600],
  ['latency', 1000],
])

const clipped = (of: Json, max: number): Json => ({ name: 'clip', options: { of, min: 0, max } })

/** A description in which some rewards are replaced, wherever they stand. */
const replaced = (description: Json, by: (name: string, of: Json) => Json | undefined): Json => {
  if (Array.isArray(description)) return description.map((item: Json) => replaced(item, by))
  const name = isRecord(description) ? description['name'] : description
  const other = typeof name === 'string' ? by(name, description) : undefined
  // The options of a metric are its name.
  return (
    other ??
    (isRecord(description) && name !== 'metric'
      ? Object.fromEntries(
          // What stands in JSON is JSON.
          Object.entries(description).map(([key, value]) => [
            key,
            key === 'name' ? (value as Json) : replaced(value as Json, by),
          ]),
        )
      : description)
  )
}

const usable = (description: Json, own: OwnRewards): Reward | undefined =>
  pipe(
    reward(description, { path: [], own }),
    E.mapLeft(({ message }) => message),
    E.chainW(requireBounded),
    E.match(
      () => undefined,
      (read) => read,
    ),
  )

/** Down to two digits. */
const rounded = (value: number): number => {
  if (value === 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((Math.floor(Number((value / unit).toPrecision(12))) * unit).toPrecision(12))
}

/**
 * A formula that is nearest to one without a lower bound, and has one: its costs are bounded by what
 * children cost, metrics of the user's own by 0 and 1. `undefined` where that is not all it lacks.
 */
export const mendedFormula = (description: Json, own: OwnRewards = {}): string | undefined => {
  if (!isJson(description) || usable(description, own) !== undefined) return undefined
  const known = replaced(description, (name, of) =>
    name === 'metric' ? clipped(of, 1) : undefined,
  )
  const bounded = usable(known, own)
  if (bounded !== undefined) return printReward(bounded)
  const costsBounded = usable(
    replaced(known, (name, of) => {
      const ceiling = ceilings.get(name)
      return ceiling === undefined ? undefined : clipped(of, ceiling)
    }),
    own,
  )
  if (costsBounded === undefined) return undefined
  const amount = rounded(costsBounded.penalty)
  const whole = usable({ name: 'withPenalty', options: { of: known, amount } }, own)
  return printReward(whole ?? costsBounded)
}

/** A problem with the formula that has it not, where there is one. */
export const withMended = <P extends { readonly message: string }>(
  problem: P,
  mended: string | undefined,
): P =>
  mended === undefined
    ? problem
    : { ...problem, message: `${problem.message} For example: ${mended}`, mended }
