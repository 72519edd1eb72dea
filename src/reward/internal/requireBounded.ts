import * as E from 'fp-ts/lib/Either.js'
import { isRecord, shown } from '../../common/index.ts'
import { FiniteNumber } from '../../episode/index.ts'
import { jsonProblem } from '../../space/Json.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError, rewardError } from '../RewardError.ts'

/** What is wrong with the fields of a reward that a program made. */
const fieldProblem = ({ name, options, ofMetrics, penalty }: Reward): string | undefined => {
  // Types may have been passed over.
  const fields: Readonly<Record<string, unknown>> = { name, options, ofMetrics, penalty }
  if (typeof fields['name'] !== 'string' || name === '')
    return `A reward needs a name, which is not ${shown(fields['name'])}.`
  if (typeof fields['ofMetrics'] !== 'function')
    return `The reward ${name} needs a function ofMetrics, not ${shown(fields['ofMetrics'])}.`
  if (typeof fields['penalty'] !== 'number' || !(penalty < Infinity))
    return `The reward ${name} needs a penalty for episodes without a trained child: a finite number, not ${shown(fields['penalty'])}.`
  const problem = jsonProblem(fields['options'])
  return problem === undefined
    ? undefined
    : `The reward ${name} needs options that a journal can hold, as {}: ${problem}.`
}

/** A reward that is whole and has a lower bound, or why it cannot be used. */
export const requireBounded = (reward: Reward): E.Either<RewardError, Reward> => {
  if (!isRecord(reward))
    return E.left(
      rewardError(shown(reward), `A reward is an object, and ${shown(reward)} is none.`),
    )
  if (reward.invalid !== undefined) return E.left(reward.invalid)
  const problem = fieldProblem(reward)
  const { name, penalty, unboundedMetric } = reward
  if (problem !== undefined)
    return E.left(rewardError(typeof (name as unknown) === 'string' ? name : shown(name), problem))
  return FiniteNumber.is(penalty)
    ? E.right(reward)
    : E.left(
        rewardError(
          name,
          `The reward ${name} has no lower bound${
            unboundedMetric === undefined ? '' : ` in the metric ${unboundedMetric}`
          }, so no penalty is below it for an episode without a trained child. Bound it by withPenalty or clip.`,
          unboundedMetric,
        ),
      )
}
