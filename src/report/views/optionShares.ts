import * as t from 'io-ts'
import { NumberColumn } from '../columns.ts'
import { type DecisionColumn } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'
import { mostImportant, noDecisions } from './shownDecisions.ts'

/** How often each option of a decision was proposed, part after part of the search. */
const DecisionShares = strict({
  path: t.string,
  /** Options, or ranges of neighbouring ones where there are many. */
  options: t.readonlyArray(t.string),
  /** Of each part of the search the share of each option, option by option; NaN where it was not asked. */
  shares: NumberColumn,
})
type DecisionShares = t.TypeOf<typeof DecisionShares>

/** How the search's proposals moved from option to option. */
export const OptionShares = strict({
  /** The first episode of each part; after the last follows the number of all. */
  parts: t.readonlyArray(t.number),
  decisions: t.readonlyArray(DecisionShares),
  leftOut: t.number,
})
export type OptionShares = t.TypeOf<typeof OptionShares>

const mostParts = 24
const mostOptions = 16
const mostDecisions = 40
const fewestInPart = 4

/** Neighbouring options as ranges, so that there are at most so many. */
const grouped = ({
  options,
}: Pick<DecisionColumn, 'options'>): {
  readonly labels: ReadonlyArray<string>
  readonly groupOf: (option: number) => number
} => {
  const size = Math.ceil(options.length / mostOptions)
  if (size === 1) return { labels: options, groupOf: (option) => option }
  return {
    labels: Array.from({ length: Math.ceil(options.length / size) }, (_, group) => {
      const [first = '', last = ''] = [
        options[group * size],
        options[Math.min(options.length, (group + 1) * size) - 1],
      ]
      return first === last ? first : `${first} to ${last}`
    }),
    groupOf: (option) => Math.floor(option / size),
  }
}

const sharesOf = (column: DecisionColumn, parts: ReadonlyArray<number>): DecisionShares => {
  const { labels, groupOf } = grouped(column)
  const shares = new Float32Array((parts.length - 1) * labels.length)
  for (let part = 0; part + 1 < parts.length; part++) {
    const [from = 0, to = 0] = [parts[part], parts[part + 1]]
    let asked = 0
    const start = part * labels.length
    for (let i = from; i < to; i++) {
      const option = column.taken[i] ?? -1
      if (option < 0) continue
      asked += 1
      const place = start + groupOf(option)
      shares[place] = (shares[place] ?? 0) + 1
    }
    for (let i = start; i < start + labels.length; i++)
      shares[i] = asked === 0 ? NaN : (shares[i] ?? 0) / asked
  }
  return { path: column.path, options: labels, shares }
}

/**
 * How often each option was proposed in each part of the search: what a policy came to prefer.
 *
 * @param order - paths of decisions, the most important first: of many the first are shown
 */
export const optionShares = (
  { episodes }: RunRecord,
  order: ReadonlyArray<string>,
): Told<OptionShares> => {
  const count = Math.min(mostParts, Math.floor(episodes.count / fewestInPart))
  const asked = episodes.decisions.filter(({ taken }) => taken.some((option) => option >= 0))
  if (count < 2 || asked.length === 0)
    return notTold(
      count < 2
        ? `${episodes.count} episodes are too few to tell how the proposals moved.`
        : noDecisions,
    )
  const parts = Array.from({ length: count + 1 }, (_, i) =>
    Math.round((i * episodes.count) / count),
  )
  const shown = mostImportant(asked, order, mostDecisions)
  return told({
    parts,
    decisions: shown.map((column) => sharesOf(column, parts)),
    leftOut: asked.length - shown.length,
  })
}
