import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { filter, lastValueFrom, take, toArray } from 'rxjs'
import { messageOf } from '../../common/index.ts'
import {
  episodeOf,
  type JournalHeader,
  type Json,
  readReward,
  type Reward,
  rewards,
} from '../../core.ts'
import { type Recorded, rescore } from '../../../streams/index.ts'

/** What a journal's rewards are by its reward: told anew, or another reward than is known here. */
export type RewardsChecked =
  | { readonly _tag: 'Same' }
  // No reward of this name, or none with these parameters.
  | { readonly _tag: 'Unknown'; readonly reason: string }

/** Powers and logarithms may differ in a last digit between machines. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const computeAgain = (
  journal: Recorded<Json>,
  reward: Reward,
): TE.TaskEither<string, RewardsChecked> =>
  pipe(
    TE.tryCatch(
      () =>
        lastValueFrom(
          rescore(journal, reward).pipe(
            filter(({ episode, recorded }) => !isSame(episode.reward, recorded)),
            take(1),
            toArray(),
          ),
        ),
      messageOf,
    ),
    TE.flatMap(([other]) =>
      other === undefined
        ? TE.right({ _tag: 'Same' })
        : TE.left(
            `Episode ${episodeOf(other.episode.outcome) + 1} has the reward ${other.recorded}, and its outcome earns ${other.episode.reward} by the reward ${reward.name}: one of the two was changed since it was written.`,
          ),
    ),
  )

/** Judges every episode of a journal again by the reward that its header names, and tells the first that comes out otherwise. */
export const checkRewards = (
  journal: Recorded<Json>,
  { reward: { name, options } }: JournalHeader,
): TE.TaskEither<string, RewardsChecked> =>
  pipe(
    readReward(rewards, { name, options }),
    E.match(
      ({ message }) => TE.right({ _tag: 'Unknown', reason: message }),
      (reward) => computeAgain(journal, reward),
    ),
  )
