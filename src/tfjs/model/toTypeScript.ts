import type * as tf from '@tensorflow/tfjs'
import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { buildSource } from './typescript/buildSource.ts'
import { loadSource } from './typescript/loadSource.ts'
import { type NotExportable } from './typescript/NotExportable.ts'

export { type NotExportable } from './typescript/NotExportable.ts'

/** What {@link toTypeScript} writes beside the network. */
export interface ToTypeScriptOptions {
  /** Whether the module holds the weights, and `load`, which puts them in place. True if not given. */
  readonly weights?: boolean
  /** A comment for the top of the module. */
  readonly header?: string
}

const comment = (text: string): string => {
  const lines = text.replaceAll('*/', '* /').split(/\r?\n/)
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n')
}

/**
 * A model as the source text of a TypeScript module that needs nothing but tfjs: `build()` makes
 * the network, a statement a layer, and `load()` makes it with its trained weights, which stand in
 * the text in base64. The network may be sequential or branch, but has one input and one output,
 * and its layers are standard ones of tfjs.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { toTypeScript } from 'rxnas/tfjs'
 *
 * const child = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] })
 * const source = await toTypeScript(child)
 * child.dispose()
 * if (E.isRight(source)) console.log(source.right.split('\n')[0]) // import * as tf from '@tensorflow/tfjs'
 */
export const toTypeScript = (
  model: tf.LayersModel,
  { weights = true, header }: ToTypeScriptOptions = {},
): Promise<E.Either<NotExportable, string>> =>
  pipe(
    TE.fromEither(buildSource(model)),
    TE.chain((build) =>
      pipe(
        weights ? TE.map((load: string) => [load])(loadSource(model)) : TE.right([]),
        TE.map((load) => [build, ...load]),
      ),
    ),
    TE.map((parts) => {
      const start = `${header === undefined ? '' : `${comment(header)}\n`}import * as tf from '@tensorflow/tfjs'`
      return `${[start, ...parts].join('\n\n')}\n`
    }),
  )()
