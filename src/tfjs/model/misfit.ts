import type * as tf from '@tensorflow/tfjs'
import { outputsOf, type Task } from '../../task/index.ts'
import { shapeRead } from '../training/readBatch.ts'

/** The sizes of a shape for a message, as `28 x 28 x 1`. */
export const showShape = (shape: ReadonlyArray<number | null>): string =>
  shape.map((size) => size ?? 'any').join(' x ')

/**
 * How a network does not fit a task, in a clause whose subject is the network; `undefined` where it
 * does. `source` is where the task is from, as `the data`.
 */
export const misfit = (model: tf.LayersModel, task: Task, source: string): string | undefined => {
  const [input, ...inputs] = model.inputs
  const [output, ...outputs] = model.outputs
  if (input === undefined || output === undefined || inputs.length + outputs.length > 0)
    return `has ${model.inputs.length} inputs and ${model.outputs.length} outputs, but should have one of each`
  if (shapeRead(model, task.input) === undefined)
    return `reads ${showShape(input.shape.slice(1))} numbers an example, but ${source} has ${showShape(task.input)}`
  const wanted = outputsOf(task)
  if (output.shape.length !== 2 || output.shape[1] !== wanted)
    return `puts out ${showShape(output.shape.slice(1))} numbers an example, but ${source} has ${
      task.target._tag === 'Classes' ? `${wanted} classes` : 'one number to be predicted'
    }`
  return undefined
}
