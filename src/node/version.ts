import { readFileSync } from 'node:fs'

const packageFile = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json'

const versionOf = (): string => {
  const parsed: unknown = JSON.parse(readFileSync(new URL(packageFile, import.meta.url), 'utf8'))
  return String(Reflect.get(Object(parsed), 'version'))
}

/** The version of this package. */
export const version: string = versionOf()
