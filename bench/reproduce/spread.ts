import { mean } from '../../src/common/index.ts'

/** Mean and range of some figures. */
export type Spread = Readonly<Record<'count' | 'mean' | 'lowest' | 'highest', number>>

/** The spread of figures; `undefined` of none. */
export const spreadOf = (values: ReadonlyArray<number>): Spread | undefined => {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  const count = values.length
  return count === 0 ? undefined : { count, mean: mean(values), lowest, highest }
}

/** A spread in words: `0.9650 (0.9641 to 0.9662, 3 seeds)`, or `none yet`. */
export const showSpread = (spread: Spread | undefined): string => {
  if (spread === undefined) return 'none yet'
  const [middle, from, to] = [spread.mean, spread.lowest, spread.highest].map((x) => x.toFixed(4))
  return `${middle} (${spread.count === 1 ? '1 seed' : `${from} to ${to}, ${spread.count} seeds`})`
}
