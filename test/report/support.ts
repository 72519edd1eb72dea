import * as E from 'fp-ts/lib/Either.js'
import {
  accuracy,
  anyJournalLine,
  canonicalJson,
  type Json,
  type JournalLine,
  journalHeader,
  random,
  type SearchSpace,
} from '../../src/core.ts'

/** A trained child, a failed one, or a rejected candidate, of an architecture. */
export interface Episode {
  readonly architecture: Json
  readonly metrics?: Readonly<Record<string, number>>
  readonly failed?: string
  readonly rejected?: string
  readonly cached?: boolean
  readonly reward: number
}

const outcomeOf = (
  { architecture, metrics = {}, failed, rejected, cached = false }: Episode,
  episode: number,
): unknown => {
  const key = canonicalJson(architecture)
  const validated = { _tag: 'Validated', episode, trace: [], architecture, key }
  if (rejected !== undefined)
    return {
      _tag: 'Rejected',
      proposed: { _tag: 'Proposed', episode, candidate: architecture, trace: [] },
      reason: { _tag: 'InvalidArchitecture', path: '', message: rejected },
    }
  return failed === undefined
    ? { _tag: 'Trained', validated, metrics, cached }
    : { _tag: 'Failed', validated, reason: { _tag: 'TrainerFailed', message: failed } }
}

/** The lines of a journal of these episodes, a second apart, decoded as a reader does. */
export const linesOf = (
  space: SearchSpace<unknown>,
  episodes: ReadonlyArray<Episode>,
  seed = 1,
): ReadonlyArray<JournalLine<Json>> =>
  [
    journalHeader({
      ...{ space, policy: random(space), reward: accuracy, trainer: { name: 'stub', options: {} } },
      ...{ budget: { epochs: 1 }, batch: 4, seed },
    }),
    ...episodes.map((one, i) => ({
      _tag: 'Rewarded',
      outcome: outcomeOf(one, i),
      reward: one.reward,
    })),
  ].map((event, i) => {
    const read = anyJournalLine.decode({ at: new Date(i * 1000).toISOString(), event })
    if (E.isLeft(read)) throw new Error(`episode ${i} is no line of a journal`)
    return read.right
  })
