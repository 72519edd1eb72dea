import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { join } from 'node:path'
import { bracketOnError, messageOf } from '../../common/index.ts'
import { type ModelFile, parseModelFile } from './ModelFile.ts'
import { modelError, type ModelError } from './ModelError.ts'
import { readRegularFile, readRegularText } from '../files/index.ts'
import { buildWithin } from './buildWithin.ts'
import { unbuildable } from './unbuildable.ts'

/** The largest file of a model that is read, in bytes: far above what a network has that is searched for. */
const limits = { model: 64e6, weights: 4e9 } as const

const inFile = (file: string): (<A>(either: E.Either<string, A>) => E.Either<string, A>) =>
  E.mapLeft((reason) => `${file} ${reason}`)

const readModelFile = (folder: string): E.Either<string, ModelFile> =>
  pipe(
    readRegularText(join(folder, 'model.json'), { limit: limits.model }),
    E.flatMap(parseModelFile),
    E.flatMap((file) =>
      pipe(
        E.tryCatch(
          () => unbuildable(file.topology),
          () => 'is nested too deep',
        ),
        E.flatMap((fault) => (fault === undefined ? E.right(file) : E.left(fault))),
      ),
    ),
    inFile('model.json'),
  )

const readWeights = (folder: string, { files, bytes }: ModelFile): E.Either<string, Uint8Array> =>
  pipe(
    files,
    E.traverseArray((file) =>
      pipe(
        readRegularFile(join(folder, file), { limit: limits.weights, followLinks: false }),
        inFile(file),
      ),
    ),
    E.map((parts) => new Uint8Array(Buffer.concat(parts))),
    E.filterOrElse(
      (data) => data.length === bytes,
      (data) =>
        `its weights have ${data.length} bytes, but model.json describes ${bytes}: one of the files is of another model or cut off`,
    ),
  )

const variables = (): ReadonlyArray<tf.Variable> => Object.values(tf.engine().registeredVariables)

/** Builds a network by tfjs; frees what was made of one that cannot be built. */
const build = ({ topology, weights }: ModelFile): TE.TaskEither<string, tf.LayersModel> => {
  const before = new Set(variables())
  return pipe(
    TE.tryCatch(
      () => buildWithin(topology, weights),
      (error) => `tfjs does not build it (${messageOf(error)})`,
    ),
    TE.mapLeft((reason) => {
      for (const variable of variables()) if (!before.has(variable)) variable.dispose()
      return reason
    }),
  )
}

/** Gives a network its stored weights, by their names; those of an optimizer are left. */
const setWeights = (
  model: tf.LayersModel,
  { weights }: ModelFile,
  data: Uint8Array,
): E.Either<string, void> =>
  E.tryCatch(
    () => {
      tf.tidy(() => {
        const specs = weights.map((spec) => ({ ...spec }))
        const all = Object.entries(tf.io.decodeWeights(data.buffer as ArrayBuffer, specs))
        const left = new Set(
          weights.flatMap(({ name, group }) => (group === 'optimizer' ? name : [])),
        )
        model.loadWeights(Object.fromEntries(all.filter(([name]) => !left.has(name))))
      })
    },
    (error) => `its weights are not those of its layers (${messageOf(error)})`,
  )

/** The name of a weight that is no finite number somewhere. */
const unusableWeight = (model: tf.LayersModel): string | undefined =>
  tf.tidy(
    () =>
      model.weights.find((weight) => {
        const value = weight.read()
        return value.dtype === 'float32' && value.isFinite().all().dataSync()[0] !== 1
      })?.originalName,
  )

const finite = (model: tf.LayersModel): E.Either<string, void> => {
  const weight = unusableWeight(model)
  return weight === undefined
    ? E.right(undefined)
    : E.left(`its weight ${weight} holds what is no finite number`)
}

/**
 * Loads a LayersModel from a folder with `model.json`, whatever the active backend is. The folder may
 * be somebody else's: only regular files in it are read, by plain names, and a model that can not be
 * built, does not fit its weights, or has weights that are no numbers is refused.
 */
export const loadModel = (folder: string): Promise<E.Either<ModelError, tf.LayersModel>> =>
  pipe(
    TE.Do,
    TE.bind('file', () => TE.fromEither(readModelFile(folder))),
    TE.bind('data', ({ file }) => TE.fromEither(readWeights(folder, file))),
    TE.flatMap(({ file, data }) =>
      bracketOnError(
        build(file),
        (model) =>
          pipe(
            TE.fromEither(setWeights(model, file, data)),
            TE.flatMapEither(() => finite(model)),
            TE.map(() => model),
          ),
        (model) =>
          T.fromIO(() => {
            model.dispose()
          }),
      ),
    ),
    TE.mapLeft((reason) => modelError('loaded from', folder, reason)),
  )()
