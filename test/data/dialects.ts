import fc from 'fast-check'

/** A table that is written and read again: its columns of one kind each. */
export interface KnownTable {
  readonly names: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string | number | null>>
}

/** A way to write a table as a file of text. */
export interface WrittenDialect {
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly quote: '"' | "'" | 'none'
  readonly quotesAll: boolean
  readonly newline: '\n' | '\r\n' | '\r'
  readonly endsInNewline: boolean
  readonly encoding:
    | 'utf8'
    | 'utf8-mark'
    | 'utf16le-mark'
    | 'utf16be-mark'
    // Without a mark, as a guess finds it.
    | 'utf16le'
    | 'windows-1252'
  readonly numbers: NumberStyle
  readonly comments: number
  readonly separatorLine: boolean
  readonly hasHeader: boolean
  readonly trailing: 'none' | 'header' | 'rows' | 'all'
  readonly missing: '' | 'NA' | '?' | 'n/a' | 'NULL' | '-'
  /** What stands around cells that are not quoted, and is no part of them. */
  readonly around: '' | ' ' | '\u200b' | '\u200e'
  /** Whether the file is read by settings that tell its dialect. */
  readonly isTold: boolean
}

/** How numbers are written. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  readonly thousands: '' | ',' | '.' | ' ' | '\u00a0' | '\u202f' | "'" | '\u2019'
  readonly sign: '' | '$' | '€ ' | ' €' | '%' | ' %' | 'CHF ' | ' kr'
  readonly minus: '-' | '\u2212' | '()'
  /** Whether digits stand in groups as in India: 12,34,567. */
  readonly lakhs: boolean
}

const name = fc
  .tuple(
    fc.constantFrom(
      'a',
      'größe',
      'x y',
      'prix',
      'constructor',
      '__proto__',
      'toString',
      'Länge',
      'n',
    ),
    fc.nat(99),
  )
  .map(([text, n]) => `${text} ${n}q`)

const word = fc.constantFrom(
  ...[
    'rot',
    'blau',
    'grün',
    'été',
    'Müller',
    'a b',
    'x-1',
    'constructor',
    '__proto__',
    '007',
    'yes',
  ],
  ...[
    'semi;colon',
    'com,ma',
    'bar|bar',
    'quo"te',
    "o'clock",
    'line\nbreak',
    '#no',
    '4711-12',
    '5 kg',
  ],
)

const number = fc.oneof(
  fc.integer({ min: -3000, max: 3_000_000 }),
  fc.integer({ min: -999_999, max: 9_999_999 }).map((n) => n / 100),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => n / 1000),
)

/** A column: its name and a cell for every row. */
const column = (rows: number) =>
  fc.record({
    name,
    cells: fc.oneof(
      fc.array(fc.option(number, { nil: null, freq: 8 }), { minLength: rows, maxLength: rows }),
      fc.array(fc.option(word, { nil: null, freq: 8 }), { minLength: rows, maxLength: rows }),
    ),
  })

/** Tables of two to five columns and 12 to 40 rows. */
export const knownTable: fc.Arbitrary<KnownTable> = fc
  .integer({ min: 12, max: 40 })
  .chain((count) =>
    fc
      .uniqueArray(column(count), { minLength: 2, maxLength: 5, selector: (one) => one.name })
      .map((columns) => ({
        names: columns.map((one) => one.name),
        rows: Array.from({ length: count }, (_, row) =>
          columns.map(({ cells }) => cells[row] ?? null),
        ),
      })),
  )
  .filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)))

const numberStyle: fc.Arbitrary<NumberStyle> = fc
  .record({
    decimal: fc.constantFrom<NumberStyle['decimal']>('.', ','),
    thousands: fc.constantFrom<NumberStyle['thousands']>(
      ...(['', '', ',', '.', ' ', '\u00a0', '\u202f', "'", '\u2019'] as const),
    ),
    sign: fc.constantFrom<NumberStyle['sign']>(
      ...(['', '', '', '', '$', '€ ', ' €', '%', ' %', 'CHF ', ' kr'] as const),
    ),
    minus: fc.constantFrom<NumberStyle['minus']>('-', '-', '\u2212', '()'),
    lakhs: fc.boolean(),
  })
  .filter(({ decimal, thousands }) => decimal !== thousands)

