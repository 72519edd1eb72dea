import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, tap } from 'rxjs'
import { type Estimate, type Json, type Policy, type Reward } from '../../index.ts'
import {
  expectedReward,
  positionOf,
  type Recorded,
  recordedLines,
  relearn,
  rescore,
} from '../../../streams/index.ts'

/** What a state of a policy would earn. */
export interface Worth {
  readonly state: string
  readonly estimate: Estimate
}

const messageOf = (error: unknown): string => {
  const message: unknown = Reflect.get(Object(error), 'message')
  return typeof message === 'string' ? message : String(error)
}

/** What a policy would earn under a reward: as it began, as the search left it, and learned anew. */
export const worthOf = async <S>(
  journal: Recorded<Json>,
  policy: Policy<S>,
  seed: number,
  reward: Reward,
): Promise<E.Either<string, ReadonlyArray<Worth>>> => {
  const of = async (state: string, at: S): Promise<Worth> => ({
    state,
    estimate: await lastValueFrom(rescore(journal, reward).pipe(expectedReward(policy, at))),
  })
  try {
    const first = await of('as it began', policy.init(seed))
    const fold = positionOf<Json, S>(policy)
    await lastValueFrom(recordedLines(journal).pipe(tap(fold.add)), { defaultValue: undefined })
    const position = fold.position()
    if (E.isLeft(position)) return E.left(position.left.message)
    const last = await of('as the search left it', position.right.state)
    const anew = await of(
      'learned anew by this reward, from these episodes (so it flatters itself)',
      await lastValueFrom(relearn(journal, policy, reward)),
    )
    return E.right([first, last, anew])
  } catch (error) {
    return E.left(messageOf(error))
  }
}
