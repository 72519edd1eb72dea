import * as E from 'fp-ts/lib/Either.js'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkJournal, readAnyJournal } from '../../../src/node/journal/index.ts'
import { loadConfig } from '../../../src/node/config/index.ts'
import { columnNames, loadData, loadMnist } from '../../../src/node/data/index.ts'
import { makeFolder, readRegularFile } from '../../../src/node/files/index.ts'
import { loadModel, readCard } from '../../../src/node/model/index.ts'
import { savedSettings } from '../../../src/node/session/settingsFile.ts'
import { tabularTrainer } from '../../../src/node/nas-bench/index.ts'

const root = mkdtempSync(join(tmpdir(), 'rxnas-files-'))
const socket = createServer()

/** What is no regular file, and what it would do to a reader: wait, never end, or fail. */
const things: ReadonlyArray<readonly [string, string, RegExp]> = [
  ['a pipe', join(root, 'pipe'), /is no regular file/],
  ['a socket', join(root, 'socket'), /is no regular file/],
  ['a device', '/dev/zero', /is no regular file/],
  ['a folder', join(root, 'folder'), /is a folder, not a file/],
]

beforeAll(async () => {
  spawnSync('mkfifo', [join(root, 'pipe')])
  mkdirSync(join(root, 'folder'))
  await new Promise<void>((listening) => socket.listen(join(root, 'socket'), () => listening()))
})
afterAll(() => {
  socket.close()
  rmSync(root, { recursive: true, force: true })
})

/** A path of a name at which a thing lies. */
const linked = (thing: string, ...name: ReadonlyArray<string>): string => {
  const path = join(mkdtempSync(join(root, 'at-')), ...name)
  mkdirSync(join(path, '..'), { recursive: true })
  spawnSync('ln', ['-s', thing, path])
  return path
}

const said = (read: E.Either<{ readonly message: string }, unknown>): string =>
  E.isLeft(read) ? read.left.message : 'read'

const folderOf = (path: string): string => join(path, '..')

/** Everything that opens a path that somebody names. */
const readers: Readonly<Record<string, (thing: string) => Promise<string>>> = {
  journal: async (thing) => {
    for await (const read of readAnyJournal(thing))
      return read._tag === 'Stopped' ? read.error.message : read._tag
    return 'empty'
  },
  'journal to be checked': async (thing) => said(await checkJournal(thing)),
  'settings beside a journal': (thing) => {
    const path = linked(thing, 'journal.jsonl.settings.json')
    writeFileSync(join(folderOf(path), 'journal.jsonl'), '')
    return Promise.resolve(said(savedSettings(join(folderOf(path), 'journal.jsonl'))))
  },
  configuration: async (thing) => said(await loadConfig(linked(thing, 'rxnas.config.ts'))),
  'configuration in JSON': async (thing) =>
    said(await loadConfig(linked(thing, 'rxnas.config.json'))),
  'table of architectures': (thing) => Promise.resolve(said(tabularTrainer(thing))),
  card: (thing) => Promise.resolve(said(readCard(folderOf(linked(thing, 'card.json'))))),
  'model.json': async (thing) => said(await loadModel(folderOf(linked(thing, 'model.json')))),
  'IDX file': async (thing) =>
    said(await loadMnist(folderOf(linked(thing, 'train-images-idx3-ubyte')))),
  'gzipped IDX file': async (thing) =>
    said(await loadMnist(folderOf(linked(thing, 'train-images-idx3-ubyte.gz')))),
  ...Object.fromEntries(
    ['csv', 'json', 'jsonl', 'parquet', 'npy', 'npz'].map((ending) => [
      `.${ending}`,
      async (thing: string) =>
        // A folder is read as one, whatever it is called.
        thing.endsWith('folder')
          ? 'is a folder, not a file'
          : said(await loadData(linked(thing, `data.${ending}`))),
    ]),
  ),
}

describe.skipIf(process.platform === 'win32')('only regular files are opened', () => {
  const cases = Object.entries(readers).flatMap(([what, read]) =>
    things.map(([kind, thing, reason]) => ({ what, kind, read, thing, reason })),
  )
  it.each(cases)('$kind as $what is refused at once', async ({ read, thing, reason }) => {
    expect(await read(thing)).toMatch(reason)
  })

  it('of which no columns are asked for either', async () => {
    const table = linked(join(root, 'pipe'), 'data.csv')
    expect(await columnNames(table)).toEqual(E.right([]))
  })

  it('and no more is read of one that grows, or that tells no size, than it had', () => {
    expect(readRegularFile('/proc/self/maps')).toEqual(E.right(Buffer.alloc(0)))
  })
})

describe('makeFolder', () => {
  it('makes a folder and those above it, and is content with one that is there', () => {
    const folder = join(root, 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(existsSync(folder)).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')('fails at once where no folder can be made', () => {
    expect(() => makeFolder('/proc/none/of/these')).toThrow('no folder can be made in /proc')
    const file = join(root, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(join(file, 'below'))).toThrow(/EEXIST|ENOTDIR/)
  })
})
