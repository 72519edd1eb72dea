import * as E from 'fp-ts/lib/Either.js'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { takeLock } from '../../../src/node/journal/lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'run.jsonl')

const taken = () => {
  const lock = takeLock(path)
  if (E.isRight(lock)) lock.right.release()
  return E.isRight(lock)
}

describe('the lock of a journal', () => {
  it('is one process’s until it is given back, and leaves nothing', () => {
    const first = takeLock(path)
    expect(takeLock(path)).toMatchObject({ left: { _tag: 'JournalLocked', pid: process.pid } })
    if (E.isRight(first)) first.right.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is given back where the process is ended before its work is', async () => {
    // A module of its own: other tests of this process may hold locks.
    vi.resetModules()
    const { takeLock } = await import('../../../src/node/journal/lock.ts')
    const before = process.listenerCount('exit')
    const first = takeLock(path)
    expect(E.isRight(first)).toBe(true)
    process.listeners('exit').at(-1)!(0)
    expect(readdirSync(folder)).toEqual([])
    expect(process.listenerCount('exit')).toBe(before)
  })

  it('is taken over from a process that has died', () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(`${path}.lock`, `${pid} ${hostname()} 1\n`)
    expect(taken()).toBe(true)
    expect(readdirSync(folder)).toEqual([])
  })

  it.runIf(process.platform === 'linux')(
    'is taken over where another process has got the dead one’s number',
    () => {
      writeFileSync(`${path}.lock`, `${process.pid} ${hostname()} 1\n`)
      expect(taken()).toBe(true)
    },
  )

  it('is respected where its machine is another, and tells how to remove it', () => {
    writeFileSync(`${path}.lock`, `1 elsewhere 1\n`)
    const lock = takeLock(path)
    expect(E.isLeft(lock) && lock.left.message).toContain(`remove ${path}.lock`)
    rmSync(`${path}.lock`)
  })

  it('is not given back by one that has lost it', () => {
    const first = takeLock(path)
    writeFileSync(`${path}.lock`, `1 elsewhere 1\n`)
    if (E.isRight(first)) first.right.release()
    expect(existsSync(`${path}.lock`)).toBe(true)
    expect(readFileSync(`${path}.lock`, 'utf8')).toContain('elsewhere')
    rmSync(`${path}.lock`)
  })
})
