import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { base64 } from './base64.ts'
import { field } from './literal.ts'
import { notExportable, type NotExportable } from './NotExportable.ts'

type Weight = tf.LayersModel['weights'][number]

const describe = ({ originalName, shape }: Weight): E.Either<NotExportable, string> =>
  pipe(
    [['name', originalName] as const, ['shape', shape] as const],
    E.traverseArray(([key, value]) => field(key, value)),
    E.map((fields) => fields.map((text) => `    ${text},`).join('\n')),
    E.mapLeft((what) => notExportable(originalName, `its name or shape holds ${what}`)),
  )

const weightSource = (weight: Weight): TE.TaskEither<NotExportable, string> =>
  pipe(
    TE.fromEither(describe(weight)),
    TE.chainTaskK((described) => async () => {
      // Float32Array is little-endian on every machine that runs tfjs, and so is the text.
      const values = Float32Array.from(await weight.read().data())
      const text = base64(new Uint8Array(values.buffer))
      return `  {
${described}
    values:${text.length > 85 ? '\n     ' : ''} '${text}',
  },`
    }),
  )

/** The source text of `load`, which makes the network with its weights, and of the weights. */
export const loadSource = ({ weights }: tf.LayersModel): TE.TaskEither<NotExportable, string> =>
  pipe(
    weights,
    TE.traverseArray(weightSource),
    TE.map(
      (sources) => `\
/** The network with its trained weights. */
export const load = (): tf.LayersModel => {
  const model = build()
  tf.tidy(() => {
    model.setWeights(weights.map(({ shape, values }) => tf.tensor(decode(values), shape)))
  })
  return model
}

const decode = (base64: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer)

/** Each weight in the model's order; its values are 32-bit floats, little-endian, in base64. */
const weights: Array<{ name: string; shape: Array<number>; values: string }> = [
${sources.join('\n')}
]`,
    ),
  )
