import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { outputsOf } from '../../core.ts'
import { givesProbabilities, readsShape } from '../../tfjs/index.ts'
import { type ModelCard } from './ModelCard.ts'

const sizes = (shape: ReadonlyArray<number | null>): string =>
  shape.map((size) => size ?? 'any').join(' x ')

/** What of a card contradicts itself: its task and how predictions are named. */
export const cardFault = ({ task, preparation }: ModelCard): string | undefined => {
  const { target } = preparation
  if (target._tag !== task.target._tag)
    return 'its task and its preparation are not of the same kind: one has classes, the other a number'
  return target._tag === 'Classes' &&
    task.target._tag === 'Classes' &&
    target.names.length !== task.target.count
    ? `it names ${target.names.length} classes, but its task has ${task.target.count}`
    : undefined
}

const modelFault = (model: tf.LayersModel, { task }: ModelCard): string | undefined => {
  const [input, ...inputs] = model.inputs
  const [output, ...outputs] = model.outputs
  if (input === undefined || output === undefined || inputs.length + outputs.length > 0)
    return `the network has ${model.inputs.length} inputs and ${model.outputs.length} outputs, but should have one of each`
  if (!readsShape(model, task.input))
    return `the network reads examples of ${sizes(input.shape.slice(1))} numbers, but the card says ${sizes(task.input)}`
  const wanted = outputsOf(task)
  if (output.shape.length !== 2 || output.shape[1] !== wanted)
    return `the network puts out ${sizes(output.shape.slice(1))} numbers, but the card says ${wanted}`
  return task.target._tag === 'Classes' && !givesProbabilities(model)
    ? 'the network does not end in a softmax, so what it puts out are no probabilities of classes'
    : undefined
}

/** Checks that a network is the one that its card describes. `Left` says how they disagree. */
export const checkAgainstCard = (
  model: tf.LayersModel,
  card: ModelCard,
): E.Either<string, tf.LayersModel> => {
  const fault = modelFault(model, card)
  return fault === undefined
    ? E.right(model)
    : E.left(`The card and the network do not belong together: ${fault}.`)
}
