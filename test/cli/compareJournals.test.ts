import * as E from 'fp-ts/lib/Either.js'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { baselineFile } from '../../src/node/index.ts'
import { compareObserved, readComparison } from '../../src/cli/journal/compareJournals.ts'
import { header, record } from '../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const observed = (rewards: ReadonlyArray<number>, reward = header().reward) => ({
  header: { ...header(), reward },
  observations: rewards.map((one, i) => ({ reward: one, key: String(i) })),
})
const up = Array.from({ length: 20 }, (_, i) => 0.5 + i / 100)

describe('a search beside another', () => {
  it('is told in words by its verdict', () => {
    const verdict = (search: ReadonlyArray<number>, baseline: ReadonlyArray<number>) => {
      const compared = compareObserved(observed(search), observed(baseline), 'random')
      return E.isLeft(compared) ? compared.left : compared.right.lines.at(-1)
    }
    const better = up.map((reward) => reward + 0.3)
    expect(verdict(better, up)).toContain('the search beat random')
    expect(verdict(up, better)).toContain('the search did worse than random')
    expect(verdict(up, up)).toContain('cannot tell')
  })

  it('is not compared where rewards differ or nothing was found, and is where budgets do', () => {
    const other = observed(up, { name: 'r2', options: {} })
    expect(compareObserved(observed(up), other, 'x')).toMatchObject({
      left: expect.stringContaining('different rewards') as unknown,
    })
    expect(compareObserved(observed(up), observed([]), 'x')._tag).toBe('Left')
    const longer = observed(up)
    const compared = compareObserved(
      observed(up),
      { ...longer, header: { ...longer.header, budget: { epochs: 9 } } },
      'x',
    )
    expect(E.isRight(compared) && compared.right.lines.at(-1)).toContain('differ in budget')
  })

  it('is read from the journals that lie beside each other', async () => {
    const path = join(folder, 'run.jsonl')
    await record(path, 16)
    expect((await readComparison(path))._tag).toBe('Left')
    copyFileSync(path, baselineFile(path))
    const compared = await readComparison(path)
    expect(compared).toMatchObject({
      right: { comparison: { verdict: 'CannotTell', mean: { difference: 0 } } },
    })
  })
})
