import * as fc from 'fast-check'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accuracy, random, reinforce } from '../../../src/core.ts'
import { continueJournal } from '../../../src/node/journal/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { goOn, header, policy, record, space, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-resume-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const how = { snapshotEvery: 6, sync: 'end' } as const
const episodes = 20
let whole = ''
let size = 0
let expected: ReadonlyArray<string> = []
beforeAll(async () => {
  whole = await record(join(folder, 'whole.jsonl'), episodes, how)
  size = readFileSync(whole).length
  expected = texts(whole)
})

/** A journal cut off after so many bytes, gone on with to its end. */
const cutAt = async (bytes: number) => {
  const path = join(folder, `cut-${bytes}.jsonl`)
  copyFileSync(whole, path)
  truncateSync(path, bytes)
  const cut = await goOn(path, episodes, how)
  const found = texts(path)
  rmSync(path)
  return { cut, found }
}

describe('a resumed search', () => {
  it('has failures, duplicates and snapshots among what it is tested on', () => {
    const all = expected.join('\n')
    for (const part of ['"Failed"', '"cached":true', '"Snapshot"']) expect(all).toContain(part)
  })

  it('has the journal of one that never stopped, cut at any byte, also in its header', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size }), async (bytes) => {
        expect(firstDifference((await cutAt(bytes)).found, expected)).toBe(undefined)
      }),
      { numRuns: 30 },
    ))

  it('has it after any number of stops', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: episodes }), { maxLength: 4 }),
        async (stops) => {
          const path = join(folder, 'stops.jsonl')
          rmSync(path, { force: true })
          const [first, ...more] = [...stops.sort((a, b) => a - b), episodes]
          // Whole rounds: the last round of a shorter search is shorter.
          const rounds = (n: number) => Math.min(episodes, Math.ceil(n / 4) * 4)
          await record(path, rounds(first), how)
          for (const stop of more) await goOn(path, rounds(stop), how)
          expect(firstDifference(texts(path), expected)).toBe(undefined)
        },
      ),
      { numRuns: 10 },
    ))

  it('goes on after it was finished, and is left as it is where nothing is to be done', async () => {
    const path = join(folder, 'longer.jsonl')
    copyFileSync(whole, path)
    expect(await goOn(path, episodes, how)).toBe(0)
    expect(readFileSync(path)).toEqual(readFileSync(whole))
    await goOn(path, 32, how)
    const long = await record(join(folder, 'long.jsonl'), 32, how)
    expect(firstDifference(texts(path), texts(long))).toBe(undefined)
  })

  it('learns again only what came after the last snapshot', async () => {
    const path = await record(join(folder, 'flat.jsonl'), 200, { snapshotEvery: 40 })
    let rounds = 0
    const counted: typeof policy = {
      ...policy,
      learn: (round) => {
        rounds += 1
        return policy.learn(round)
      },
    }
    truncateSync(path, readFileSync(path).length - 15_000)
    const opened = await continueJournal(path, {
      header: header(),
      space,
      policy: counted,
      reward: accuracy,
    })
    if ('right' in opened) opened.right.journal.close()
    expect(opened).toMatchObject({ _tag: 'Right' })
    expect(rounds).toBeLessThanOrEqual(40 / 4)
  })

  it('does not train again what it knows', async () => {
    const path = join(folder, 'known.jsonl')
    copyFileSync(whole, path)
    await goOn(path, 40, how)
    const trained = texts(path).flatMap((line) => {
      const { event } = JSON.parse(line) as {
        event: { outcome?: { _tag: string; cached: boolean; validated: { key: string } } }
      }
      return event.outcome?._tag === 'Trained' && !event.outcome.cached
        ? [event.outcome.validated.key]
        : []
    })
    expect(new Set(trained).size).toBe(trained.length)
  })
})

describe('a journal that is to go on', () => {
  const open = async (path: string, changed: Partial<ReturnType<typeof header>> = {}) =>
    continueJournal(
      path,
      { header: { ...header(), ...changed }, space, policy, reward: accuracy },
      how,
    )

  it.each([
    ['space', { space: 'another' }, 'space was {"struct"'],
    [
      'policy',
      { policy: { name: 'random', options: {} } },
      'policy.name was "reinforce" and is "random"',
    ],
    ['reward', { reward: { name: 'r2', options: {} } }, 'reward.name was "accuracy" and is "r2"'],
    ['seed', { seed: 8 }, 'seed was 7 and is 8'],
    ['batch', { batch: 5 }, 'batch was 4 and is 5'],
  ])('is refused where its %s has changed, with the difference', async (_, changed, words) => {
    const before = readFileSync(whole)
    const refused = await open(whole, changed)
    expect(refused).toMatchObject({ left: { _tag: 'JournalOfAnotherSearch' } })
    expect('left' in refused && refused.left.message).toContain(words)
    expect(readFileSync(whole)).toEqual(before)
    expect(existsSync(`${whole}.lock`)).toBe(false)
  })

  it('is taken by any version of the package', async () => {
    const opened = await open(whole, { package: '9.9.9' })
    expect(opened).toMatchObject({ right: { position: { episodes } } })
    if ('right' in opened) opened.right.journal.close()
  })

  it('is refused where it is damaged, and nothing is changed in it', async () => {
    const path = join(folder, 'damaged.jsonl')
    const lines = readFileSync(whole, 'utf8').split('\n')
    writeFileSync(
      path,
      [...lines.slice(0, 5), lines[5]!.slice(0, -9), ...lines.slice(6)].join('\n'),
    )
    appendFileSync(path, '{"torn')
    const before = readFileSync(path)
    expect(await open(path)).toMatchObject({ left: { _tag: 'JournalDamaged', line: 6 } })
    expect(readFileSync(path)).toEqual(before)
  })

  it('is refused where it is not there, and leaves no lock', async () => {
    const path = join(folder, 'absent.jsonl')
    expect(await open(path)).toMatchObject({ left: { _tag: 'JournalNotRead' } })
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('is refused where the policy proposes something else than it has', async () => {
    const other = reinforce(space, { units: 4, embedding: 3, learningRate: 0.5 })
    const path = await record(join(folder, 'other.jsonl'), 12, { snapshotEvery: 100 })
    const openBy = async (by: typeof policy) =>
      continueJournal(path, { header: header(), space, policy: by, reward: accuracy }, how)
    const named = await openBy(other)
    expect(named).toMatchObject({ left: { _tag: 'PolicyOfAnotherSearch' } })
    expect('left' in named && named.left.message).toContain(
      'policy.options.learningRate was 0.03 and is 0.5',
    )
    expect(await openBy({ ...other, options: policy.options })).toMatchObject({
      left: { _tag: 'PolicyDiverged' },
    })
  })

  it('is refused where the policy cannot read its snapshots', async () => {
    const refused = await continueJournal(
      whole,
      {
        header: header(),
        space,
        policy: { ...random(space), name: policy.name, options: policy.options },
        reward: accuracy,
      },
      how,
    )
    expect(refused).toMatchObject({ left: { _tag: 'SnapshotNotRead' } })
  })
})
