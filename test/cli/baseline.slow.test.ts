import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
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
  ...['--workers', '1'],
  ...['--data', 'penguins.csv', '--target', 'species', '--batch', '2', '--episodes', '6'],
  ...['--budget', '600 examples', '--no-final', '--no-estimate', '--reward', 'accuracy * 2'],
  ...['--baseline', '--confirm', '2'],
]
const linesOf = (file: string): ReadonlyArray<string> =>
  existsSync(join(folder, file))
    ? readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1)
    : []
const confirmedIn = (stdout: string) =>
  stdout.split('\n').filter((line) => line.includes('by 1 more training'))

describe('rxnas search --baseline --confirm', () => {
  let confirmed: ReadonlyArray<string> = []
  it('runs a random search beside, confirms the best, and says whether random was beaten', async () => {
    const { stdout, stderr, status } = await rxnas('search', ...settings, '--out', 'whole')
    expect([stderr, status]).toEqual(['', 0])
    expect(stdout).toMatch(/^verdict {2}.*random/m)
    confirmed = confirmedIn(stdout)
    expect(confirmed).toHaveLength(2)
    const baseline = linesOf('whole/journal.baseline.jsonl')
    expect(baseline.filter((line) => line.includes('"Rewarded"'))).toHaveLength(6)
    expect(JSON.parse(baseline[0]!)).toMatchObject({ event: { policy: { name: 'random' } } })
  })

  it('goes on with both after kill -9 as if they had never stopped, and confirms the same', async () => {
    const child = spawn(process.execPath, [main, 'search', ...settings, '--out', 'killed'], {
      cwd: folder,
    })
    const gone = new Promise((done) => child.on('exit', done))
    await vi.waitUntil(() => linesOf('killed/journal.baseline.jsonl').length >= 3, soon)
    child.kill('SIGKILL')
    await gone
    const { stdout, status } = await rxnas('resume', 'killed')
    expect(status).toBe(0)
    for (const file of ['journal.jsonl', 'journal.baseline.jsonl'])
      expect(searchLines(linesOf(`killed/${file}`))).toEqual(searchLines(linesOf(`whole/${file}`)))
    expect(confirmedIn(stdout)).toEqual(confirmed)
  })

  it('stops on Ctrl-C with both journals whole', async () => {
    const child = spawn(process.execPath, [main, 'search', ...settings, '--out', 'stopped'], {
      cwd: folder,
    })
    const gone = new Promise((done) => child.on('exit', done))
    await vi.waitUntil(() => linesOf('stopped/journal.baseline.jsonl').length >= 2, soon)
    child.kill('SIGINT')
    expect(await gone).toBe(130)
    for (const file of ['journal.jsonl', 'journal.baseline.jsonl']) {
      expect(existsSync(join(folder, `stopped/${file}.lock`))).toBe(false)
      expect((await rxnas('journal', 'check', `stopped/${file}`)).status).toBe(0)
    }
  })

  it('is told again from the journals, and beside another search', async () => {
    const { stdout, status } = await rxnas('show', 'whole', '--target', '9', '--optimum', '2')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^verdict {2}.*random/m)
    expect(stdout).toContain('target   9 not reached')
    expect(stdout).toMatch(/^regret {3}\d\.\d{4} to the optimum 2$/m)
    expect((await rxnas('show', 'whole', '--against', 'killed')).stdout).toContain('cannot tell')
    const other = resolve(import.meta.dirname, '../node/journal/stored/v2-reinforce.jsonl')
    const refused = await rxnas('show', 'whole', '--against', other)
    expect([refused.status, refused.stderr.includes('different rewards')]).toEqual([1, true])
  })
})
