import type * as tf from '@tensorflow/tfjs'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { applyPreparation, type Preparation } from '../data/index.ts'
import { predictExamples } from '../tfjs/index.ts'
import { readInputs } from './readInputs.ts'

/** What a network puts out for inputs, and what is to be noted about them. */
export interface Answer {
  /** Of each input: probabilities of classes, or one number that is scaled. */
  readonly outputs: ReadonlyArray<ReadonlyArray<number>>
  readonly notes: ReadonlyArray<string>
}

/** Prepares inputs as the training data was, and asks a network. `Left` says what is wrong with them, and where. */
export const askNetwork = (
  model: tf.LayersModel,
  preparation: Preparation,
  inputs: ReadonlyArray<unknown>,
): TE.TaskEither<string, Answer> =>
  inputs.length === 0
    ? TE.right({ outputs: [], notes: [] })
    : pipe(
        () => readInputs(inputs, preparation),
        TE.chainEitherK((rows) => applyPreparation(preparation, rows)),
        TE.mapLeft(({ message }) => `The input ${message}`),
        TE.chain(({ examples, notes = [] }) =>
          pipe(
            () => predictExamples(model, examples),
            TE.bimap(
              ({ message }) => message,
              (outputs) => ({ outputs, notes }),
            ),
          ),
        ),
      )
