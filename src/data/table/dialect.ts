import { extensionOf } from '../DataFile.ts'
import { type ReadingOptions } from '../DataOptions.ts'

/** What separates the cells of a table of text. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' '

/** What a delimiter is called. */
export const delimiterName: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  ' ': 'space',
}

const delimiterOf: Readonly<Record<NonNullable<ReadingOptions['delimiter']>, Delimiter>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  bar: '|',
  space: ' ',
}

const quoteOf = { double: '"', single: "'", none: null } as const

/** How a file of text is written. */
export interface Dialect {
  readonly delimiter: Delimiter
  readonly quote: '"' | "'" | null
  /** The first line of the table. */
  readonly firstLine: number
  /** Where the lines begin that are alike, if above them there are others. */
  readonly alikeFrom?: number
  /** Whether nothing was found that separates cells. */
  readonly isSingle: boolean
  readonly notes: ReadonlyArray<string>
}

/** The most lines that are looked at. */
const mostLines = 200

const quoted = {
  '"': /(^|[,;\t|])"(?:[^"]|"")*"(?=[,;\t|\r\n]|$)/gm,
  "'": /(^|[,;\t|])'(?:[^']|'')*'(?=[,;\t|\r\n]|$)/gm,
} as const

/** The lines of a text, each with its number; a cell in quotes is a mark alone, so that it hides nothing. */
const linesOf = (
  head: string,
  quote: Dialect['quote'],
): ReadonlyArray<{ readonly number: number; readonly text: string }> => {
  const newlines = (text: string): string => text.replace(/[^\n]/g, '').replaceAll('\n', '\v')
  const plain = head.replace(/\r\n?/g, '\n')
  const bare =
    quote === null
      ? plain
      : plain.replace(quoted[quote], (text, before: string) => `${before}q${newlines(text)}`)
  let number = 1
  return bare
    .split('\n')
    .slice(0, mostLines)
    .map((text) => {
      const line = { number, text: text.replaceAll('\v', '') }
      number += 1 + (text.match(/\v/g)?.length ?? 0)
      return line
    })
}

type Line = ReturnType<typeof linesOf>[number]

const cellsIn = ({ text }: Line, delimiter: Delimiter): number => text.split(delimiter).length

/** Those that are looked for; in the order in which one is preferred where several would do. */
const found: ReadonlyArray<Delimiter> = ['\t', ';', '|', ',']

/** The number of cells that most lines have, where it is more than one. */
const commonWidth = (lines: ReadonlyArray<Line>, delimiter: Delimiter): [number, number] => {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const cells = cellsIn(line, delimiter)
    if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1)
  }
  return [...counts].reduce<[number, number]>((a, b) => (b[1] > a[1] ? b : a), [1, 0])
}

/** The delimiter of some lines: what all of them have as often, else most of them, else the first most often. */
const findDelimiter = (lines: ReadonlyArray<Line>): Delimiter | undefined => {
  const [first] = lines
  if (first === undefined) return undefined
  const alike = found.find(
    (delimiter) =>
      lines.length > 1 &&
      cellsIn(first, delimiter) > 1 &&
      lines.every((line) => cellsIn(line, delimiter) === cellsIn(first, delimiter)),
  )
  if (alike !== undefined) return alike
  const shares = found.map((delimiter) => commonWidth(lines, delimiter)[1])
  const most = Math.max(...shares)
  if (most > lines.length / 2 && lines.length > 2) return found[shares.indexOf(most)]
  const inFirst = (delimiter: Delimiter): number => cellsIn(first, delimiter)
  const best = found.reduce((a, b) => (inFirst(b) >= inFirst(a) ? b : a))
  return inFirst(best) > 1 ? best : undefined
}

const separatorLine = /^"?sep=(.)"?$/i

/** How many comments stand above a table: lines that begin with # and are not its header. */
const commentsAbove = (lines: ReadonlyArray<Line>): number => {
  const begins = (line: Line | undefined): boolean =>
    line !== undefined && (line.text.startsWith('#') || line.text.trim() === '')
  let count = 0
  while (count < lines.length && begins(lines[count])) count++
  const [last, first] = [lines[count - 1], lines[count]]
  if (last === undefined || first === undefined) return 0
  const delimiter = findDelimiter(lines.slice(count))
  const isHeader =
    last.text.startsWith('#') &&
    delimiter !== undefined &&
    cellsIn(last, delimiter) === cellsIn(first, delimiter) &&
    first.text.split(delimiter).some((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
  return isHeader ? count - 1 : count
}

const describeComments = (skipped: ReadonlyArray<Line>): ReadonlyArray<string> => {
  const comments = skipped.filter(({ text }) => text.trim() !== '')
  const [one, two] = [comments[0], comments.at(-1)]
  if (one === undefined || two === undefined) return []
  return [
    one === two
      ? `line ${one.number} begins with # and is left out as a comment; --skip-lines 0 keeps it`
      : `lines ${one.number} to ${two.number} begin with # and are left out as comments; --skip-lines 0 keeps them`,
  ]
}

/** The beginning of a file of text, below the lines that a person leaves out. */
export interface Head {
  readonly text: string
  /** Whether it is all of the file. */
  readonly isWhole: boolean
  /** How many lines of the file are above it. */
  readonly above: number
}

const rawLine = /^\ufeff?([^\r\n]*)/

/** How a file of text is written, by its first lines and by what a person says of it. */
export const dialectOf = (
  file: string,
  { text, isWhole, above }: Head,
  { delimiter: given, quote: givenQuote = 'double', skipLines }: ReadingOptions,
): Dialect => {
  const quote = quoteOf[givenQuote]
  const all = linesOf(text, quote).map((line) => ({ ...line, number: line.number + above }))
  // The last line may be cut, or be what follows the last line's end.
  const whole = isWhole || all.length === mostLines || all.length < 2 ? all : all.slice(0, -1)
  const separator = separatorLine.exec(rawLine.exec(text)?.[1] ?? '')?.[1]
  const says = Object.values(delimiterOf).find((one) => one === separator)
  const table = separator === undefined ? whole : whole.slice(1)
  const comments = skipLines === undefined ? commentsAbove(table) : 0
  const lines = table.slice(comments).filter((line) => line.text.trim() !== '')
  const [first] = lines
  const isTsv = extensionOf(file) === '.tsv' && text.includes('\t')
  const delimiter =
    (given === undefined ? undefined : delimiterOf[given]) ??
    says ??
    (isTsv ? '\t' : findDelimiter(lines))
  const firstLine = first?.number ?? above + 1
  const [width] = delimiter === undefined ? [1] : commonWidth(lines, delimiter)
  const alikeFrom = lines.find(
    (line) => delimiter !== undefined && cellsIn(line, delimiter) === width,
  )?.number
  return {
    delimiter: delimiter ?? ',',
    quote,
    firstLine,
    ...(alikeFrom === undefined || alikeFrom === firstLine ? {} : { alikeFrom }),
    isSingle: delimiter === undefined && lines.length > 0,
    notes: [
      ...(separator === undefined
        ? []
        : [
            `line ${above + 1} says that cells are separated by ${
              says === undefined ? JSON.stringify(separator) : `${delimiterName[says]}s`
            }`,
          ]),
      ...describeComments(table.slice(0, comments)),
    ],
  }
}
