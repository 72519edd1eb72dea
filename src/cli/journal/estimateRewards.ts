import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { lastValueFrom, tap } from 'rxjs'
import { messageOf } from '../../common/index.ts'
import { type Estimate, type Json, type Policy, type Reward } from '../../core.ts'
import {
  expectedReward,
  positionOf,
  type Recorded,
  recordedLines,
  relearn,
  rescore,
} from '../../../streams/index.ts'

/** The expected reward of a policy in a state. */
export interface StateEstimate {
  /** The state, in words. */
  readonly state: string
  readonly estimate: Estimate
}

/** The state of a policy as a search left it. */
const lastState = <S>(journal: Recorded<Json>, policy: Policy<S>): TE.TaskEither<string, S> => {
  const fold = positionOf<Json, S>(policy)
  return pipe(
    TE.tryCatch(
      () => lastValueFrom(recordedLines(journal).pipe(tap(fold.add)), { defaultValue: undefined }),
      messageOf,
    ),
    TE.chainEitherK(() => pipe(fold.position(), E.mapLeft(messageOf))),
    TE.map(({ state }) => state),
  )
}

/** The expected rewards of a policy by a reward: as it began, as the search left it, and learned anew. */
export const estimateRewards = <S>(
  journal: Recorded<Json>,
  policy: Policy<S>,
  seed: number,
  reward: Reward,
): TE.TaskEither<string, ReadonlyArray<StateEstimate>> => {
  const estimateOf = (state: string, at: S): TE.TaskEither<string, StateEstimate> =>
    pipe(
      TE.tryCatch(
        () => lastValueFrom(rescore(journal, reward).pipe(expectedReward(policy, at))),
        messageOf,
      ),
      TE.map((estimate) => ({ state, estimate })),
    )
  return pipe(
    TE.Do,
    TE.bind('first', () => estimateOf('as it began', policy.init(seed))),
    TE.bind('last', () =>
      pipe(
        lastState(journal, policy),
        TE.chain((state) => estimateOf('as the search left it', state)),
      ),
    ),
    TE.bind('relearned', () =>
      pipe(
        TE.tryCatch(() => lastValueFrom(relearn(journal, policy, reward)), messageOf),
        TE.chain((state) =>
          estimateOf(
            'learned anew by this reward, from these episodes (so it flatters itself)',
            state,
          ),
        ),
      ),
    ),
    TE.map(({ first, last, relearned }) => [first, last, relearned]),
  )
}
