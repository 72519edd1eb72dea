import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, lastValueFrom } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { withOwnPolicy } from '../../../src/cli/journal/ownPolicy.ts'
import {
  choice,
  describeSpace,
  evolution,
  localSearch,
  nsga2,
  type Policy,
  ppo,
  random,
  refine,
  tpe,
} from '../../../src/core.ts'
import { anyJournalLines } from '../../../src/node/journal/index.ts'
import { replay } from '../../../streams/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { goOnBy, header, recordBy, space, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-peers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Use = <R>(run: <S>(policy: Policy<S>) => R) => R
const using =
  <S>(policy: Policy<S>): Use =>
  (run) =>
    run(policy)

const peers: ReadonlyArray<readonly [string, Use]> = [
  ['random without repeats', using(random(space, { repeats: false }))],
  ['evolution', using(evolution(space, { population: 6, sample: 3 }))],
  ['local-search', using(localSearch(space))],
  ['ppo', using(ppo(space, { episodesPerUpdate: 5 }))],
  ['tpe', using(tpe(space, { startup: 4 }))],
  ['nsga2', using(nsga2(space, { population: 6, objectives: { accuracy: 'maximize' } }))],
]

describe.each(peers)('a journal of %s', (name, use) => {
  it('that was stopped goes on as if it never had been, and replays by its header', async () => {
    const file = (what: string): string => join(folder, `${name}-${what}.jsonl`)
    const whole = await use((policy) => recordBy(policy, file('whole'), 22))
    const stopped = await use((policy) => recordBy(policy, file('stopped'), 8))
    await use((policy) => goOnBy(policy, stopped, 22))
    expect(firstDifference(texts(stopped), texts(whole))).toBe(undefined)

    const replayed = withOwnPolicy(
      use((policy) => header(policy)),
      (policy) => lastValueFrom(replay(anyJournalLines(whole), policy).pipe(count())),
    )
    if (E.isLeft(replayed)) throw new Error(replayed.left)
    // 22 episodes and 6 rounds.
    expect(await replayed.right).toBe(28)
  })
})

describe('a journal whose episodes have no traces', () => {
  it('is not taken for that of another policy, also where that has its name', async () => {
    const path = join(folder, 'other.jsonl')
    await recordBy(localSearch(space), path, 12)
    const other = random(space, { repeats: false })
    await expect(lastValueFrom(replay(anyJournalLines(path), other))).rejects.toMatchObject({
      _tag: 'PolicyOfAnotherSearch',
      message: expect.stringContaining('policy.name was "local-search" and is "random"') as string,
    })
    const { name, options } = localSearch(space)
    await expect(
      lastValueFrom(replay(anyJournalLines(path), { ...other, name, options })),
    ).rejects.toMatchObject({ _tag: 'PolicyDiverged' })
  })

  it('is not replayed without what its space rejects', () => {
    const refined = refine(choice(1, 2, 3), (n) => (n === 2 ? 'two' : undefined))
    const told = withOwnPolicy(
      { ...header(localSearch(refined)), space: describeSpace(refined) },
      () => 'replayed',
    )
    expect(E.isLeft(told) && told.left).toContain(
      'the journal does not hold what this space rejects',
    )
  })
})
