import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run as runCommand } from '../../src/cli/run.ts'
import { repairJournal } from '../../src/node/index.ts'
import { captured } from '../support/captured.ts'

const stored = resolve(import.meta.dirname, '../node/journal/stored')
const folder = mkdtempSync(join(tmpdir(), 'rxnas-cli-journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = join(folder, 'journal.jsonl')
// As one of this version.
await repairJournal(join(stored, 'v2-reinforce.jsonl'), run)

const rxnas = (...args: ReadonlyArray<string>) => captured(folder, () => runCommand(args))
const lines = (text: string) => text.trimEnd().split('\n')

describe('rxnas show', () => {
  it('tells a search’s story in a screen, from its folder', async () => {
    const { stdout, stderr, status } = await rxnas('show', folder)
    expect([status, stderr]).toEqual([0, ''])
    expect(lines(stdout).length).toBeLessThan(25)
    expect(stdout).toContain('14 episodes in 4 rounds')
    expect(stdout).toContain('reinforce on stub')
  })

  it('reads a journal of the first version, of a space that it has no code of', async () => {
    const { stdout, stderr, status } = await rxnas('show', join(stored, 'v1-article.jsonl'))
    expect([status, stdout.includes('6 episodes in 6 rounds')]).toEqual([0, true])
    expect(stderr).toContain('This journal is of version 1, whose lines have no hashes')
  })

  it('says in a sentence that there is no such journal', async () => {
    const { stderr, status } = await rxnas('show', 'absent.jsonl')
    expect([
      status,
      stderr.includes('absent.jsonl does not exist'),
      stderr.includes('    at '),
    ]).toEqual([1, true, false])
  })
})

describe('rxnas replay', () => {
  it('prints events from an episode on', async () => {
    const { stdout, status } = await rxnas('replay', run, '--from', '13')
    expect(status).toBe(0)
    expect(lines(stdout).filter((line) => line.startsWith('episode #'))).toHaveLength(2)
  })

  it('prints the journal’s own lines with --json', async () => {
    expect((await rxnas('replay', run, '--json')).stdout).toBe(
      readFileSync(run, 'utf8').replace(/,"chain":"[0-9a-f]{32}"\}$/gm, '}'),
    )
  })

  it('refuses a speed that is none with status 2', async () => {
    const { stderr, status } = await rxnas('replay', run, '--speed', '0')
    expect([status, stderr.includes('a number above 0')]).toEqual([2, true])
  })
})

describe('rxnas rescore', () => {
  it('ranks by another reward, and estimates what the policy would earn', async () => {
    const { stdout, status } = await rxnas('rescore', run, '--reward', 'lowest:loss', '--json')
    expect(status).toBe(0)
    const { best, policy } = JSON.parse(stdout) as {
      best: ReadonlyArray<{ reward: number; metrics: { loss: number } }>
      policy: ReadonlyArray<{ estimate: { expectedReward: number } }>
    }
    for (const { reward, metrics } of best) expect(reward).toBe(-metrics.loss)
    expect(policy).toHaveLength(3)
  })

  it('warns of a thin estimate in words', async () => {
    expect((await rxnas('rescore', run, '--reward', 'lowest:loss')).stdout).toMatch(
      /worth \d+\.\d of 14/,
    )
  })

  it('says why it estimates nothing of a policy without probabilities', async () => {
    const { stdout, stderr, status } = await rxnas(
      'rescore',
      join(stored, 'v1-article.jsonl'),
      '--reward',
      'accuracy',
    )
    expect(status).toBe(0)
    expect(stdout).toContain('architectures by accuracy')
    expect(stderr).toContain('article-reinforce does not tell with what probability')
  })

  it.each([
    [['--reward', 'highest:flops'], 1, 'needs the metric flops'],
    [['--reward', 'money'], 2, 'highest:METRIC'],
    [[], 2, '--reward'],
  ])('refuses %j with status %d', async (args, expected, words) => {
    const { stderr, status } = await rxnas('rescore', run, ...args)
    expect([status, stderr.includes(words)]).toEqual([expected, true])
  })
})

describe('rxnas journal', () => {
  it('checks a whole journal, and that the policy does it again', async () => {
    const { stdout, status } = await rxnas('journal', 'check', run, '--states')
    expect(status).toBe(0)
    expect(stdout).toContain('Every line is whole and in order.')
    expect(stdout).toContain('Every outcome earns the reward that it has.')
    expect(stdout).toContain('what 18 events tell')
  })

  it('tells a reward that its outcome does not earn, where no hash tells it', async () => {
    const changed = join(folder, 'changed.jsonl')
    const text = readFileSync(join(stored, 'v2-reinforce.jsonl'), 'utf8')
    writeFileSync(changed, text.replace('"accuracy":0.5', '"accuracy":0.6'))
    const { stdout, stderr, status } = await rxnas('journal', 'check', changed, '--states')
    expect(status).toBe(1)
    expect(stdout).toContain('Every line is whole and in order.')
    expect(stderr).toContain('whether one was changed or lost at its end cannot be known')
    expect(stderr).toContain('Episode 1 has the reward 0.5, and its outcome earns 0.6')
  })

  it('tells a lost line of an older journal by its number', async () => {
    const lost = join(folder, 'lost.jsonl')
    const old = readFileSync(join(stored, 'v2-reinforce.jsonl'), 'utf8').split('\n')
    writeFileSync(lost, old.toSpliced(2, 1).join('\n'))
    const { stdout, stderr } = await rxnas('journal', 'check', lost)
    expect(stdout).toContain('1 episode dropped')
    expect(stderr).toContain(
      '1 episode is missing in it, the first before line 3: dropped by an operator of the search, or lost',
    )
  })

  it('tells damage by line with status 1, and repairs it into a new file', async () => {
    const damaged = join(folder, 'damaged.jsonl')
    copyFileSync(run, damaged)
    appendFileSync(damaged, 'garbage\n{"torn')
    const check = await rxnas('journal', 'check', damaged)
    expect(check.status).toBe(1)
    expect(check.stdout).toContain('it is no JSON')
    expect(check.stdout).toContain('is torn (6 bytes)')
    const repair = await rxnas('journal', 'repair', damaged)
    expect(repair.status).toBe(0)
    expect(repair.stdout).toContain('2 dropped')
    expect(readFileSync(join(folder, 'damaged.repaired.jsonl'), 'utf8')).toBe(
      readFileSync(run, 'utf8'),
    )
  })

  it('exports beside the journal, and tells where', async () => {
    const { stdout, status } = await rxnas('journal', 'export', folder, '--format', 'csv')
    expect([status, existsSync(stdout.trim())]).toEqual([0, true])
    const again = await rxnas('journal', 'export', folder, '--format', 'csv')
    expect([again.status, again.stderr.includes('exists already')]).toEqual([1, true])
    expect((await rxnas('journal', 'export', folder, '--format', 'xml')).status).toBe(2)
  })
})
