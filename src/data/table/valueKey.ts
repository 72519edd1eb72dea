import { truthOf } from './readNumber.ts'
import { plainText } from './plainText.ts'
import { type Cell } from './Table.ts'

const wholeWithZeros = /^(-?\d+)\.0+$/

/**
 * What two spellings of a value have in common: True and true are one value, and so are 1 and 1.0, as
 * pandas writes whole numbers beside missing ones, and what only looks alike ({@link plainText}).
 */
export const valueKey = (text: string): string =>
  truthOf(text) === undefined
    ? (wholeWithZeros.exec(text)?.[1] ?? plainText(text))
    : text.toLowerCase()

/** What stands for a missing cell among the values of a category. */
const missingValue = ''

/** A cell as the value of a category. */
export const valueOf = (cell: Cell): string => (cell === null ? missingValue : String(cell))

/** Gives each value the spelling in which it came first. */
export const firstSpelling = (): ((text: string) => string) => {
  const spellings = new Map<string, string>()
  return (text) => {
    const key = valueKey(text)
    const known = spellings.get(key)
    if (known === undefined) spellings.set(key, text)
    return known ?? text
  }
}
