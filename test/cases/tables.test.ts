import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type DataOptions,
  inspectData,
  loadData,
  readForPrediction,
} from '../../src/node/data/index.ts'
import { runSession } from '../../src/session/index.ts'
import { rowsOf } from '../data/support.ts'
import { newFolder, ports, requestOf } from '../session/support.ts'

/** A table that was once read wrongly, or refused with words that did not help. */
interface Case {
  readonly file: string
  readonly options: DataOptions & { readonly target: string }
  /** What the inspection says, in this order. */
  readonly says: ReadonlyArray<string | RegExp>
}

const cases: ReadonlyArray<Case> = [
  {
    file: 'thousands-dots-semicolon.csv',
    options: { target: 'miete' },
    says: [
      'note: numbers are read with a decimal comma and points between thousands in einwohner, flaeche, miete: 55.678 in line 2 is 55678',
      '  einwohner  number    262 to 845152',
      '  flaeche    number    20.15 to 1987.37',
      'predicts miete: a number from 42.95 to 8529.85 (regression)',
    ],
  },
  {
    file: 'french-thousands.csv',
    options: { target: 'prix' },
    says: [
      'note: numbers are read with a decimal comma in surface: 153,9 in line 2 is 153.9',
      /^note: numbers are read with a decimal comma and spaces between thousands in prix: 153.899,33 in line 2 is 153899\.33$/,
      'predicts prix: a number from 14042.42 to 292725.93 (regression)',
    ],
  },
  {
    file: 'dollar-target.csv',
    options: { target: 'price' },
    says: [
      'note: numbers are read with a decimal point and commas between thousands, beside $ in price: $204,551.32 in line 2 is 204551.32',
      'predicts price: a number from 1021.21 to 988469.07 (regression)',
    ],
  },
  {
    file: 'decimal-comma-three-digits.tsv',
    options: { target: 'length' },
    says: [
      'note: numbers are read with a decimal comma in weight, length: 0,880 in line 2 is 0.88',
      '  weight  number    0.019 to 1.998',
      'predicts length: a number from 0.057 to 5.994 (regression)',
    ],
  },
  {
    file: 'decimal-comma-few.csv',
    options: { target: 'outcome' },
    says: [
      'note: numbers are read with a decimal comma in dose: 1,0 in line 2 is 1',
      /dose +number +0\.5 to 2$/,
    ],
  },
  {
    file: 'latin1.csv',
    options: { target: 'art' },
    says: [
      'note: the file is no UTF-8 and is read as windows-1252 (Münster in line 2); say otherwise by --encoding',
      '  stadt  category  5 values: Kiel, Köln, Mänster, Mönster, Münster (5 inputs)',
    ],
  },
  {
    file: 'rownumber-sorted.csv',
    options: { target: 'churn' },
    says: [
      '  RowNumber  ignored   numbers that tell rows apart; read them by --columns RowNumber=number',
      'examples of 1 number: 140 train, 30 validate, 30 test',
    ],
  },
  {
    file: 'part-numbers-look-like-dates.csv',
    options: { target: 'broken' },
    says: ['  part  category  3 values: 4711-12, 4711-13, 8150-1 (3 inputs)'],
  },
  {
    file: 'eighty-cities.csv',
    options: { target: 'rent' },
    says: [
      '  city  category  80 values: city000, city001, city002, city003, city004, ... (50 inputs: one each for the 49 most frequent, one for the other 31, which 110 rows have)',
    ],
  },
  {
    file: 'label-plus-minus.csv',
    options: { target: 'result' },
    says: [
      'note: "-" is a class of result, though it counts as missing elsewhere; --missing says otherwise',
      '  + 45, - 45',
    ],
  },
  { file: 'label-True-False.csv', options: { target: 'ok' }, says: ['  False 42, True 48'] },
  {
    file: 'label-rare-one.csv',
    options: { target: 'kind', onBad: 'drop' },
    says: [
      /^note: left out by --on-bad drop: .*\(line 32\)/,
      'predicts kind: 2 classes (classification)',
    ],
  },
  {
    file: 'header-wavelengths.csv',
    options: { target: 'protein' },
    says: [
      'note: the first line is read as the names of the columns, as its text "protein" stands above numbers; --header no reads it as data',
      'predicts protein: a number from 8.2 to 15.57 (regression)',
    ],
  },
  {
    file: 'excel-sep-line.csv',
    options: { target: 'c' },
    says: ['note: line 1 says that cells are separated by semicolons', '  x 15, y 15'],
  },
  {
    file: 'trailing-comma-header.csv',
    options: { target: 'label' },
    says: ['note: line 1 ends in a comma, after which there is no column', '  p 21, q 19'],
  },
  {
    file: 'stray-quotes.tsv',
    options: { target: 'grade', quote: 'none' },
    says: [/size +category +\d+ values: 1" pipe/],
  },
  {
    file: 'column-constructor.csv',
    options: { target: 'podium' },
    says: ['  constructor  category  3 values: Ferrari, Haas, Sauber (3 inputs)'],
  },
  {
    file: 'huge-target.csv',
    options: { target: 'revenue' },
    says: [/^predicts revenue: a number from .* \(regression\)$/],
  },
  {
    file: 'groups.csv',
    options: { target: 'ill' },
    says: ['  no 104, yes 56'],
  },
  { file: 'base.csv', options: { target: 'kind' }, says: [/^predicts kind: 2 classes/] },
  { file: 'imbalance.csv', options: { target: 'fraud' }, says: ['  0 582, 1 18'] },
]

const folder = import.meta.dirname
const shared = join(folder, '../../../shared/cases')

/** What other tests look at: images, journals and spaces. */
const elsewhere = /^(?:img-|journal-|tuple-|README)/

const out = newFolder()
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('a table that was once read wrongly', () => {
  it.each(cases)('$file is inspected, searched and predicted', async ({ file, options, says }) => {
    const source = join(folder, file)
    const inspected = await inspectData(source, options)
    if (inspected._tag === 'Left') throw new Error(inspected.left.message)
    let at = 0
    for (const words of says) {
      const found = inspected.right.findIndex(
        (line, i) => i >= at && (typeof words === 'string' ? line === words : words.test(line)),
      )
      expect(found, `${String(words)} in\n${inspected.right.join('\n')}`).not.toBe(-1)
      at = found
    }

    const search = runSession(
      ports,
      requestOf(join(out, file), {
        ...{ data: source, ...options },
        ...{ baseline: false, confirm: 0, estimate: false, episodes: 2, reward: 'negativeLoss' },
      }),
    )
    const events = await lastValueFrom(search.pipe(toArray()))
    expect(events.find(({ _tag }) => _tag === 'DataUnderstood')).toMatchObject({
      report: inspected.right,
    })
    expect(events.at(-1)).toMatchObject({ _tag: 'Finished' })

    // New rows are the numbers that the same rows were in training.
    const prepared = await loadData(source, options)
    if (prepared._tag === 'Left') throw new Error(prepared.left.message)
    const { splits, preparation } = prepared.right
    const again = await readForPrediction(source, preparation)
    if (again._tag === 'Left') throw new Error(again.left.message)
    const known = new Set(rowsOf(again.right.examples).map(String))
    for (const part of [splits.train, splits.validation, splits.test])
      expect(rowsOf(part).filter((row) => !known.has(String(row)))).toEqual([])
    if (preparation.target._tag === 'Classes' && options.onBad === undefined)
      expect(new Set(again.right.labels)).toEqual(new Set(preparation.target.names))
  })

  it('is refused where it must be, with the setting that mends it', async () => {
    const said = async (file: string, target: string): Promise<string> => {
      const inspected = await inspectData(join(folder, file), { target })
      return inspected._tag === 'Left' ? inspected.left.message : inspected.right.join('\n')
    }
    expect(await said('stray-quotes.tsv', 'grade')).toMatch(
      /in line 2, cell 1\..* say so by --quote none\.$/,
    )
    expect(await said('label-rare-one.csv', 'kind')).toMatch(
      /has the class "odd" only once \(line 32\).* --on-bad drop leaves it out\.$/,
    )
  })

  it.skipIf(!existsSync(shared))('is each of those beside the repository', () => {
    const named = new Set(cases.map(({ file }) => file))
    const others = readdirSync(shared).filter((file) => !elsewhere.test(file))
    expect(others.filter((file) => !named.has(file))).toEqual([])
    for (const file of others)
      expect(readFileSync(join(folder, file)).equals(readFileSync(join(shared, file))), file).toBe(
        true,
      )
  })
})
