import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstValueFrom, lastValueFrom, takeWhile, timer, toArray } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { type SessionEvent } from '../../src/session/index.ts'
import { builtNode } from '../support/built.ts'

const { openSearch } = await builtNode()

const folders: Array<string> = []
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

/** Worker processes that this process has started and that are up. */
const workers = (): number =>
  execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => Number(line.trim().split(' ')[0]) === process.pid)
    .filter((line) => line.includes('workerMain')).length

const locks = (out: string): ReadonlyArray<string> =>
  readdirSync(out).filter((name) => name.endsWith('.lock'))

describe('openSearch with worker processes', () => {
  it.each(['Progress', 'FinalProgress'] as const)(
    'leaves no process, lock or data folder where one unsubscribes at the first %s',
    async (tag) => {
      const out = mkdtempSync(join(tmpdir(), 'rxnas-session-'))
      folders.push(out)
      const events = openSearch({
        ...{ data: join(import.meta.dirname, '../data/penguins.csv'), target: 'species', out },
        ...{ episodes: 2, batch: 2, workers: 2, budget: '200 steps', finalBudget: '400 steps' },
        ...{ estimate: false, confirm: 0 },
      })
      const seen = await lastValueFrom(
        events.pipe(
          takeWhile(({ _tag }: SessionEvent) => _tag !== tag, true),
          toArray(),
        ),
      )
      expect(seen.at(-1)?._tag).toBe(tag)
      for (let waited = 0; waited < 10 && workers() + locks(out).length > 0; waited++)
        await firstValueFrom(timer(100))
      expect([workers(), locks(out)]).toEqual([0, []])
    },
  )
})
