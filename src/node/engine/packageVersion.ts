import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { isRecord } from '../../common/index.ts'
import { readRegularText } from '../files/index.ts'

/** The largest package.json that is read, in bytes. */
const limit = 10e6

/**
 * The version of the package in a folder; `undefined` where its package.json tells none.
 *
 * @throws where that is no JSON
 */
export const packageVersion = (folder: string): string | undefined => {
  const text = readRegularText(join(folder, 'package.json'), { limit })
  const parsed: unknown = E.isRight(text) ? JSON.parse(text.right) : undefined
  const version = isRecord(parsed) ? parsed['version'] : undefined
  return typeof version === 'string' ? version : undefined
}
