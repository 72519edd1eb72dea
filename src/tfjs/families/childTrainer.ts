import {
  anObject,
  checkOptions,
  optional,
  positiveNumber,
  trueOrFalse,
  wholeNumber,
} from '../../common/index.ts'
import {
  type Measurement,
  stepsOf,
  type TrainingJob,
  type TrainingProgress,
} from '../../episode/index.ts'
import { measureLatency } from '../model/measureLatency.ts'
import { checkTraining } from '../training/checkTraining.ts'
import { evaluateModel } from '../training/evaluateModel.ts'
import { type ExampleTensors } from '../training/ExampleTensors.ts'
import { trainModel } from '../training/trainModel.ts'
import { type WeightBank } from '../training/weightBank.ts'
import { type Children } from './ChildFamily.ts'
import { type ChildTask, openChild } from './openChild.ts'

/** What {@link childTrainer} trains on. */
export interface ChildTrainerData extends ChildTask {
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  /** Steps between two reports; default 10. */
  readonly reportEvery?: number
  /** Whether the trained child's latency is measured too, which takes some sixty forward passes. */
  readonly latency?: boolean
  /**
   * How often a training is evaluated on the validation examples, at even distances; default 1, which
   * is at its end only. Early stopping judges by the evaluations on the way.
   */
  readonly evaluationsPerTraining?: number
  /** Trained weights that children begin with and leave theirs to; default none. */
  readonly inherit?: WeightBank
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/**
 * A trainer of the children of any family: builds the network, trains it for the job's budget, and
 * measures it on the validation examples: accuracy and loss for classes; loss, rmse, mae and r2 for
 * a number; parameters, flops and seconds; and, where wanted, latency: milliseconds for one example.
 * Frees every tensor it makes.
 *
 * Its progress has the loss of the last batch as `loss`. An evaluation on the way has what the child
 * would measure if it ended there, `loss` too, and the last batch's as `trainingLoss`. It changes no
 * weight.
 *
 * @throws a `Diverged` training error where the loss is no finite number
 */
export const childTrainer = <A>(
  children: Children<A>,
  data: ChildTrainerData,
): ((job: TrainingJob<A>) => AsyncGenerator<TrainingProgress | Measurement, void>) => {
  checkOptions('childTrainer()', data, {
    reportEvery: optional(wholeNumber(1)),
    evaluationsPerTraining: optional(wholeNumber(1, 1000)),
    latency: optional(trueOrFalse),
    labelScale: optional(positiveNumber()),
  })
  checkOptions(
    'childTrainer()',
    { children },
    { children: anObject('the children of a family', ({ build }) => typeof build === 'function') },
  )
  const {
    train,
    validation,
    reportEvery = 10,
    evaluationsPerTraining = 1,
    inherit,
    latency = false,
    ...task
  } = data
  return async function* ({ architecture, budget, seed, signal }) {
    const child = openChild(children, task, architecture, seed)
    const { model, objective, training } = child
    try {
      inherit?.load(model)
      checkTraining(training)
      const batchSize = Math.min(training.batchSize, train.count)
      const evaluateEvery = Math.ceil(
        stepsOf(budget, train.count, batchSize) / evaluationsPerTraining,
      )
      const measure = async (): Promise<Measurement> => {
        const measured = await evaluateModel(model, validation, objective)
        return { ...measured, ...child.cost(), seconds: child.seconds() }
      }
      for await (const progress of trainModel(model, train, {
        budget,
        seed,
        signal,
        objective,
        training,
        reportEvery:
          evaluationsPerTraining > 1 ? commonDivisor(evaluateEvery, reportEvery) : reportEvery,
      })) {
        const { step, steps, metrics } = progress
        const { loss: trainingLoss = NaN } = metrics
        if (evaluationsPerTraining > 1 && step % evaluateEvery === 0 && step !== steps)
          yield { ...progress, metrics: { ...(await measure()), trainingLoss } }
        else if (step % reportEvery === 0 || step === steps) yield progress
      }
      if (signal.aborted) return
      await inherit?.store(model)
      const measured = await measure()
      yield latency
        ? { ...measured, latency: await measureLatency(model, task.task.input) }
        : measured
    } finally {
      child.dispose()
    }
  }
}
