import * as E from 'fp-ts/lib/Either.js'
import { fileURLToPath } from 'node:url'
import { readRegularText } from './files/index.ts'

const packageFile = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json'

const versionOf = (): string => {
  const text = readRegularText(fileURLToPath(new URL(packageFile, import.meta.url)))
  const parsed: unknown = E.isRight(text) ? JSON.parse(text.right) : {}
  return String(Reflect.get(Object(parsed), 'version'))
}

/** The version of this package. */
export const version: string = versionOf()
