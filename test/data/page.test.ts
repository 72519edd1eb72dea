import { build, type Metafile } from 'esbuild'
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type DataOptions, Preparation, type Prepared } from '../../src/data/index.ts'
import { loadData, readForPrediction } from '../../src/node/data/index.ts'

/** What a page does with a file that a person chose. */
const program = `
import {
  applyPreparation, fileOfBytes, fileReaders, parseWhole, Preparation, prepareArrays, prepareTable,
  readerOf,
} from './src/data/index.ts'
import { tableOfRecords } from './src/data/table/collectRecords.ts'

const readers = fileReaders(parseWhole)
const fileOf = ({ name, bytes }) => fileOfBytes(name, Uint8Array.from(bytes))
const right = ({ _tag, left, right }) => {
  if (_tag === 'Left') throw new Error(left.message ?? JSON.stringify(left))
  return right
}
const plain = (value) =>
  JSON.stringify(value, (_, v) => (ArrayBuffer.isView(v) ? Array.from(v) : v))
const rowsOf = async (file) => {
  const reader = readerOf(readers, file.name)
  return reader.readTable === undefined
    ? { _tag: 'Arrays', arrays: right(await reader.readArrays(fileOf(file))()) }
    : { _tag: 'Table', table: right(await reader.readTable(fileOf(file), () => true)()) }
}

globalThis.prepare = async (input) => {
  const { file, options } = JSON.parse(input)
  const rows = await rowsOf(file)
  return plain(
    right(rows._tag === 'Table' ? prepareTable(rows.table, options) : prepareArrays(rows.arrays, options)),
  )
}
globalThis.apply = async (input) => {
  const { file, records, preparation } = JSON.parse(input)
  const rows =
    records === undefined
      ? await rowsOf(file)
      : { _tag: 'Table', table: right(tableOfRecords(records)) }
  return plain(right(applyPreparation(right(Preparation.decode(preparation)), rows)))
}
globalThis.refusal = async (input) => {
  const { file } = JSON.parse(input)
  return plain(await readerOf(readers, file.name).readTable(fileOf(file), () => true)())
}
`

const builtins = builtinModules.flatMap((name) => [name, `node:${name}`])
let bundled: Metafile
let call: (name: 'prepare' | 'apply' | 'refusal', input: unknown) => Promise<unknown>

beforeAll(async () => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd(), sourcefile: 'page.ts', loader: 'ts' },
    bundle: true,
    external: builtins,
    format: 'iife',
    metafile: true,
    platform: 'browser',
    write: false,
  })
  bundled = metafile
  // What every page and worker has beside the language; neither Buffer nor process nor require.
  const page = createContext({ atob, TextDecoder, TextEncoder })
  runInContext(outputFiles[0]?.text ?? '', page)
  call = async (name, input) => {
    page['input'] = JSON.stringify(input)
    return JSON.parse(String(await runInContext(`${name}(input)`, page))) as unknown
  }
})

const fileOf = (path: string) => ({ name: basename(path), bytes: [...readFileSync(path)] })
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) =>
      ArrayBuffer.isView(v) ? Array.from(v as Float32Array) : v,
    ),
  )
const loaded = async (path: string, options: DataOptions): Promise<Prepared> => {
  const prepared = await loadData(path, options)
  if (prepared._tag === 'Left') throw new Error(prepared.left.message)
  return prepared.right
}

const penguins = 'test/data/penguins.csv'
const parquet = 'test/node/data/fixtures/penguins.parquet'
const arrays = 'test/node/data/fixtures/numpy.npz'

describe('src/data in a page', () => {
  it('reaches nothing of Node', () => {
    const imports = [...Object.values(bundled.inputs), ...Object.values(bundled.outputs)].flatMap(
      (part) => part.imports,
    )
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.filter(({ path }) => builtins.includes(path))).toEqual([])
    expect(Object.keys(bundled.inputs).filter((path) => path.startsWith('src/node'))).toEqual([])
  })

  it.each<[string, DataOptions]>([
    [penguins, { target: 'species' }],
    [penguins, { target: 'year', task: 'regression', columns: { island: 'ignore' } }],
    [parquet, { target: 'species' }],
    [arrays, {}],
  ])('prepares %s as Node does', async (path, options) => {
    const { splits, preparation, report, leftOut } = await loaded(path, options)
    expect(await call('prepare', { file: fileOf(path), options })).toEqual(
      plain({
        splits,
        preparation,
        leftOut,
        report: report.map((line) => line.replace(`${path}: `, '')),
      }),
    )
  })

  it.each<[string, DataOptions]>([
    [penguins, { target: 'species' }],
    [parquet, { target: 'species' }],
    [arrays, {}],
  ])('applies a preparation to %s as Node does', async (path, options) => {
    const { preparation } = await loaded(path, options)
    const read = await readForPrediction(path, preparation)
    if (read._tag === 'Left') throw new Error(read.left.message)
    const stored = Preparation.encode(preparation)
    expect(await call('apply', { file: fileOf(path), preparation: stored })).toEqual(
      plain(read.right),
    )
  })

  it('applies a preparation to rows that were typed in', async () => {
    const { preparation } = await loaded(penguins, { target: 'species' })
    const first = {
      ...{ island: 'Torgersen', bill_length_mm: 39.1, bill_depth_mm: 18.7 },
      ...{ flipper_length_mm: 181, body_mass_g: 3750, sex: 'male', year: 2007 },
    }
    const whole = await readForPrediction(penguins, preparation)
    if (whole._tag === 'Left') throw new Error(whole.left.message)
    const { values, shape } = whole.right.examples
    const [width = 0] = shape
    const applied = await call('apply', {
      records: [first],
      preparation: Preparation.encode(preparation),
    })
    expect(applied).toEqual({
      examples: { count: 1, shape: [width], values: [...values.subarray(0, width)], scale: 1 },
      names: ['item 1'],
    })
  })

  it('says what is wrong, and in which row and column', async () => {
    const text = ['a,b,label', ...Array.from({ length: 20 }, (_, i) => `${i},1,x`), 'oops'].join(
      '\n',
    )
    const file = { name: 'some.csv', bytes: [...new TextEncoder().encode(text)] }
    expect(await call('refusal', { file })).toEqual({
      _tag: 'Left',
      left: {
        _tag: 'DataProblem',
        message:
          'has 1 cell in line 22, but 3 columns. Correct that line; a cell that holds a comma is put in quotes. --on-bad drop leaves it out.',
      },
    })
    const quoted = { name: 'some.csv', bytes: [...new TextEncoder().encode(`${text},"1`)] }
    expect(await call('refusal', { file: quoted })).toMatchObject({
      left: { message: expect.stringContaining('opens a quote below line') as string },
    })
  })
})
