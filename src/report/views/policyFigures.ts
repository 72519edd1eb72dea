import * as t from 'io-ts'
import { IndexColumn, NumberColumn, numbersAt } from '../columns.ts'
import { thinned } from '../downsample.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'

/** What the policy told of itself after each round, as its entropy. */
export const PolicyFigures = strict({
  /** Episodes that were over by then. */
  episode: IndexColumn,
  figures: t.readonlyArray(strict({ name: t.string, values: NumberColumn })),
})
export type PolicyFigures = t.TypeOf<typeof PolicyFigures>

const mostPoints = 500

/** How the policy's own figures moved over the search. */
export const policyFigures = ({ rounds, figures }: RunRecord): Told<PolicyFigures> => {
  if (rounds.length < 2 || figures.length === 0)
    return notTold('The policy told no figures of itself, or had no two rounds to tell them of.')
  const places = thinned(
    rounds.map((_, i) => i),
    mostPoints,
  )
  return told({
    episode: Int32Array.from(places, (place) => rounds[place] ?? 0),
    figures: figures.map(({ name, values }) => ({ name, values: numbersAt(values, places) })),
  })
}
