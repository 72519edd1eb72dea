import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { createJiti } from 'jiti'
import { existsSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import * as core from '../../core.ts'
import * as streams from '../../../streams/index.ts'
import * as rxnasTfjs from '../../tfjs/index.ts'
import { isRecord, messageOf, parseJson } from '../../common/index.ts'
import { readRegularText } from '../files/index.ts'
import {
  defineSearch,
  readConfig,
  type ReadConfig,
  usage,
  type UsageError,
} from '../../session/index.ts'

/** The files that are looked for, in this order. */
export const configNames = [
  'rxnas.config.ts',
  'rxnas.config.mts',
  'rxnas.config.js',
  'rxnas.config.mjs',
  'rxnas.config.json',
] as const

const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']

/** A configuration that was read. */
export interface LoadedConfig extends ReadConfig {
  /** Absolute path of the file; `undefined` where there is none. */
  readonly file: string | undefined
}

/** No configuration. */
export const noConfig: LoadedConfig = { file: undefined, given: {}, own: {} }

const firstLineOf = (error: unknown): string => messageOf(error).split('\n')[0] ?? ''

/** A user's TypeScript runs on plain Node, and its `rxnas` is the one that runs it: one tfjs, one engine. */
const importConfig = async (file: string): Promise<unknown> =>
  createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    virtualModules: {
      rxnas: core,
      'rxnas/space': core,
      'rxnas/episode': core,
      'rxnas/reward': core,
      'rxnas/policy': core,
      'rxnas/analysis': core,
      'rxnas/streams': streams,
      'rxnas/tfjs': rxnasTfjs,
      // The whole of rxnas/node would import this file again; of it a config needs this alone.
      'rxnas/node': { defineSearch },
      '@tensorflow/tfjs': tf,
    },
  }).import(file)

const exportsNothing = 'it exports nothing'

/** What a module exports as its default, in either form of modules. */
const defaultOf = (module: unknown): unknown => {
  if (isRecord(module) && 'default' in module) return module['default']
  if (isRecord(module) && Object.keys(module).length === 0) throw new Error(exportsNothing)
  return module
}

/** The largest configuration that is read, in bytes. */
const limit = 64e6

const readFile = async (file: string): Promise<E.Either<UsageError, unknown>> => {
  // Code, too, is looked at first: importing a pipe would wait for its other end.
  const text = readRegularText(file, { limit })
  if (E.isLeft(text)) return E.left(usage(`${file} ${text.left}.`))
  if (extname(file) === '.json')
    return pipe(
      parseJson(text.right, (error) => `cannot be read: ${firstLineOf(error).replace(/\.$/, '')}`),
      E.mapLeft((reason) => usage(`${file} ${reason}.`)),
    )
  try {
    return E.right(defaultOf(await importConfig(file)))
  } catch (error) {
    return E.left(usage(`${file} cannot be read: ${firstLineOf(error).replace(/\.$/, '')}.`))
  }
}

const parse = (file: string, raw: unknown): E.Either<UsageError, LoadedConfig> =>
  pipe(
    readConfig(raw, basename(file)),
    E.map((read) => ({ file, ...read })),
  )

/**
 * Reads the configuration of a search: the file that is named, or the first of {@link configNames}
 * in a folder; none where there is none.
 */
export const loadConfig = async (
  named: string | undefined,
  folder: string = process.cwd(),
): Promise<E.Either<UsageError, LoadedConfig>> => {
  const found =
    named ?? configNames.map((name) => join(folder, name)).find((file) => existsSync(file))
  if (found === undefined) return E.right(noConfig)
  const file = resolve(folder, found)
  if (!existsSync(file))
    return E.left(
      usage(`${file} does not exist. Write one by "rxnas init", or leave --config out.`),
    )
  if (!endings.includes(extname(file)))
    return E.left(usage(`${file} is no configuration: one ends in ${endings.join(', ')}.`))
  const raw = await readFile(file)
  return E.isLeft(raw) ? raw : parse(file, raw.right)
}
