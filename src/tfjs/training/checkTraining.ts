import { failTraining, trainerFailed } from '../../episode/index.ts'
import { optimizerNames, type TrainingChoice } from '../../space/index.ts'

const faultOf = ({ optimizer, learningRate, batchSize }: TrainingChoice): string | undefined => {
  if (!optimizerNames.includes(optimizer))
    return `the optimizer ${optimizer}, which is none of ${optimizerNames.join(', ')}`
  if (!(Number.isFinite(learningRate) && learningRate > 0))
    return `a learning rate of ${learningRate}, which is no number above 0`
  if (!(Number.isSafeInteger(batchSize) && batchSize > 0))
    return `a batch size of ${batchSize}, which is no whole number above 0`
  return undefined
}

/**
 * Refuses what no child can be trained by: a space of a user's own may decide anything.
 *
 * @throws a `TrainerFailed` training error that says what is wrong
 */
export const checkTraining = (training: TrainingChoice): void => {
  const fault = faultOf(training)
  if (fault !== undefined) failTraining(trainerFailed(`The child is to be trained by ${fault}.`))
}
