import { type Budget, type Task } from '../../index.ts'
import {
  buildMlp,
  evaluateModel,
  type Evaluation,
  type ExampleTensors,
  objectiveOf,
  trainKeepingBest,
} from '../../tfjs/index.ts'

/** How the linear baseline is trained: a rate at which a linear model settles within a short budget. */
const training = { optimizer: 'adam', learningRate: 0.01, batchSize: 64 } as const

/** What {@link linearBaseline} is trained and measured on. */
export interface BaselineData {
  readonly task: Task
  readonly unit: number
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  readonly test: ExampleTensors
}

/**
 * What a linear model (logistic or linear regression) reaches on the test examples, trained for the
 * same budget and stopped at its lowest validation loss, as the network is.
 */
export const linearBaseline = async (
  { task, unit, train, validation, test }: BaselineData,
  budget: Budget,
  seed: number,
  signal: AbortSignal,
): Promise<Evaluation> => {
  const model = buildMlp(task)({ layers: [] }, seed)
  const objective = objectiveOf(task, model, unit)
  const progress = trainKeepingBest(model, train, validation, {
    budget,
    seed,
    signal,
    objective,
    training,
  })
  for (let next = await progress.next(); next.done !== true;) next = await progress.next()
  const measured = await evaluateModel(model, test, objective)
  model.dispose()
  return measured
}

/**
 * What a guess without looking reaches on the test labels: the most frequent class of training
 * (accuracy), or the mean of training (r2 and rmse).
 */
export const constantBaseline = (
  task: Task,
  train: ArrayLike<number>,
  test: ArrayLike<number>,
  unit: number,
): Readonly<Record<string, number>> => {
  const seen = Array.from(train)
  const tested = Array.from(test)
  if (task.target._tag === 'Classes') {
    const counts = Array.from({ length: task.target.count }, () => 0)
    for (const label of seen) counts[label] = (counts[label] ?? 0) + 1
    const guess = counts.indexOf(Math.max(...counts))
    return { accuracy: tested.filter((label) => label === guess).length / tested.length }
  }
  const guess = seen.reduce((a, b) => a + b, 0) / seen.length
  const mean = tested.reduce((a, b) => a + b, 0) / tested.length
  const loss = tested.reduce((sum, y) => sum + (y - guess) ** 2, 0) / tested.length
  const variance = tested.reduce((sum, y) => sum + (y - mean) ** 2, 0) / tested.length
  return { r2: variance > 0 ? 1 - loss / variance : 0, rmse: unit * Math.sqrt(loss) }
}
