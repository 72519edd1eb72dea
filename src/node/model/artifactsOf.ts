import * as tf from '@tensorflow/tfjs'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** An action that may fail, for whatever reason. */
export const attempt = <A>(run: () => Promise<A>): TE.TaskEither<unknown, A> =>
  TE.tryCatch(run, (error) => error)

/** What tfjs would hand to whoever stores a model. */
export const artifactsOf = (model: tf.LayersModel): TE.TaskEither<unknown, tf.io.ModelArtifacts> =>
  attempt(
    () =>
      new Promise((resolve, reject) => {
        const handler = tf.io.withSaveHandler((artifacts) => {
          resolve(artifacts)
          return Promise.resolve({
            modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
          })
        })
        model.save(handler).catch(reject)
      }),
  )
