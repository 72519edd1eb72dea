import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportJournal } from '../../../src/node/journal/index.ts'
import { orThrow } from '../../support/orThrow.ts'
import { record } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Row = Readonly<Record<string, string | number | boolean | null>>
const episodes = 22
let journal = ''
let rows: ReadonlyArray<Row> = []
beforeAll(async () => {
  journal = await record(join(folder, 'run.jsonl'), episodes)
  orThrow(await exportJournal(journal, { format: 'json', to: join(folder, 'run.json') }))
  rows = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as ReadonlyArray<Row>
})

describe('exportJournal', () => {
  it('gives a row an episode, of what the journal has', () => {
    const recorded = readFileSync(journal, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: Row }).event)
      .filter(({ _tag }) => _tag === 'Rewarded')
    expect(rows.map(({ reward }) => reward)).toEqual(recorded.map(({ reward }) => reward))
    expect(rows.map(({ episode }) => episode)).toEqual(recorded.map((_, i) => i))
    expect(rows.map(({ round }) => round)).toEqual(recorded.map((_, i) => Math.floor(i / 4)))
    for (const row of rows) {
      const trained = row['outcome'] === 'Trained'
      expect(typeof row['metric.loss']).toBe(trained ? 'number' : 'object')
      expect(typeof row['reason']).toBe(trained ? 'object' : 'string')
      expect(row['log_probability']).toBeLessThan(0)
    }
    expect(rows.some(({ outcome }) => outcome === 'Failed')).toBe(true)
  })

  it('writes the same rows as CSV', async () => {
    const to = join(folder, 'run.csv')
    orThrow(await exportJournal(journal, { format: 'csv', to }))
    const read = parse<Record<string, string>>(readFileSync(to), { columns: true })
    expect(read).toEqual(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [name, cell === null ? '' : String(cell)]),
        ),
      ),
    )
  })

  it('writes the same rows as Parquet', async () => {
    const to = join(folder, 'run.parquet')
    orThrow(await exportJournal(journal, { format: 'parquet', to }))
    const read = await parquetReadObjects({ file: await asyncBufferFromFile(to) })
    expect(read.map((row) => ({ ...row }))).toEqual(rows)
  })

  it('writes curves for TensorBoard', async () => {
    const to = join(folder, 'board')
    orThrow(await exportJournal(journal, { format: 'tensorboard', to }))
    const [file = ''] = readdirSync(to)
    const written = readFileSync(join(to, file), 'latin1')
    const times = (name: string) => written.split(name).length - 1
    const trained = rows.filter(({ outcome }) => outcome === 'Trained').length
    expect(times('search/reward')).toBe(episodes)
    expect(times('child/loss')).toBe(trained)
    expect(times('policy/entropy')).toBe(Math.ceil(episodes / 4))
  })

  it('writes over nothing, and leaves nothing of what it could not write', async () => {
    const there = join(folder, 'there.csv')
    writeFileSync(there, 'mine')
    expect(await exportJournal(journal, { format: 'csv', to: there })).toMatchObject({
      left: { _tag: 'JournalExists' },
    })
    const to = join(folder, 'none.csv')
    const absent = join(folder, 'absent.jsonl')
    expect(await exportJournal(absent, { format: 'csv', to })).toMatchObject({
      left: { _tag: 'JournalNotRead' },
    })
    expect(existsSync(to)).toBe(false)
  })
})
