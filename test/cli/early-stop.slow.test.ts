import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { comparable } from '../../src/episode/journal/comparable.ts'
import { rxnasHere, workFolder } from '../support/rxnas.ts'

const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
copyFileSync(resolve(import.meta.dirname, '../data/penguins.csv'), join(folder, 'penguins.csv'))

const search = (out: string, ...more: ReadonlyArray<string>) =>
  rxnas(
    ...['search', '--data', 'penguins.csv', '--target', 'species', '--policy', 'random'],
    ...['--episodes', '8', '--batch', '4', '--budget', '40 steps', '--early-stop', 'halving'],
    ...['--no-final', '--no-estimate', '--out', out, ...more],
  )

/** The parts of their training that the children of a search have come to, a list a round. */
const partsOf = (out: string): ReadonlyArray<ReadonlyArray<number>> => {
  const parts = readFileSync(join(folder, out, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"Rewarded"'))
    .map((line) => Number(/"stoppedAt":([\d.]+)/.exec(line)?.[1] ?? 1))
  return [parts.slice(0, 4), parts.slice(4)]
}

describe('rxnas search --early-stop', () => {
  it('trains the best of each round in full and the others for a part, whatever the workers', async () => {
    const { stderr, status } = await search('one', '--workers', '1')
    expect([stderr, status]).toEqual(['', 0])
    for (const parts of partsOf('one')) {
      expect(parts).toHaveLength(4)
      expect(parts).toContain(1)
      expect(parts.filter((part) => part < 1).length).toBeGreaterThanOrEqual(2)
    }
    expect((await search('two', '--workers', '2')).status).toBe(0)
    const [one, two] = ['one', 'two'].map((out) =>
      readFileSync(join(folder, out, 'journal.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(comparable),
    )
    expect(two).toEqual(one)
  })
})
