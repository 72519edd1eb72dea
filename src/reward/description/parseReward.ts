import * as E from 'fp-ts/lib/Either.js'
import { type Json } from '../../space/index.ts'
import { checkReward } from '../evaluate.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError, rewardError } from '../RewardError.ts'
import { reward } from './forms.ts'
import { type OwnRewards, type Problem } from './read.ts'
import { positionOf, readText, type TextProblem } from './readText.ts'

const whole = (description: Json, own: OwnRewards): E.Either<Problem, Reward> =>
  E.Chain.chain(reward(description, { path: [], own }), (read) =>
    E.mapLeft(({ message, metric }: RewardError): Problem => ({
      path: [],
      message,
      ...(metric === undefined ? {} : { metric }),
    }))(checkReward(read)),
  )

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`)

const ofText =
  (text: string) =>
  ({ at, message, metric }: TextProblem & { readonly metric?: string }): RewardError => ({
    ...rewardError(
      text,
      `The reward ${text.length > 80 || text.trim() === '' ? '' : `${text.trim()} `}is wrong at character ${at + 1}: ${sentence(message)}`,
      metric,
    ),
    position: at,
  })

/**
 * The reward of a description: of JSON, as `describeReward` gives it and a journal holds it, or of a
 * text, as `printReward` gives it and a person writes it:
 *
 * - `accuracy`, `negativeLoss`, `parameters`, `flops`, `seconds`, `latency`, `r2`, or `metric(f1)`
 *   for one of your own;
 * - calls, as `softConstraint(accuracy, flops, 1e6, -0.07)`: the names and the options of the
 *   functions of rxnas, in their order;
 * - `+`, `-`, `*`, `/` and `^` with a number as exponent: `accuracy * (flops / 1e6) ^ -0.07`.
 *
 * @param own - rewards and functions of your own that the description may call by name
 * @returns the reward, or what is wrong, with the `position` in the text
 * @example
 * import { parseReward } from 'rxnas'
 *
 * const wrong = parseReward('clip(accuracy, 1, flop)')
 * console.log(wrong._tag === 'Left' && wrong.left.position) // 18
 */
export const parseReward = (
  description: Json,
  own: OwnRewards = {},
): E.Either<RewardError, Reward> =>
  typeof description === 'string'
    ? E.Chain.chain(E.mapLeft(ofText(description))(readText(description)), (located) =>
        E.mapLeft(({ path, ...rest }: Problem) =>
          ofText(description)({ at: positionOf(located, path), ...rest }),
        )(whole(located.json, own)),
      )
    : E.mapLeft(({ path, message, metric }: Problem) =>
        rewardError(
          'description',
          `The description of a reward is wrong${
            path.length === 0 ? '' : ` at ${path.join('.')}`
          }: ${sentence(message)}`,
          metric,
        ),
      )(whole(description, own))
