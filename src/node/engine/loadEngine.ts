import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isRecord, messageOf } from '../../common/index.ts'
import { isOtherCopyFirst } from '../../tfjs/tfjsVersion.ts'
import { bridgeNode } from './bridgeNode.ts'
import { engineError, type EngineError } from './EngineError.ts'
import { checkEngine, engineEnvironment, type EngineOptions } from './environment.ts'
import { type LocatedEngine, locateEngines } from './locateEngine.ts'
import { checkCopies, tfjsFrom } from './otherCopies.ts'

let loading: Promise<E.Either<EngineError, string>> | undefined

/** What the binding says of itself; its types do not tell. */
const libraryVersion = (): string => {
  const binding: unknown = Reflect.get(tf.backend(), 'binding')
  const version: unknown = isRecord(binding) ? binding['TF_Version'] : undefined
  return typeof version === 'string' ? version : 'unknown'
}

/** Whether the copies of tfjs in this process go together. */
const copiesFit = (): E.Either<EngineError, void> =>
  isOtherCopyFirst()
    ? checkCopies(tfjsFrom(import.meta.url), [
        tfjsFrom(join(process.cwd(), 'package.json')),
        ...locateEngines().map(({ tfjsNode }) => tfjsFrom(join(tfjsNode, 'package.json'))),
      ])
    : E.right(undefined)

const load = async (options: EngineOptions): Promise<E.Either<EngineError, string>> => {
  const fit = copiesFit()
  if (E.isLeft(fit)) return fit
  let outcome: E.Either<EngineError, string> = E.left(
    engineError(
      'LoadFailed',
      'The native engine is not set up on this machine. Set it up with: rxnas engine install',
    ),
  )
  for (const [name, value] of Object.entries(engineEnvironment(options)))
    process.env[name] ??= value
  bridgeNode()
  const warn = console.warn
  // Two copies of tfjs each register the cpu backend; the second says so, which helps nobody.
  console.warn = () => undefined
  try {
    for (const { from, tfjsNode } of locateEngines()) {
      outcome = await loadFrom(tfjsNode, from)
      if (E.isRight(outcome)) break
    }
  } finally {
    console.warn = warn
  }
  return outcome
}

const loadFrom = async (
  tfjsNode: string,
  from: LocatedEngine['from'],
): Promise<E.Either<EngineError, string>> => {
  try {
    createRequire(join(tfjsNode, 'package.json'))(tfjsNode)
    await tf.setBackend('tensorflow')
    await tf.ready()
    return E.right(libraryVersion())
  } catch (error) {
    const [reason = ''] = messageOf(error).split('\n')
    const remedy =
      from === 'project'
        ? 'Rebuild it, or remove it and run: rxnas engine install'
        : 'Set it up anew with: rxnas engine install --force'
    return E.left(
      engineError(
        'LoadFailed',
        `The native engine in ${tfjsNode} does not load: ${reason}. ${remedy}`,
      ),
    )
  }
}

/**
 * Loads the native engine into this process, so that `@tensorflow/tfjs` computes by it. Threads and
 * oneDNN are fixed by the first call, before the binding loads; variables of the environment that
 * the user has set win.
 *
 * @returns the version of libtensorflow, or why there is no engine: `rxnas engine install` sets it up
 */
export const loadEngine = async (
  options: EngineOptions = {},
): Promise<E.Either<EngineError, string>> => {
  // Before it is kept: a mistake in one call is none of the next.
  checkEngine(options)
  loading ??= load(options)
  const loaded = await loading
  // A call after a failed one tries again: the engine may have been set up since.
  if (E.isLeft(loaded)) loading = undefined
  return loaded
}
