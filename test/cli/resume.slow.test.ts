import { spawn } from 'node:child_process'
import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { searchLines } from '../support/searchLines.ts'
import { main, rxnasHere, workFolder } from '../support/rxnas.ts'

const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
copyFileSync(resolve(import.meta.dirname, '../data/penguins.csv'), join(folder, 'penguins.csv'))

const soon = { timeout: 120_000, interval: 20 }
const settings = [
  ...['--data', 'penguins.csv', '--target', 'species', '--batch', '2'],
  ...['--workers', '1'],
  ...['--budget', '600 examples', '--no-final', '--no-estimate', '--reward', 'accuracy * 2'],
]
const linesOf = (out: string): ReadonlyArray<string> =>
  existsSync(join(folder, out, 'journal.jsonl'))
    ? readFileSync(join(folder, out, 'journal.jsonl'), 'utf8')
        .split('\n')
        .slice(0, -1)
    : []

describe('rxnas resume', () => {
  it('goes on after kill -9 as if the search had never stopped', async () => {
    expect((await rxnas('search', ...settings, '--episodes', '6', '--out', 'whole')).status).toBe(0)
    const child = spawn(
      process.execPath,
      [main, 'search', ...settings, '--episodes', '6', '--out', 'killed'],
      { cwd: folder },
    )
    const gone = new Promise((done) => child.on('exit', done))
    await vi.waitUntil(() => linesOf('killed').length >= 5, soon)
    child.kill('SIGKILL')
    await gone
    expect(linesOf('killed').length).toBeLessThan(10)
    // What a crash may leave of a line.
    appendFileSync(join(folder, 'killed/journal.jsonl'), '{"at":"2026')
    const { stdout, status } = await rxnas('resume', 'killed/journal.jsonl')
    expect(status).toBe(0)
    expect(stdout).toContain('cut off a last line that was torn (11 bytes)')
    expect(stdout).toContain('best of 6 episodes')
    expect(searchLines(linesOf('killed'))).toEqual(searchLines(linesOf('whole')))
    expect(linesOf('killed').filter((line) => line.includes('"resume"'))).toHaveLength(1)
  })

  it('makes a finished search longer', async () => {
    expect((await rxnas('resume', 'whole/journal.jsonl', '--episodes', '8')).status).toBe(0)
    expect(linesOf('whole').filter((line) => line.includes('"Rewarded"'))).toHaveLength(8)
  })

  it('begins another search with what it found', async () => {
    const warm = ['--seed', '9', '--episodes', '2', '--warm-start', 'whole/journal.jsonl']
    const { stdout, status } = await rxnas('search', ...settings, ...warm, '--out', 'warm')
    expect(status).toBe(0)
    expect(stdout).toContain('begun from 8 episodes of old journals')
  })

  it('refuses data that has changed, with the difference, and leaves the journal as it is', async () => {
    const before = linesOf('whole')
    const [, ...rows] = readFileSync(join(folder, 'penguins.csv'), 'utf8').trim().split('\n')
    appendFileSync(join(folder, 'penguins.csv'), `${rows[0]!}\n`)
    const { stderr, status } = await rxnas('resume', 'whole/journal.jsonl', '--episodes', '10')
    expect(status).toBe(1)
    expect(stderr).toMatch(/the data had the hash [0-9a-f]{12} and has [0-9a-f]{12}/)
    expect(linesOf('whole')).toEqual(before)
  })

  it('says what it needs where there is nothing to resume', async () => {
    const { stderr, status } = await rxnas('resume', 'nowhere.jsonl')
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^nowhere\.jsonl does not exist\. There are .*warm.*\.\n$/),
    ])
  })
})
