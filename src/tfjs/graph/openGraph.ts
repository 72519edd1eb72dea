import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { type NativeBackend } from '../kernels/native.ts'
import { type GraphNode } from './GraphNode.ts'
import { graphTag, savedModel } from './savedModel.ts'

/** A graph that is ready to run, with the variables it holds. */
export interface GraphSession {
  /** Outputs of nodes by their names, of placeholders by theirs. */
  readonly run: (
    given: Readonly<Record<string, tf.Tensor>>,
    wanted: ReadonlyArray<string>,
  ) => ReadonlyArray<tf.Tensor>
  readonly dispose: () => void
}

/** Folders of TensorFlow's file system in memory: nothing is written to a disk. */
const folderOf = (n: number): string => `ram://rxnas/${n}`

/** A file there can not be written over, only be added to, and none can be deleted. */
let opened = 0

/**
 * Opens a session of a graph. Kernels of a graph run as one call, the independent ones side by side,
 * and over each other's memory where no one else reads it. A graph that TensorFlow does not take is an
 * error message of its own.
 */
export const openGraph = (
  native: NativeBackend,
  nodes: ReadonlyArray<GraphNode>,
): E.Either<Error, GraphSession> =>
  E.tryCatch(() => {
    opened += 1
    const folder = folderOf(opened)
    tf.tidy(() => {
      const path = tf.scalar(`${folder}/saved_model.pb`)
      const contents = tf.tensor([savedModel(nodes)], [], 'string')
      native.executeMultipleOutputs('WriteFile', [], [path, contents], 0)
    })
    const session = native.loadSavedModelMetaGraph(folder, graphTag)
    return {
      run: (given, wanted) =>
        native.runSavedModel(
          session,
          Object.values(given),
          Object.keys(given).map((name) => ({ name })),
          wanted,
        ),
      dispose: () => {
        native.deleteSavedModel(session)
      },
    }
  }, E.toError)