/** Ways to write a table. */
export const writtenDialect: fc.Arbitrary<WrittenDialect> = fc.record({
  delimiter: fc.constantFrom<WrittenDialect['delimiter']>(',', ';', '\t', '|'),
  quote: fc.constantFrom<WrittenDialect['quote']>('"', '"', '"', "'", 'none'),
  quotesAll: fc.boolean(),
  newline: fc.constantFrom<WrittenDialect['newline']>('\n', '\r\n', '\r'),
  endsInNewline: fc.boolean(),
  encoding: fc.constantFrom<WrittenDialect['encoding']>(
    ...([
      'utf8',
      'utf8',
      'utf8-mark',
      'utf16le-mark',
      'utf16be-mark',
      'utf16le',
      'windows-1252',
    ] as const),
  ),
  numbers: numberStyle,
  comments: fc.constantFrom(0, 0, 0, 1, 3),
  separatorLine: fc.constantFrom(false, false, false, true),
  hasHeader: fc.constantFrom(true, true, true, false),
  trailing: fc.constantFrom<WrittenDialect['trailing']>(
    'none',
    'none',
    'none',
    'header',
    'rows',
    'all',
  ),
  missing: fc.constantFrom<WrittenDialect['missing']>('', 'NA', '?', 'n/a', 'NULL', '-'),
  around: fc.constantFrom<WrittenDialect['around']>('', '', '', ' ', '\u200b', '\u200e'),
  isTold: fc.boolean(),
})

/** A number in a style. */
const writtenNumber = (
  value: number,
  { decimal, thousands, sign, minus, lakhs }: NumberStyle,
): string => {
  const [whole = '', parts] = String(Math.abs(value)).split('.')
  const groups = lakhs && thousands === ',' ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g
  const grouped = thousands === '' ? whole : whole.replace(groups, thousands)
  const digits = parts === undefined ? grouped : `${grouped}${decimal}${parts}`
  const signed = /^[ %]/.test(sign) ? `${digits}${sign}` : `${sign}${digits}`
  if (value >= 0) return signed
  return minus === '()' ? `(${signed})` : `${minus}${signed}`
}

const bytesOf = (text: string, encoding: WrittenDialect['encoding']): Uint8Array | undefined => {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text)
    case 'utf8-mark':
      return Buffer.from(`\ufeff${text}`)
    case 'utf16le':
      return Buffer.from(text, 'utf16le')
    case 'utf16le-mark':
      return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 'utf16be-mark':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    case 'windows-1252': {
      const codes = Array.from(text, (c) =>
        c === '€' ? 0x80 : c === '\u2019' ? 0x92 : c.charCodeAt(0),
      )
      return codes.every((code) => code < 256) ? Uint8Array.from(codes) : undefined
    }
  }
}

/** A table as a file of a dialect; nothing where the dialect cannot write it. */
export const writeTable = (
  { names, rows }: KnownTable,
  dialect: WrittenDialect,
): Uint8Array | undefined => {
  const { delimiter, quote, quotesAll, newline } = dialect
  const impossible: Array<string> = []
  const cell = (text: string): string => {
    const needs = quotesAll || [delimiter, '\n', '\r', '"', "'"].some((c) => text.includes(c))
    const { around } = dialect
    if (around !== '' && !needs) return `${around}${text}${around}`
    if (quote !== 'none')
      return needs ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}` : text
    if ([delimiter, '\n', '\r'].some((c) => text.includes(c))) impossible.push(text)
    return text
  }
  const line = (texts: ReadonlyArray<string>, trails: boolean): string =>
    texts.map(cell).join(delimiter) + (trails ? delimiter : '')
  const { trailing } = dialect
  const lines = [
    ...(dialect.separatorLine ? [`sep=${delimiter}`] : []),
    ...Array.from(
      { length: dialect.comments },
      (_, i) => `# made by a program, version ${i}; 2024`,
    ),
    ...(dialect.hasHeader ? [line(names, trailing === 'header' || trailing === 'all')] : []),
    ...rows.map((row) =>
      line(
        row.map((value) =>
          value === null
            ? dialect.missing
            : typeof value === 'number'
              ? writtenNumber(value, dialect.numbers)
              : value,
        ),
        trailing === 'rows' || trailing === 'all',
      ),
    ),
  ]
  const text = lines.join(newline) + (dialect.endsInNewline ? newline : '')
  return impossible.length === 0 ? bytesOf(text, dialect.encoding) : undefined
}
