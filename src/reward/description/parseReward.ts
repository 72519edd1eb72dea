import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { printable } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { requireBounded } from '../internal/requireBounded.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError, rewardError } from '../RewardError.ts'
import { reward } from './rewardConstructors.ts'
import { mendedFormula, withMended } from './mend.ts'
import { type OwnRewards, type Problem } from './read.ts'
import { positionOf, readText, type TextProblem } from './readText.ts'

const problemOf = ({ message, metric }: RewardError): Problem => ({
  path: [],
  message,
  ...(metric === undefined ? {} : { metric }),
})

/** The reward of a description in JSON; a problem that a nearby formula has not comes with that formula. */
const readDescription = (description: Json, own: OwnRewards): E.Either<Problem, Reward> =>
  pipe(
    reward(description, { path: [], own }),
    E.chain((read) => pipe(requireBounded(read), E.mapLeft(problemOf))),
    E.mapLeft((problem) => {
      const mended = mendedFormula(description, own)
      return mended === undefined ? problem : { ...problem, mended }
    }),
  )

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`)

/** A problem of a text, or of a description, as an error. */
const errorOf = (
  name: string,
  where: string,
  { message, metric, mended }: Omit<Problem, 'path'>,
): RewardError => withMended(rewardError(name, `${where}: ${sentence(message)}`, metric), mended)

// A text of more than a line is not told again.
const longestTold = 80

const ofText =
  (text: string) =>
  ({ at, ...problem }: TextProblem & Omit<Problem, 'path'>): RewardError => {
    const told = text.length > longestTold || text.trim() === '' ? '' : `${printable(text.trim())} `
    return {
      ...errorOf(text, `The reward ${told}is wrong at character ${at + 1}`, problem),
      position: at,
    }
  }

const ofDescription = ({ path, ...problem }: Problem): RewardError =>
  errorOf(
    'description',
    `The description of a reward is wrong${path.length === 0 ? '' : ` at ${path.join('.')}`}`,
    problem,
  )

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
    ? pipe(
        readText(description),
        E.mapLeft(ofText(description)),
        E.chain((located) =>
          pipe(
            readDescription(located.json, own),
            E.mapLeft(({ path, ...problem }) =>
              ofText(description)({ at: positionOf(located, path), ...problem }),
            ),
          ),
        ),
      )
    : pipe(readDescription(description, own), E.mapLeft(ofDescription))
