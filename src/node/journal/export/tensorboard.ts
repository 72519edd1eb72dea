import * as E from 'fp-ts/lib/Either.js'
import { type Recorded, scalarsOf } from '../../../episode/journal/index.ts'
import { type EngineError, summaryWriter } from '../../engine/index.ts'
import { makeFolder } from '../../files/index.ts'

/**
 * Writes a journal as TensorBoard's event files, by episode: rewards, metrics, and the policy's
 * figures after each round. TensorBoard shows single precision.
 */
export const writeTensorboard = async (
  journal: Recorded<unknown>,
  folder: string,
): Promise<E.Either<EngineError, void>> => {
  const made = await summaryWriter(folder)
  if (E.isLeft(made)) return made
  const { scalar, flush } = made.right
  makeFolder(folder)
  for await (const { name, value, step } of scalarsOf(journal)) scalar(name, value, step)
  flush()
  return E.right(undefined)
}
