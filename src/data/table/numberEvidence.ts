import { type DecimalMark, type ThousandsMark } from './NumberForm.ts'
import { markCharacters, readBody, writtenNumber } from './readNumber.ts'
import { type Cell } from './Table.ts'

/** What a number's marks tell: what its decimal mark is, what stands between thousands, or neither. */
export interface Evidence {
  readonly decimal?: DecimalMark
  readonly thousands?: ThousandsMark
  /** A single mark before three digits, which may be the one or the other. */
  readonly either?: DecimalMark
}

const otherMark = { point: 'comma', comma: 'point' } as const

const markOf = (character: string): ThousandsMark | undefined =>
  (['comma', 'point', 'space', 'apostrophe'] as const).find((mark) =>
    markCharacters[mark].includes(character),
  )

const undecided = /^[1-9]\d{0,2}[.,]\d{3}$/

const isRead = (body: string, decimal: DecimalMark, thousands: ThousandsMark): boolean =>
  readBody(body, decimal, markCharacters[thousands]) !== undefined

/** What the marks of a number tell; nothing where it is read in no form. */
export const evidenceOf = (body: string): Evidence | undefined => {
  const marks = Array.from(body, markOf).filter((mark) => mark !== undefined)
  const [first] = marks
  const last = marks.at(-1)
  if (first === undefined || last === undefined)
    return readBody(body, 'point', '') === undefined ? undefined : {}
  if (undecided.test(body)) return first === 'point' ? { either: 'point' } : { either: 'comma' }
  if (first === 'space' || first === 'apostrophe') {
    const decimal = last === 'comma' ? 'comma' : 'point'
    if (!isRead(body, decimal, first)) return undefined
    return last === first ? { thousands: first } : { decimal, thousands: first }
  }
  if (last !== 'point' && last !== 'comma') return undefined
  if (first !== last)
    return isRead(body, last, first) ? { decimal: last, thousands: first } : undefined
  if (marks.length > 1)
    return isRead(body, otherMark[first], first)
      ? { decimal: otherMark[first], thousands: first }
      : undefined
  return readBody(body, first, '') === undefined ? undefined : { decimal: first }
}

/** Where something was first seen. */
export interface Seen {
  readonly row: number
  readonly text: string
}

/** What the numbers of a column tell of how they are written, each with where it was first seen. */
export interface ColumnEvidence {
  readonly decimal: ReadonlyMap<DecimalMark, Seen>
  readonly thousands: ReadonlyMap<ThousandsMark, Seen>
  readonly either: ReadonlyMap<DecimalMark, Seen>
  readonly signs: ReadonlyMap<string, Seen>
  /** A number without a sign, other than 0. */
  readonly unsigned: Seen | undefined
  /** Numbers without any mark: whether some have three digits or fewer, and some have more. */
  readonly hasShort: boolean
  readonly hasLong: boolean
  /** Cells that are numbers in some form. */
  readonly numbers: number
  /** Cells that are neither missing nor a number. */
  readonly others: number
}

/** Three digits or fewer. */
const shortEnd = 1000

/**
 * What the cells of a column tell of how its numbers are written.
 *
 * @param areTexts - whether cells that are numbers were texts
 */
export const columnEvidence = (cells: ReadonlyArray<Cell>, areTexts: boolean): ColumnEvidence => {
  const decimal = new Map<DecimalMark, Seen>()
  const thousands = new Map<ThousandsMark, Seen>()
  const either = new Map<DecimalMark, Seen>()
  const signs = new Map<string, Seen>()
  let unsigned: Seen | undefined
  let [hasShort, hasLong] = [false, false]
  let [numbers, others] = [0, 0]
  const see = <K>(map: Map<K, Seen>, key: K | undefined, seen: Seen): void => {
    if (key !== undefined && !map.has(key)) map.set(key, seen)
  }
  const take = (body: string, row: number, text: string): void => {
    const evidence = evidenceOf(body)
    if (evidence === undefined) {
      others++
      return
    }
    numbers++
    see(decimal, evidence.decimal, { row, text })
    see(thousands, evidence.thousands, { row, text })
    see(either, evidence.either, { row, text })
    if (/^\d+$/.test(body)) {
      if (body.length <= 3) hasShort = true
      else hasLong = true
    }
  }
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? null
    if (cell === null || cell === '') continue
    if (typeof cell === 'boolean') others++
    else if (typeof cell === 'number') {
      if (cell !== 0) unsigned ??= { row, text: String(cell) }
      if (Number.isInteger(cell)) {
        numbers++
        if (Math.abs(cell) < shortEnd) hasShort = true
        else hasLong = true
      } else if (!areTexts || decimal.has('point')) numbers++
      else take(String(Math.abs(cell)), row, String(cell))
    } else {
      const written = writtenNumber(cell)
      if (written === undefined) others++
      else {
        take(written.body, row, cell)
        if (written.sign !== '') see(signs, written.sign, { row, text: cell })
        else if (written.body !== '0') unsigned ??= { row, text: cell }
      }
    }
  }
  return { decimal, thousands, either, signs, unsigned, hasShort, hasLong, numbers, others }
}
