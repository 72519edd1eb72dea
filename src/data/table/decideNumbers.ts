import * as E from 'fp-ts/lib/Either.js'
import { fieldOf } from '../../common/index.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type ColumnEvidence, columnEvidence, type Seen } from './numberEvidence.ts'
import { type DecimalMark, isPlain, type NumberForm, type ThousandsMark } from './NumberForm.ts'
import { numberReader, plainForm, type ReadNumber } from './readNumber.ts'
import { type Column, type Table } from './Table.ts'

/** How the numbers of a column are read. */
export interface ColumnNumbers {
  readonly form: NumberForm
  readonly read: ReadNumber
  /** A cell that is written so, where the form is not that of programs. */
  readonly example?: Seen
  /** What may be understood otherwise, as a text for a note without its column. */
  readonly doubt?: string
  /** A number of most cells' kind that the form a person gave does not read. */
  readonly unread?: Seen
  /** Why the form cannot be decided: cells that contradict each other. */
  readonly mixed?: readonly [Seen, Seen, string]
}

/** Numbers as programs write them. */
export const plainNumbers: ColumnNumbers = {
  form: plainForm,
  read: numberReader(plainForm, true),
}

/** What is said of numbers: by the user, or by the preparation of a network. */
export interface NumberHints {
  readonly options: Pick<DataOptions, 'decimal' | 'thousands' | 'columns'>
  /** Forms that are settled, by the names of their columns. */
  readonly known?: ReadonlyMap<string, NumberForm>
}

/** The decimal marks that are beyond doubt in a file. */
type FileMarks = ReadonlySet<DecimalMark>

type Role = 'decimal' | 'thousands'

interface Roles {
  readonly point?: Role
  readonly comma?: Role
}

interface Decided {
  readonly form: NumberForm
  readonly doubt?: Seen
}

type Mixed = readonly [Seen, Seen, string]

/** Two cells that contradict each other, in the order of their rows. */
const contradict = (a: Seen, b: Seen, why: string): E.Either<Mixed, never> =>
  E.left(a.row <= b.row ? [a, b, why] : [b, a, why])

const marksName = 'a decimal comma in one place and a decimal point in the other'

/** What is beyond doubt of a mark. */
const certainRole = (
  mark: DecimalMark,
  { decimal, thousands }: ColumnEvidence,
): E.Either<Mixed, Role | undefined> => {
  const [asDecimal, asThousands] = [decimal.get(mark), thousands.get(mark)]
  if (asDecimal !== undefined && asThousands !== undefined)
    return contradict(asDecimal, asThousands, marksName)
  return E.right(
    asDecimal !== undefined ? 'decimal' : asThousands !== undefined ? 'thousands' : undefined,
  )
}

const opposite = { decimal: 'thousands', thousands: 'decimal' } as const

/** What a mark is that stands before three digits alone, and whether that is a guess. */
const guessRole = (
  mark: DecimalMark,
  { hasShort, hasLong }: ColumnEvidence,
  file: FileMarks,
  delimiter: Table['delimiter'],
): { readonly role: Role; readonly isGuess: boolean } => {
  if (file.size === 1) return { role: file.has(mark) ? 'decimal' : 'thousands', isGuess: false }
  if (mark === 'comma') return { role: delimiter === ';' ? 'decimal' : 'thousands', isGuess: true }
  return {
    role: delimiter === ';' && hasShort && !hasLong ? 'thousands' : 'decimal',
    isGuess: true,
  }
}

const decideRoles = (
  evidence: ColumnEvidence,
  file: FileMarks,
  delimiter: Table['delimiter'],
  given: NumberHints['options'],
): E.Either<Mixed, Roles & { readonly doubt?: Seen }> => {
  const point = certainRole('point', evidence)
  if (E.isLeft(point)) return point
  const comma = certainRole('comma', evidence)
  if (E.isLeft(comma)) return comma
  const first = (mark: DecimalMark): Seen | undefined =>
    evidence.decimal.get(mark) ?? evidence.thousands.get(mark)
  const [aPoint, aComma] = [first('point'), first('comma')]
  if (aPoint !== undefined && aComma !== undefined && point.right === comma.right)
    return contradict(aPoint, aComma, marksName)
  const [eitherPoint, eitherComma] = [evidence.either.get('point'), evidence.either.get('comma')]
  const certain: Roles = {
    ...(point.right === undefined ? {} : { point: point.right }),
    ...(comma.right === undefined ? {} : { comma: comma.right }),
  }
  const undecided = [
    ...(eitherPoint !== undefined && certain.point === undefined
      ? [['point', eitherPoint] as const]
      : []),
    ...(eitherComma !== undefined && certain.comma === undefined
      ? [['comma', eitherComma] as const]
      : []),
  ]
  const [one, two] = undecided
  if (one === undefined) return E.right(certain)
  if (two !== undefined) return contradict(one[1], two[1], marksName)
  const [mark, seen] = one
  const other = certain[mark === 'point' ? 'comma' : 'point']
  if (other !== undefined) return E.right({ ...certain, [mark]: opposite[other] })
  if (given.thousands !== undefined)
    return E.right({ ...certain, [mark]: given.thousands === mark ? 'thousands' : 'decimal' })
  const { role, isGuess } = guessRole(mark, evidence, file, delimiter)
  return E.right({ ...certain, [mark]: role, ...(isGuess ? { doubt: seen } : {}) })
}

const decideThousands = ({
  thousands,
}: ColumnEvidence): E.Either<Mixed, ThousandsMark | undefined> => {
  const [one, two] = [...thousands]
  return one !== undefined && two !== undefined
    ? contradict(one[1], two[1], 'two marks between thousands')
    : E.right(one?.[0])
}

