import { type Measurement, type TrainingJob, type TrainingProgress } from '../../episode/index.ts'
import { type Task } from '../../space/index.ts'
import { measureLatency } from '../model/measureLatency.ts'
import { modelCost } from '../model/modelCost.ts'
import { evaluateModel } from '../training/evaluateModel.ts'
import { type ExampleTensors } from '../training/Examples.ts'
import { objectiveOf } from '../training/Objective.ts'
import { trainModel } from '../training/trainModel.ts'
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
}

/**
 * A trainer of the children of any family: builds the network, trains it for the job's budget, and
 * measures it on the validation examples: accuracy and loss for classes; loss, rmse, mae and r2 for
 * a number; parameters, flops and seconds; and, where told, latency: milliseconds for one example.
 * Frees every tensor it makes.
 *
 * @throws a `Diverged` training error where the loss is no finite number
 */
export const childTrainer = <A>(
  { build, training }: Children<A>,
  { task, train, validation, unit, latency = false, ...how }: ChildTrainerData,
): ((job: TrainingJob<A>) => AsyncGenerator<TrainingProgress | Measurement, void>) =>
  async function* ({ architecture, budget, seed, signal }) {
    const began = performance.now()
    const { model, dispose } = withItsVariables(() => build(architecture, seed))
    try {
      const objective = objectiveOf(task, model, unit)
      yield* trainModel(model, train, {
        budget,
        seed,
        signal,
        objective,
        training: training(architecture),
        ...how,
      })
      if (signal.aborted) return
      const measured = await evaluateModel(model, validation, objective)
      const seconds = (performance.now() - began) / 1000
      yield {
        ...measured,
        ...modelCost(model),
        seconds,
        ...(latency ? { latency: await measureLatency(model, task.input) } : {}),
      }
    } finally {
      dispose()
    }
  }
