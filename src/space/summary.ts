import { counted, shown } from '../common/index.ts'
import { cardinality, logCardinalityOf } from './cardinality.ts'
import { optionText } from './constructors.ts'
import { type Json } from './Json.ts'
import { countDecisions } from './limits.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

/** What is said of a place on its own line, and the lines below it. */
interface Block {
  readonly head: string
  readonly below: ReadonlyArray<string>
}

const someRejected = '(some are rejected)'

/** The longest list of numbers that is written out. */
const listed = 10

const indented = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => `  ${line}`)

const optionsShown = (options: ReadonlyArray<Json>): string =>
  options.length > listed && options.every((option) => typeof option === 'number')
    ? `${options.slice(0, 3).join(', ')}, ... ${optionText(options.at(-1) ?? '')}`
    : options.map(optionText).join(', ')

const lengthsShown = (min: number, max: number): string =>
  min === max ? String(min) : `${min} to ${max}`

const labelled = (label: string, d: Description): ReadonlyArray<string> => {
  const { head, below } = blockOf(d)
  return [`${label}: ${head}`.trimEnd(), ...indented(below)]
}

const blockOf = (d: Description): Block => {
  switch (d._tag) {
    case 'Constant':
      return { head: `always ${shown(d.value)}`, below: [] }
    case 'Choice':
      return {
        head: `${d.options.length === 1 ? 'always ' : ''}${optionsShown(d.options)}`,
        below: [],
      }
    case 'Struct':
      return d.fields.length === 0
        ? { head: 'nothing', below: [] }
        : { head: '', below: d.fields.flatMap(([name, field]) => labelled(name, field)) }
    case 'Sequence': {
      const { head, below } = blockOf(d.item)
      return { head: `${lengthsShown(d.min, d.max)}, each: ${head}`.trimEnd(), below }
    }
    case 'OneOf':
      return {
        head: `${d.tag} is one of:`,
        below: d.branches.flatMap(([name, branch]) =>
          branch._tag === 'Struct' && branch.fields.length === 0 ? [name] : labelled(name, branch),
        ),
      }
    case 'Refine': {
      const { head, below } = blockOf(d.inner)
      return { head: `${head} ${someRejected}`.trimStart(), below }
    }
    case 'IMap':
      return blockOf(d.inner)
  }
}

/** A refinement of the whole space is told with its size, not above its fields. */
const bare = (d: Description): Description =>
  d._tag === 'Refine' || d._tag === 'IMap' ? bare(d.inner) : d

const isRefined = (d: Description): boolean => {
  switch (d._tag) {
    case 'Constant':
    case 'Choice':
      return false
    case 'Struct':
      return d.fields.some(([, field]) => isRefined(field))
    case 'Sequence':
      return isRefined(d.item)
    case 'OneOf':
      return d.branches.some(([, branch]) => isRefined(branch))
    case 'Refine':
      return true
    case 'IMap':
      return isRefined(d.inner)
  }
}

/** Every digit of what a person still reads; beyond it a power of ten, from the logarithm alone. */
const sizeShown = (space: SearchSpace<unknown>): string => {
  const log10 = logCardinalityOf(space.description) / Math.LN10
  if (log10 < 15) return cardinality(space).toLocaleString('en-US')
  const power = Math.floor(log10)
  const leading = (10 ** (log10 - power)).toFixed(1)
  return leading === '10.0' ? `1.0e+${power + 1}` : `${leading}e+${power}`
}

/**
 * A space for a person to read: a line for each place with its options, and how large it all is.
 * What a refinement rejects is counted, as {@link cardinality} does.
 *
 * @example
 * import { choice, int, sequence, struct } from 'rxnas'
 * import { summarizeSpace } from 'rxnas/space'
 *
 * const space = struct({ widths: sequence(1, 2, int({ min: 1, max: 100 })), op: choice('a', 'b') })
 * console.log(summarizeSpace(space))
 * // widths: 1 to 2, each: 1, 2, 3, ... 100
 * // op: a, b
 * // 20,200 architectures, 4 decisions
 */
export const summarizeSpace = (space: SearchSpace<unknown>): string => {
  const { head, below } = blockOf(bare(descriptionOf('summarizeSpace()', space)))
  const count = sizeShown(space)
  const size = `${count} architecture${count === '1' ? '' : 's'}`
  const decisions = counted(countDecisions(space.description), 'decision')
  return [
    ...(head === '' ? below : [head, ...indented(below)]),
    `${isRefined(space.description) ? `${size} ${someRejected}` : size}, ${decisions}`,
  ].join('\n')
}