const decideSign = ({ signs, unsigned }: ColumnEvidence): E.Either<Mixed, string | undefined> => {
  const [one, two] = [...signs]
  if (one === undefined) return E.right(undefined)
  if (two !== undefined) return contradict(one[1], two[1], 'two signs')
  return one[0] === '%' && unsigned !== undefined
    ? contradict(one[1], unsigned, 'a percent sign in one place and none in the other')
    : E.right(one[0])
}

/** The form of a column's numbers, by what its cells tell. */
const decide = (
  evidence: ColumnEvidence,
  file: FileMarks,
  delimiter: Table['delimiter'],
  given: NumberHints['options'],
): E.Either<Mixed, Decided> => {
  const sign = decideSign(evidence)
  if (E.isLeft(sign)) return sign
  const withSign = sign.right === undefined ? {} : { sign: sign.right }
  const { decimal, thousands } = given
  if (decimal !== undefined)
    return E.right({
      form: { decimal, ...(thousands === undefined ? {} : { thousands }), ...withSign },
    })
  const roles = decideRoles(evidence, file, delimiter, given)
  if (E.isLeft(roles)) return roles
  const between = decideThousands(evidence)
  if (E.isLeft(between)) return between
  const { point, comma, doubt } = roles.right
  const seen =
    thousands ??
    between.right ??
    (point === 'thousands' ? 'point' : comma === 'thousands' ? 'comma' : undefined)
  return E.right({
    form: {
      decimal:
        comma === 'decimal' || point === 'thousands' || thousands === 'point' ? 'comma' : 'point',
      ...(seen === undefined ? {} : { thousands: seen }),
      ...withSign,
    },
    ...(doubt === undefined ? {} : { doubt }),
  })
}

/** From this part of numbers on a column is of numbers with mistakes in it, rather than of texts. */
export const mostlyNumbers = 0.9

const isMostlyNumbers = ({ numbers, others }: ColumnEvidence): boolean =>
  numbers > mostlyNumbers * (numbers + others)

const certainDecimals = ({ decimal, thousands }: ColumnEvidence): ReadonlyArray<DecimalMark> => [
  ...decimal.keys(),
  ...(thousands.has('point') ? (['comma'] as const) : []),
  ...(thousands.has('comma') ? (['point'] as const) : []),
]

/** A number with a decimal mark other than the one that is given; nothing where there is none. */
const withOtherMark = (
  { decimal, thousands }: ColumnEvidence,
  given: DecimalMark | undefined,
): Seen | undefined =>
  given === undefined
    ? undefined
    : (decimal.get(given === 'point' ? 'comma' : 'point') ?? thousands.get(given))

const describeDoubt = ({ row, text }: Seen, form: NumberForm, place: Table['place']): string => {
  const as = numberReader(form, true)(text)
  const decimal = form.decimal === 'point' ? 'comma' : 'point'
  const other = numberReader({ decimal }, true)(text)
  return `holds ${text} in ${place(row)}, which is read as ${as ?? '?'} and not as ${other ?? '?'}; say otherwise by --decimal ${decimal}`
}

const exampleOf = (
  { decimal, thousands, either, signs }: ColumnEvidence,
  form: NumberForm,
): Seen | undefined =>
  [...thousands.values()][0] ??
  (form.decimal === 'comma' ? decimal.get('comma') : undefined) ??
  either.get('point') ??
  either.get('comma') ??
  [...signs.values()][0]

/** What the declared kind of a column says of its numbers. */
const givenOf = (
  { options }: NumberHints,
  { name }: Column,
): Pick<DataOptions, 'decimal' | 'thousands'> => {
  const kind = options.columns === undefined ? undefined : fieldOf(options.columns, name)
  if (kind === 'decimal-comma') return { decimal: 'comma' }
  return kind === 'decimal-point' ? { decimal: 'point' } : options
}

/**
 * How the numbers of a table's columns are read: as the user says, as a preparation knows, or as all
 * cells of a column tell. Where they leave it open, the other columns and the delimiter decide.
 */
export const decideNumbers = (
  table: Table,
  columns: ReadonlyArray<Column>,
  hints: NumberHints,
): ReadonlyMap<string, ColumnNumbers> => {
  const areTexts = table.delimiter !== undefined
  const evidence = new Map(
    columns.map((column) => [column.name, columnEvidence(column.cells, areTexts)]),
  )
  const file: FileMarks = new Set<DecimalMark>([
    ...[...evidence.values()].filter(isMostlyNumbers).flatMap(certainDecimals),
    ...Array.from(hints.known?.values() ?? [], ({ decimal }) => decimal),
  ])
  const numbersOf = (column: Column, seen: ColumnEvidence): ColumnNumbers => {
    const known = hints.known?.get(column.name)
    if (known !== undefined) return { form: known, read: numberReader(known, areTexts) }
    const decided = decide(seen, file, table.delimiter, givenOf(hints, column))
    if (E.isLeft(decided))
      return {
        form: plainForm,
        read: numberReader(plainForm, areTexts),
        ...(isMostlyNumbers(seen) ? { mixed: decided.left } : {}),
      }
    const { form, doubt } = decided.right
    const unread = isMostlyNumbers(seen)
      ? withOtherMark(seen, givenOf(hints, column).decimal)
      : undefined
    const example = isPlain(form) ? undefined : exampleOf(seen, form)
    return {
      form,
      read: numberReader(form, areTexts),
      ...(example === undefined ? {} : { example }),
      ...(unread === undefined ? {} : { unread }),
      ...(doubt === undefined ? {} : { doubt: describeDoubt(doubt, form, table.place) }),
    }
  }
  return new Map(
    columns.map((column) => {
      const seen = evidence.get(column.name)
      return [column.name, seen === undefined ? plainNumbers : numbersOf(column, seen)]
    }),
  )
}
