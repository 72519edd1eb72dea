import { dump } from 'npyjs'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fileReaders, parseWhole, readerOf } from '../../../src/data/index.ts'
import { fileForms } from '../../../src/data/DataOptions.ts'
import { type PredictionReading } from '../../../src/node/data/readForPrediction.ts'
import {
  type DataOptions,
  inspectData,
  loadData,
  type NewExamples,
  type Preparation,
  readForPrediction,
} from '../../../src/node/data/index.ts'
import { loaded, messageOf, npz, penguins, rowsOf, scratch } from './support.ts'

const { path, write } = scratch()
const target = 'species'
const lines = readFileSync(penguins, 'utf8')

it.each(fileForms)('the form %s is one that a reader has', (form) => {
  expect(readerOf(fileReaders(parseWhole), `a.${form}`)).toBeDefined()
})

describe('a file whose name does not end in its form', () => {
  it.each<[string, DataOptions['form']]>([
    ['penguins', 'csv'],
    ['penguins.2024', 'csv'],
    ['penguins.data', 'tsv'],
    ['penguins.parquet', 'csv'],
  ])('is read where that is said: %s as %s', async (name, form) => {
    const file = write(name, form === 'tsv' ? lines.replaceAll(',', '\t') : lines)
    const own = await loaded(file, { target, form: form! })
    expect(own.splits).toEqual((await loaded(penguins, { target })).splits)
    const inspected = await inspectData(file, { form: form! })
    expect(inspected).toMatchObject({
      right: expect.arrayContaining([expect.stringContaining('344 rows')]) as unknown,
    })
  })

  it('is refused where it is not said, with the setting', async () => {
    const file = write('penguins.dat', lines)
    expect(await messageOf(file, { target })).toMatch(
      /is of no form that is read: it ends in \.dat\..* What another file is, say by --form\.$/,
    )
  })

  it('of arrays is read too', async () => {
    const x = Float64Array.from({ length: 80 }, (_, i) => i % 7)
    const y = Float64Array.from({ length: 40 }, (_, i) => i % 2)
    const file = write('arrays.bin', npz({ x: [x, [40, 2]], y: [y, [40]] }))
    expect((await loaded(file, { form: 'npz' })).preparation._tag).toBe('Arrays')
  })

  it('is what is told, and refused where it is not', async () => {
    const file = write('no.txt', lines)
    expect(await messageOf(file, { target, form: 'parquet' })).toContain('is no Parquet file')
    expect(await messageOf(file, { target, form: 'json' })).toContain('holds no JSON in line 1')
  })

  it('is no folder and no data set of a name', async () => {
    write('images/a/1.png', 'x')
    write('images/b/1.png', 'x')
    expect(await messageOf(path('images'), { form: 'csv' })).toBe(
      `${path('images')} is no file, so it has no --form. Leave it out.`,
    )
    expect(await messageOf('mnist', { form: 'csv' })).toContain('is no file, so it has no --form')
  })

  it('is not kept in the preparation, as new rows have a form of their own', async () => {
    const file = write('of-csv', lines)
    const { preparation } = await loaded(file, { target, form: 'csv' })
    expect(preparation).not.toHaveProperty('reading')
    const read = await readForPrediction(file, preparation, { form: 'csv' })
    expect(read).toMatchObject({ right: { examples: { count: 344 } } })
    expect(await readForPrediction(file, preparation)).toMatchObject({ _tag: 'Left' })
  })
})

describe('standard input', () => {
  const givenInput = (...pieces: ReadonlyArray<string | Uint8Array>): void => {
    const input = Readable.from(pieces.map((piece) => Buffer.from(piece)))
    const spy = vi
      .spyOn(process, 'stdin', 'get')
      .mockReturnValue(input as unknown as typeof process.stdin)
    onTestFinished(() => {
      spy.mockRestore()
    })
  }
  const read = async (
    preparation: Preparation,
    options: PredictionReading = {},
    source = '-',
  ): Promise<NewExamples> => {
    const found = await readForPrediction(source, preparation, options)
    if (found._tag === 'Left') throw new Error(found.left.message)
    return found.right
  }
  const records = lines
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const names = lines.slice(0, lines.indexOf('\n')).split(',')
      return Object.fromEntries(
        line.split(',').map((cell, i) => [names[i]!, cell === 'NA' ? null : cell]),
      )
    })

  it.each<[string, ReadonlyArray<string | Uint8Array>, PredictionReading]>([
    ['CSV', [lines], {}],
    ['CSV in pieces', [lines.slice(0, 1000), lines.slice(1000)], {}],
    ['TSV', [lines.replaceAll(',', '\t')], { form: 'tsv' }],
    ['a list of JSON', ['\ufeff', JSON.stringify(records)], {}],
    ['JSON Lines', [records.map((record) => JSON.stringify(record)).join('\n')], {}],
    ['Parquet', [readFileSync('test/node/data/fixtures/penguins.parquet')], {}],
  ])('is read as the file that it holds: %s', async (_, pieces, options) => {
    const { preparation } = await loaded(penguins, { target })
    const file = await read(preparation, {}, penguins)
    givenInput(...pieces)
    expect(rowsOf((await read(preparation, options)).examples)).toEqual(rowsOf(file.examples))
  })

  it('is known by the name that systems give it', async () => {
    const { preparation } = await loaded(penguins, { target })
    givenInput(lines)
    expect((await read(preparation, {}, '/dev/stdin')).examples.count).toBe(344)
  })

  it('is read as arrays', async () => {
    const x = Float64Array.from({ length: 80 }, (_, i) => i % 7)
    const y = Float64Array.from({ length: 40 }, (_, i) => i % 2)
    const archive = npz({ x: [x, [40, 2]], y: [y, [40]] })
    const { preparation } = await loaded(write('few.npz', archive))
    givenInput(archive)
    expect((await read(preparation)).examples.count).toBe(40)
    givenInput(new Uint8Array(dump(x, [40, 2])))
    expect((await read(preparation)).examples.count).toBe(40)
  })

  it('is refused by its name', async () => {
    const { preparation } = await loaded(penguins, { target })
    givenInput('island,sex\nBiscoe,male')
    expect(await readForPrediction('-', preparation)).toMatchObject({
      left: { message: expect.stringMatching(/^standard input has no column "/) as string },
    })
    givenInput()
    expect(await readForPrediction('-', preparation)).toMatchObject({
      left: { message: 'standard input is empty.' },
    })
    givenInput(lines)
    expect(await readForPrediction('-', preparation, { form: 'parquet' })).toMatchObject({
      left: { message: expect.stringMatching(/^standard input is no Parquet file/) as string },
    })
  })

  it('is no data to learn from, which is read again when a search goes on', async () => {
    expect(await loadData('-', { target })).toMatchObject({
      left: { message: expect.stringMatching(/^- does not exist/) as string },
    })
  })
})
