import {
  type Measurement,
  stepsOf,
  type TrainingJob,
  type TrainingProgress,
} from '../../episode/index.ts'
import { type Task } from '../../space/index.ts'
import { measureLatency } from '../model/measureLatency.ts'
import { modelCost } from '../model/modelCost.ts'
import { evaluateModel } from '../training/evaluateModel.ts'
import { type ExampleTensors } from '../training/Examples.ts'
import { objectiveOf } from '../training/Objective.ts'
import { trainModel } from '../training/trainModel.ts'
import { type WeightBank } from '../training/weightBank.ts'
import { type Children } from './ChildFamily.ts'
import { withItsVariables } from './withItsVariables.ts'

/** What {@link childTrainer} trains on. */
export interface ChildTrainerData {
  readonly task: Task
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  /** What one unit of a scaled label stands for in the data; 1 unless told. */
  readonly unit?: number
  /** Steps between two reports; 10 unless told. */
  readonly reportEvery?: number
  /** Whether the trained child's latency is measured too, which takes some sixty forward passes. */
  readonly latency?: boolean
  /**
   * Into how many equal parts looks at the validation examples divide a training; 1, which is no
   * look on the way, unless told. Early stopping judges by them.
   */
  readonly looks?: number
  /** Trained weights that children begin with and leave theirs to; none unless told. */
  readonly inherit?: WeightBank
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/**
 * A trainer of the children of any family: builds the network, trains it for the job's budget, and
 * measures it on the validation examples: accuracy and loss for classes; loss, rmse, mae and r2 for
 * a number; parameters, flops and seconds; and, where told, latency: milliseconds for one example.
 * Frees every tensor it makes.
 *
 * Its progress tells the loss of the last batch as `loss`. A look tells what the child would measure
 * if it ended there, `loss` too, and the last batch's as `trainingLoss`. Looks change no weight.
 *
 * @throws a `Diverged` training error where the loss is no finite number
 */
export const childTrainer = <A>(
  { build, training }: Children<A>,
  {
    task,
    train,
    validation,
    unit,
    reportEvery = 10,
    looks = 1,
    inherit,
    latency = false,
  }: ChildTrainerData,
): ((job: TrainingJob<A>) => AsyncGenerator<TrainingProgress | Measurement, void>) =>
  async function* ({ architecture, budget, seed, signal }) {
    const began = performance.now()
    const { model, dispose } = withItsVariables(() => build(architecture, seed))
    try {
      inherit?.give(model)
      const objective = objectiveOf(task, model, unit)
      const chosen = training(architecture)
      const batchSize = Math.min(chosen.batchSize, train.count)
      const lookEvery = Math.ceil(stepsOf(budget, train.count, batchSize) / looks)
      const measure = async (): Promise<Measurement> => {
        const measured = await evaluateModel(model, validation, objective)
        const seconds = (performance.now() - began) / 1000
        return { ...measured, ...modelCost(model), seconds }
      }
      for await (const progress of trainModel(model, train, {
        budget,
        seed,
        signal,
        objective,
        training: chosen,
        reportEvery: looks > 1 ? commonDivisor(lookEvery, reportEvery) : reportEvery,
      })) {
        const { step, steps, metrics } = progress
        const { loss: trainingLoss = NaN } = metrics
        if (looks > 1 && step % lookEvery === 0 && step !== steps)
          yield { ...progress, metrics: { ...(await measure()), trainingLoss } }
        else if (step % reportEvery === 0 || step === steps) yield progress
      }
      if (signal.aborted) return
      await inherit?.keep(model)
      const measured = await measure()
      yield latency ? { ...measured, latency: await measureLatency(model, task.input) } : measured
    } finally {
      dispose()
    }
  }
