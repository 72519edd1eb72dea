import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { captured } from '../support/captured.ts'

const before = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'rxnas-bad-input-'))
const data = resolve(import.meta.dirname, '../data/penguins.csv')

/** Runs a command in this process: its status, and what it wrote on standard error. */
const ran = async (args: ReadonlyArray<string>): Promise<readonly [number, string]> => {
  const { status, stderr } = await captured(process.cwd(), () => run(args))
  return [status, stderr]
}

/** As a user who may not read everything, where the tests are run by one who may. */
const asNobody = async <A>(act: () => Promise<A>): Promise<A> => {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    return await act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

/** Each command, given something to read. */
const asked: ReadonlyArray<readonly [name: string, (path: string) => ReadonlyArray<string>]> = [
  ['resume', (path) => ['resume', path]],
  ['show', (path) => ['show', path]],
  ['show --against', (path) => ['show', 'journal.jsonl', '--against', path]],
  ['replay', (path) => ['replay', path]],
  ['rescore', (path) => ['rescore', path, '--reward', 'accuracy']],
  ['journal check', (path) => ['journal', 'check', path]],
  ['journal repair', (path) => ['journal', 'repair', path, '--out', 'repaired']],
  ['journal export', (path) => ['journal', 'export', path, '--format', 'csv', '--out', 'out.csv']],
  ['predict', (path) => ['predict', path, '--data', data]],
  ['export', (path) => ['export', path]],
  ['train', (path) => ['train', path]],
  ['search --config', (path) => ['search', '--config', path, '--dry-run']],
  ['data inspect', (path) => ['data', 'inspect', path]],
  ['init', (path) => ['init', '--yes', '--data', path]],
]

/** Any text is a table of one column. */
const isRead = (name: string, path: string): boolean =>
  /^(data|init)/.test(name) && ['text.txt', 'folder'].includes(path)

/** Things that are none of what is asked for. */
const wrong: ReadonlyArray<string> = [
  ...['missing', 'missing/deeper/still', 'empty-folder', 'folder', 'empty-file'],
  ...['text.txt', 'binary.bin', 'other.json', 'network.json/inside'],
]

describe('a command that is given what it cannot use', () => {
  beforeAll(() => {
    process.chdir(folder)
    mkdirSync('empty-folder')
    mkdirSync('folder')
    copyFileSync(data, 'folder/a.csv')
    copyFileSync(
      resolve(import.meta.dirname, '../node/journal/stored/v2-reinforce.jsonl'),
      'journal.jsonl',
    )
    writeFileSync('empty-file', '')
    writeFileSync('text.txt', 'this is\nnothing at all\n')
    writeFileSync(
      'binary.bin',
      Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256),
    )
    writeFileSync('other.json', '{"a": [1, 2, {"b": null}]}')
    writeFileSync('network.json', '{"_tag": "ModelCard", "version": 1}')
    writeFileSync('secret', 'x')
    chmodSync('secret', 0)
    chmodSync('.', 0o777)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  })

  const check = ([status, written]: readonly [number, string], words: string): void => {
    expect(status, written).toBeGreaterThan(0)
    expect(written.trimEnd().split('\n').length, written).toBeLessThan(4)
    expect(written, written).toMatch(/[.!?:)]\s*$|rxnas \S/)
    expect(written).not.toMatch(
      /\bE[A-Z]{4,}\b|^ +at |undefined|\[object|NaN|Error:|met a fault|unless told/m,
    )
    expect(written).toContain(words)
  }

  it.each(
    asked.flatMap(([name, args]) =>
      wrong.filter((path) => !isRead(name, path)).map((path) => [name, path, args] as const),
    ),
  )('%s %s says so in a paragraph', async (_, path, args) => {
    check(await ran(args(path)), '')
  })

  it.each(asked)('%s of a file that may not be read says so', async (_, args) => {
    check(await asNobody(() => ran(args('secret'))), 'secret')
  })

  it.each(['show', 'replay', 'resume', 'predict --data x', 'export', 'train'])(
    '%s of nothing, where there is nothing, says how to begin',
    async (command) => {
      process.chdir('empty-folder')
      try {
        check(await ran(command.split(' ')), 'begin one by: rxnas search')
      } finally {
        process.chdir('..')
      }
    },
  )
})
