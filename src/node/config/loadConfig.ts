import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { createJiti } from 'jiti'
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import * as core from '../../index.ts'
import * as streams from '../../../streams/index.ts'
import * as rxnasTfjs from '../../tfjs/index.ts'
import { type ChildFamily } from '../../tfjs/index.ts'
import { isRecord, messageOf } from '../../common/index.ts'
import {
  defineSearch,
  type Given,
  type PolicyMaker,
  readSettings,
  type SettingName,
  settingNames,
  type SettingValues,
  unknownKey,
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

/** What a file configures beyond plain settings: parts of a search that are code. */
export interface OwnParts {
  readonly space?: ChildFamily<unknown>
  readonly policy?: PolicyMaker<unknown>
  readonly reward?: core.Reward
}

/** A configuration that was read. */
export interface LoadedConfig {
  /** Absolute path of the file; `undefined` where there is none. */
  readonly file: string | undefined
  readonly given: Readonly<Partial<Record<SettingName, Given>>>
  readonly own: OwnParts
}

const noConfig: LoadedConfig = { file: undefined, given: {}, own: {} }

const firstLineOf = (error: unknown): string => messageOf(error).split('\n')[0] ?? ''

/** A user's TypeScript runs on plain Node, and its `rxnas` is the one that runs it: one tfjs, one engine. */
const importConfig = async (file: string): Promise<unknown> =>
  createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    virtualModules: {
      rxnas: core,
      'rxnas/streams': streams,
      'rxnas/tfjs': rxnasTfjs,
      // The whole of rxnas/node would import this file again; of it a config needs this alone.
      'rxnas/node': { defineSearch },
      '@tensorflow/tfjs': tf,
    },
  }).import(file, { default: true })

const readFile = async (file: string): Promise<E.Either<UsageError, unknown>> => {
  try {
    return E.right(
      extname(file) === '.json'
        ? (JSON.parse(readFileSync(file, 'utf8')) as unknown)
        : await importConfig(file),
    )
  } catch (error) {
    return E.left(usage(`${file} cannot be read: ${firstLineOf(error)}`))
  }
}

const isFamily = (u: unknown): u is ChildFamily<unknown> =>
  isRecord(u) && typeof u['name'] === 'string' && typeof u['forTask'] === 'function'

const isPolicyMaker = (u: unknown): u is PolicyMaker<unknown> => typeof u === 'function'

const isReward = (u: unknown): u is core.Reward =>
  isRecord(u) && typeof u['name'] === 'string' && typeof u['ofMetrics'] === 'function'

const parse = (file: string, raw: unknown): E.Either<UsageError, LoadedConfig> => {
  const short = basename(file)
  if (!isRecord(raw))
    return E.left(
      usage(
        `${file} should export its settings as the default: export default defineSearch({ ... })`,
      ),
    )
  const known = unknownKey(Object.keys(raw), short)
  if (E.isLeft(known)) return known
  const { space, policy, reward } = raw
  const own: OwnParts = {
    ...(isFamily(space) ? { space } : {}),
    ...(isPolicyMaker(policy) ? { policy } : {}),
    ...(isReward(reward) ? { reward } : {}),
  }
  const given = Object.fromEntries(
    settingNames
      .filter((key) => raw[key] !== undefined && !Object.hasOwn(own, key))
      .map((key): [SettingName, Given] => [key, { value: raw[key], where: `${key} in ${short}` }]),
  )
  // What is wrong in a file is told where the file is read, whatever flags come after it.
  return E.Functor.map(readSettings(given), () => ({ file, given, own }))
}

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
  const raw = await readFile(file)
  return E.isLeft(raw) ? raw : parse(file, raw.right)
}

/** The settings of a file and a command line together; the command line comes first. */
export const mergeSettings = (
  { given }: LoadedConfig,
  flags: Readonly<Partial<Record<SettingName, Given>>>,
): E.Either<UsageError, SettingValues> => readSettings({ ...given, ...flags })
