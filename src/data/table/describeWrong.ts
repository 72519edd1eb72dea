import { cut } from '../../common/index.ts'
import { type Cell } from './Table.ts'

const isInfinite = (text: string): boolean => /^[+-]?inf(?:inity)?$/i.test(text)

const isTooLarge = (text: string): boolean =>
  /^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(text) && Math.abs(Number(text)) === Infinity

const longest = 60

/** What a cell holds where a number is wanted: a text, or a number that is too large to be held. */
export const describeWrong = (cell: Cell): string => {
  const text = String(cell)
  if (isInfinite(text)) return `${JSON.stringify(text)}, which is no finite number,`
  return isTooLarge(text)
    ? `${cut(text, longest)}, which is larger than any number that is held (${Number.MAX_VALUE.toPrecision(2)}),`
    : `the text ${JSON.stringify(text)}`
}
