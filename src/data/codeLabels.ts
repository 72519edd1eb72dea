import * as E from 'fp-ts/lib/Either.js'
import { counted } from '../common/index.ts'
import { type Target } from '../task/index.ts'
import { type DataProblem, dataProblem, refuse } from './DataError.ts'
import { meanAndDeviation } from './meanAndDeviation.ts'
import { type TargetEncoding } from './Preparation.ts'

/** Labels as they stand in the data. */
export interface Labels {
  readonly values: ReadonlyArray<string | number>
  /** Where a row's label stands, as `line 17`. */
  readonly place: (row: number) => string
  /** The parts that the first `splitCount` rows are split into; each needs an example of every class. */
  readonly parts: ReadonlyArray<string>
  /** How many rows are split; what comes after is in parts that the data gives itself. */
  readonly splitCount: number
}

/** Labels as numbers: classes from 0, or the numbers themselves, not yet scaled. */
export interface CodedLabels {
  readonly code: TargetEncoding
  readonly values: Float64Array
  /** How many examples each class has. */
  readonly counts: ReadonlyArray<number>
}

/** The parts that data is split into where it is not split itself. */
export const allParts: ReadonlyArray<string> = ['training', 'validation', 'test']

const enumerate = (texts: ReadonlyArray<string>): string =>
  texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`

const byValue = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? (a < b ? -1 : a > b ? 1 : 0) : x - y
}

/** Refuses classes that are too rare to be in every part. */
const refuseRareClasses = (
  rareNames: ReadonlyArray<string>,
  places: (name: string) => ReadonlyArray<string>,
  { values, parts }: Labels,
): E.Either<DataProblem, never> => {
  const [name = ''] = rareNames
  const found = places(name)
  const often =
    found.length === 0
      ? 'never among the rows to train on'
      : `only ${found.length === 1 ? 'once' : `${found.length} times`} (${enumerate(found)})`
  const others = rareNames.length - 1
  const tooRare =
    others === 0 ? '' : `, and ${counted(others, 'more class', 'more classes')} too rarely`
  const need =
    parts.length === 1 ? 'training needs an example of it' : `${enumerate(parts)} each need one`
  const quantity = values.every((value) => Number.isFinite(Number(value)))
    ? ' Where the labels are a quantity, say so by --task regression.'
    : ''
  const rare = new Set(rareNames)
  return E.left({
    ...dataProblem(
      `has the class ${JSON.stringify(name)} ${often}${tooRare}; ${need}. Add examples, merge classes, or remove such rows.${quantity}`,
    ),
    bad: {
      what: [
        `example of the class ${JSON.stringify(name)}, too rare to split`,
        `examples of ${others === 0 ? `the class ${JSON.stringify(name)}` : `${rareNames.length} classes`}, too rare to split`,
      ],
      rows: values.flatMap((value, row) => (rare.has(String(value)) ? [row] : [])),
    },
  })
}

/** Labels as classes, in order of their names; numbers in numeric order. */
export const codeClasses = (labels: Labels): E.Either<DataProblem, CodedLabels> => {
  const { values, place, parts, splitCount } = labels
  const counts = new Map<string, { all: number; split: number }>()
  const names = values.map(String)
  for (const [row, name] of names.entries()) {
    const count = counts.get(name) ?? { all: 0, split: 0 }
    count.all++
    if (row < splitCount) count.split++
    counts.set(name, count)
  }
  const classes = [...counts.keys()].sort(byValue)
  const [only] = classes
  if (only === undefined || classes.length < 2)
    return refuse(
      `has one class alone, ${JSON.stringify(only ?? '')}; it takes two to tell classes apart.`,
    )
  const rareNames = classes.filter((name) => (counts.get(name)?.split ?? 0) < parts.length)
  if (rareNames.length > 0)
    return refuseRareClasses(
      rareNames,
      (rareName) =>
        names.flatMap((name, row) => (name === rareName && row < splitCount ? [place(row)] : [])),
      labels,
    )
  const index = new Map(classes.map((name, i) => [name, i]))
  return E.right({
    code: { _tag: 'Classes', names: classes },
    values: Float64Array.from(names, (name) => index.get(name) ?? 0),
    counts: classes.map((name) => counts.get(name)?.all ?? 0),
  })
}

/** Labels that are numbers. */
export const codeNumbers = (
  where: string,
  values: Float64Array,
): E.Either<DataProblem, CodedLabels> =>
  values.every((value) => value === values[0])
    ? refuse(
        `has the same number, ${values[0] ?? 0}, in every row of ${where}; there is nothing to predict.`,
      )
    : E.right({ code: { _tag: 'Number', mean: 0, deviation: 1 }, values, counts: [] })

/** What a child says of the labels of a code. */
export const targetOf = (code: TargetEncoding): Target =>
  code._tag === 'Classes' ? { _tag: 'Classes', count: code.names.length } : { _tag: 'Number' }

/** The labels of some rows as a network is trained on them: classes, or scaled numbers. */
export const labelsOf = (
  code: TargetEncoding,
  values: Float64Array,
  rows: Int32Array,
): Int32Array | Float32Array =>
  code._tag === 'Classes'
    ? Int32Array.from(rows, (row) => values[row] ?? 0)
    : Float32Array.from(rows, (row) => ((values[row] ?? 0) - code.mean) / code.deviation)

/** The code of labels, fitted on the training rows: numbers are scaled by their mean and deviation. */
export const fitTarget = ({ code, values }: CodedLabels, rows: Int32Array): TargetEncoding =>
  code._tag === 'Classes'
    ? code
    : {
        ...code,
        ...meanAndDeviation(rows.length, (i) => values[rows[i] ?? 0] ?? 0),
      }
