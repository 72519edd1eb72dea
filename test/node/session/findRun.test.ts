import * as E from 'fp-ts/lib/Either.js'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRun, networks, searches } from '../../../src/node/index.ts'

const before = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'rxnas-find-run-'))

const write = (path: string, hour: number): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  utimesSync(path, hour * 3600, hour * 3600)
}

const messageOf = (given: string | undefined, kind = searches): string => {
  const found = findRun(given, kind)
  return E.isLeft(found) ? found.left : `found ${found.right.file}`
}

describe('the run that a person means', () => {
  beforeAll(() => {
    process.chdir(folder)
    write('runs/a/journal.jsonl', 1)
    write('runs/b/journal.jsonl', 3)
    write('runs/b/model/card.json', 3)
    write('first/journal.jsonl', 2)
    write('alone/only/journal.jsonl', 0)
    write('node_modules/x/journal.jsonl', 9)
    write('.hidden/journal.jsonl', 9)
    write('trained/now/card.json', 5)
    write('network.json', 0)
    mkdirSync('nothing')
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  })

  it('is the one that is named, by its folder or its file', () => {
    for (const given of ['runs/a', 'runs/a/journal.jsonl', 'network.json'])
      expect(findRun(given, searches)).toMatchObject(E.right({ path: given, isChosen: false }))
    expect(messageOf('runs/b', networks)).toBe('found runs/b/model/card.json')
  })

  it('is the last one where none is named, and the only one of a folder', () => {
    expect(findRun(undefined, searches)).toEqual(
      E.right({ path: 'runs/b', file: 'runs/b/journal.jsonl', isChosen: true }),
    )
    expect(findRun(undefined, networks)).toMatchObject(E.right({ path: 'trained/now' }))
    expect(findRun('alone', searches)).toMatchObject(
      E.right({ path: 'alone/only', isChosen: true }),
    )
  })

  it('is asked for where a folder has several, which are named, the last first', () => {
    expect(messageOf('runs')).toBe(
      'runs is a folder of 2 runs. Name one of its searches, the last first: runs/b, runs/a.',
    )
    expect(messageOf('.')).toContain('runs/b, first, runs/a, alone/only.')
  })

  it('is not there, and what there is instead is named', () => {
    expect(messageOf('runs/c')).toBe('runs/c does not exist. There are runs/b, runs/a.')
    expect(messageOf('elsewhere/c')).toContain('does not exist. There are runs/b, first')
    expect(messageOf('nothing')).toBe(
      'nothing holds no search: neither it nor a folder in it has a journal.jsonl.',
    )
    expect(messageOf('first', networks)).toContain('holds no trained network')
    process.chdir('nothing')
    expect(messageOf(undefined)).toContain('begin one by: rxnas search')
    process.chdir('..')
  })

  it('is found beside folders that may not be looked into', () => {
    mkdirSync('secret/run', { recursive: true })
    chmodSync('secret', 0)
    expect(messageOf(undefined)).toBe('found runs/b/journal.jsonl')
    chmodSync('secret', 0o700)
    expect(messageOf('network.json/x')).toContain('network.json/x')
    expect(messageOf('x'.repeat(5000)).length).toBeLessThan(6000)
  })
})
