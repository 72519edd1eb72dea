import { type DecimalMark, type NumberForm, type ThousandsMark } from './NumberForm.ts'
import { withoutUnseen } from './plainText.ts'
import { type Cell } from './Table.ts'

/** The characters that a mark may be. */
export const markCharacters: Readonly<Record<ThousandsMark, string>> = {
  comma: ',',
  point: '.',
  space: ' \u00a0\u202f\u2009',
  apostrophe: "'\u2019",
}

/** A number as people write it, apart from what stands around its digits. */
export interface WrittenNumber {
  readonly isNegative: boolean
  /** The currency or percent sign; empty for none. */
  readonly sign: string
  /** Digits and marks, and an exponent where there is one. */
  readonly body: string
}

const sign = String.raw`[A-Z]{0,3}\p{Sc}|%|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK)|kr\.?|zł|Kč|Fr\.`
const minus = '[+\u2212-]'
const body = String.raw`[\d.,](?:[\d., \u00a0\u202f\u2009'\u2019]*[\d.,])?(?:[eE][+-]?\d+)?`
const written = new RegExp(
  String.raw`^(\()?(${minus})?\s*(${sign})?\s*(${minus})?\s*(${body})\s*(${sign})?(\))?$`,
  'u',
)

/** Longer texts are no numbers. */
const longest = 100

/** Takes a text apart into sign and digits; nothing where it is no number of any form. */
export const writtenNumber = (text: string): WrittenNumber | undefined => {
  if (text.length > longest) return undefined
  const [all, open, first, before, second, digits = '', after, close] =
    written.exec(withoutUnseen(text).trim()) ?? []
  if (all === undefined || (open === undefined) !== (close === undefined)) return undefined
  if (first !== undefined && (second !== undefined || open !== undefined)) return undefined
  if (before !== undefined && after !== undefined) return undefined
  const minusSign = first ?? second
  return {
    isNegative: open !== undefined || (minusSign !== undefined && minusSign !== '+'),
    sign: before ?? after ?? '',
    body: digits,
  }
}

const grouped = /^[1-9]\d{0,2}(?:([^\d])\d{3})(?:\1\d{3})*$/
/** 12,34,567 as it is written in India. */
const lakhs = /^[1-9]\d?(?:,\d{2})+,\d{3}$/

/** The digits of a whole number without what stands between thousands; nothing where that is none of the marks. */
const wholeDigits = (text: string, marks: string): string | undefined => {
  if (/^\d*$/.test(text)) return text
  const [, mark] = grouped.exec(text) ?? (lakhs.test(text) ? ['', ','] : [])
  return mark !== undefined && marks.includes(mark) ? text.replaceAll(mark, '') : undefined
}

const parts = /^(.*?)(?:[eE]([+-]?\d+))?$/

/**
 * The number that digits and marks are.
 *
 * @param marks - the characters that may stand between thousands
 */
export const readBody = (text: string, decimal: DecimalMark, marks: string): number | undefined => {
  const [, digits = '', exponent = '0'] = parts.exec(text) ?? []
  const [before = '', after, ...more] = digits.split(markCharacters[decimal])
  if (more.length > 0 || (after !== undefined && !/^\d*$/.test(after))) return undefined
  const whole = wholeDigits(before, marks)
  if (whole === undefined || whole + (after ?? '') === '') return undefined
  const value = Number(`${whole}.${after ?? ''}e${exponent}`)
  return Number.isFinite(value) ? value : undefined
}

const allMarks = Object.values(markCharacters).join('')

/** The characters that may stand between the thousands of numbers of a form. */
const marksOf = ({ decimal, thousands }: NumberForm): string => {
  if (thousands === 'none') return ''
  return thousands === undefined
    ? allMarks.replaceAll(markCharacters[decimal], '')
    : markCharacters[thousands]
}

const truths: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['false', 0],
])

/** What a cell says of truth: 1 or 0, where it is `true` or `false` in any case. */
export const truthOf = (cell: Cell): number | undefined => {
  if (typeof cell === 'boolean') return Number(cell)
  return typeof cell === 'string' && (cell.length === 4 || cell.length === 5)
    ? truths.get(cell.toLowerCase())
    : undefined
}

/** How programs write numbers. */
export const plainForm: NumberForm = { decimal: 'point' }

const asPrograms = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Reads cells as numbers. */
export type ReadNumber = (cell: Cell) => number | undefined

/**
 * Reads the cells of a column by the form of its numbers; truth is 1 and 0, a percentage its number.
 *
 * @param areTexts - whether cells that are numbers were texts, written just as JavaScript writes them
 */
export const numberReader = (form: NumberForm, areTexts: boolean): ReadNumber => {
  const marks = marksOf(form)
  const readText = (text: string): number | undefined => {
    if (form.decimal === 'point' && asPrograms.test(text)) {
      const plain = Number(text)
      return Number.isFinite(plain) ? plain : undefined
    }
    const found = writtenNumber(text)
    if (found === undefined) return undefined
    if (form.sign !== undefined && found.sign !== '' && found.sign !== form.sign) return undefined
    const value = readBody(found.body, form.decimal, marks)
    return value === undefined ? undefined : found.isNegative ? -value : value
  }
  return (cell) => {
    if (typeof cell === 'number') {
      if (!areTexts || form.decimal === 'point' || Number.isInteger(cell)) return cell
      return readText(String(cell))
    }
    return typeof cell === 'string' ? (truthOf(cell) ?? readText(cell)) : truthOf(cell)
  }
}
