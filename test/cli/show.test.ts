import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { renderStory } from '../../src/cli/journal/renderStory.ts'
import { addLine, emptyStory, type Story } from '../../src/cli/journal/story.ts'
import { workSeconds } from '../../src/report/index.ts'
import {
  type FiniteNumber,
  type JournalEvent,
  type JournalLine,
  type Json,
  type TrainingError,
} from '../../src/core.ts'
import { runSession, type SessionPorts } from '../../src/session/index.ts'
import { nodePorts } from '../../src/node/index.ts'
import { ports, requestOf } from '../session/support.ts'
import { captured } from '../support/captured.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-show-'))
const runFolder = join(folder, 'a')

/** Ports that write a card, without a network beside it. */
const withCard: SessionPorts = {
  ...ports,
  results: {
    ...ports.results,
    saveCard: (model, parts) => {
      mkdirSync(model, { recursive: true })
      return nodePorts.results.saveCard(model, parts)
    },
  },
}

const rxnas = (...args: ReadonlyArray<string>) => captured(folder, () => run(args))

beforeAll(async () => {
  mkdirSync(runFolder)
  await lastValueFrom(
    runSession(withCard, requestOf(runFolder, { reward: 'accuracy * 2', confirm: 2 })).pipe(
      toArray(),
    ),
  )
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('rxnas show', () => {
  it('tells the test score, the baselines, the confirmation and the time', async () => {
    const { stdout, stderr, status } = await rxnas('show', 'a')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^again {4}the best was trained \d+ more times?: reward \d/m)
    expect(stdout).toMatch(/^network {2}a\/model, trained for 200 epochs at most$/m)
    expect(stdout).toMatch(/most frequent class 0\.4000, linear model 0\.8000$/m)
    expect(stdout).toMatch(/^test accuracy: 0\.9000 \(52 examples\)$/m)
    expect(stdout).toMatch(/4 episodes in 2 rounds, .* to .* \(\d+ s\)/)
    expect(stdout).toMatch(/reward \d\.\d{4} {2}accuracy 0\.\d{4}/)
  })

  it('tells the same as one JSON object', async () => {
    const { stdout } = await rxnas('show', 'a', '--json')
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    const told = JSON.parse(stdout) as Record<string, unknown>
    expect(told).toMatchObject({
      ...{ journal: 'a/journal.jsonl', episodes: 4, rounds: 2 },
      header: { policy: { name: 'actor-critic' } },
      result: { model: 'a/model', metrics: { testAccuracy: 0.9 }, confirmed: { trainings: 1 } },
      comparison: { episodes: { search: 4, baseline: 4 } },
    })
    const best = told['best'] as ReadonlyArray<{ reward: number; metrics: { accuracy: number } }>
    expect(best.length).toBeGreaterThan(0)
    for (const { reward, metrics } of best) expect(reward).toBe(metrics.accuracy * 2)
  })

  it('tells no result of another search that lies in its folder', async () => {
    const file = join(runFolder, 'model/card.json')
    const text = readFileSync(file, 'utf8')
    const card = JSON.parse(text) as { search: { seed: number } }
    writeFileSync(file, JSON.stringify({ ...card, search: { ...card.search, seed: 99 } }))
    expect((await rxnas('show', 'a')).stdout).not.toContain('test accuracy')
    writeFileSync(file, text)
  })
})

describe('the time of a search', () => {
  const trained = (seconds: number): JournalEvent<Json> => ({
    _tag: 'Rewarded',
    reward: 0.5 as FiniteNumber,
    outcome: {
      _tag: 'Trained',
      validated: { _tag: 'Validated', episode: 0, trace: [], architecture: {}, key: '' },
      metrics: { seconds: seconds as FiniteNumber },
      cached: false,
    },
  })
  const failed = (reason: TrainingError): JournalEvent<Json> => ({
    _tag: 'Rewarded',
    reward: 0 as FiniteNumber,
    outcome: {
      _tag: 'Failed',
      validated: { _tag: 'Validated', episode: 0, trace: [], architecture: { a: 1 }, key: '' },
      reason,
    },
  })

  it.each([
    [10, trained(9), 10],
    [3600, trained(9), 9],
    [100, trained(90), 100],
    [650, failed({ _tag: 'TimedOut', seconds: 600, message: '' }), 650],
    [30, { _tag: 'Command', name: 'resume', options: {} } as const, 0],
    [30, { _tag: 'Command', name: 'pause', options: {} } as const, 30],
    [-5, trained(9), 0],
    [NaN, trained(9), 0],
  ])('of %d s before a line is work and pause', (gap, event, work) => {
    expect(workSeconds(gap, event)).toBe(work)
  })

  it('is told without the pauses, and beside them', () => {
    const at = (seconds: number): string => new Date(seconds * 1000).toISOString()
    const lines: ReadonlyArray<JournalLine<Json>> = [
      { at: at(0), event: trained(8) },
      { at: at(10), event: trained(8) },
      { at: at(7200), event: trained(8) },
      { at: at(7210), event: failed({ _tag: 'TrainerFailed', message: 'no memory' }) },
    ]
    const story = lines.reduce<Story>(addLine, emptyStory)
    expect(story.seconds).toBe(28)
    const text = renderStory('j', story).join('\n')
    expect(text).toContain('(28 s, and pauses of 1:59:42 h)')
    expect(text).toContain('failed   once {"a":1}: no memory')
  })
})
