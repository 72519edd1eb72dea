import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { givesProbabilities, misfit } from '../../tfjs/index.ts'
import { type ModelCard } from './ModelCard.ts'

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
  const fault = misfit(model, task, 'the card')
  if (fault !== undefined) return `the network ${fault}`
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
