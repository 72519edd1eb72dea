import * as E from 'fp-ts/lib/Either.js'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { engineError, type EngineError } from './EngineError.ts'
import { loadEngine } from './loadEngine.ts'
import { locateEngines } from './locateEngine.ts'

/** Writes scalars that TensorBoard shows. */
export interface SummaryWriter {
  readonly scalar: (name: string, value: number, step: number) => void
  readonly flush: () => void
}

type MakeWriter = (folder: string) => SummaryWriter

/** The maker of writers in a tfjs-node, whose types are not at hand: it is not a dependency. */
const makerIn = (module: unknown): MakeWriter | undefined => {
  const node: unknown = Reflect.get(Object(module), 'node')
  const make: unknown = Reflect.get(Object(node), 'summaryFileWriter')
  return typeof make === 'function' ? (make as MakeWriter) : undefined
}

/** A writer of TensorBoard's event files into a folder, by the native engine. */
export const summaryWriter = async (
  folder: string,
): Promise<E.Either<EngineError, SummaryWriter>> => {
  const loaded = await loadEngine()
  if (E.isLeft(loaded)) return loaded
  for (const { tfjsNode } of locateEngines())
    try {
      // What has been loaded is given again; one that does not load throws.
      const make = makerIn(createRequire(join(tfjsNode, 'package.json'))(tfjsNode))
      if (make === undefined) continue
      const writer = make(folder)
      return E.right({
        scalar: (name, value, step) => {
          writer.scalar(name, value, step)
        },
        flush: () => {
          writer.flush()
        },
      })
    } catch {
      continue
    }
  return E.left(engineError('LoadFailed', 'The native engine writes no files for TensorBoard.'))
}
