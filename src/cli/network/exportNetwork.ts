import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { cp, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { messageOf } from '../../common/index.ts'
import {
  isTaken,
  makeFolder,
  ModelCard,
  readCard,
  renderCard,
  type SavedNetwork,
  writeAside,
} from '../../node/index.ts'
import { toTypeScript } from '../../tfjs/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { out } from '../output.ts'
import { loadNetwork } from './loadNetwork.ts'

/** The forms that a network is exported in. */
export const exportFormats = ['layers-model', 'typescript', 'json'] as const

/** What `rxnas export` is told. */
export interface ExportOptions {
  readonly format: (typeof exportFormats)[number]
  /** File or folder; default by the form. */
  readonly to?: string
  /** Whether the TypeScript holds the trained weights. */
  readonly weights: boolean
  readonly force?: boolean
}

const defaultPath = {
  'layers-model': 'network-model',
  typescript: 'network.ts',
  json: 'network.json',
} as const

type Written = E.Either<string, string>

const writeLayersModel = async (
  { folder }: SavedNetwork,
  path: string,
  to: string,
): Promise<Written> => {
  if (folder === undefined) return E.left(`${path} holds no trained weights to export.`)
  await writeAside(to, (aside) => cp(folder, aside, { recursive: true }))
  return E.right(`${to}/model.json: a tfjs LayersModel. Browsers, Node.js and Netron open it.`)
}

const writeTypeScript = async (
  saved: SavedNetwork,
  path: string,
  to: string,
  weights: boolean,
): Promise<Written> => {
  // Without its advice to install a faster backend, which copying weights does not need.
  tf.enableProdMode()
  const model = await loadNetwork(saved, path)
  if (E.isLeft(model)) return model
  const text = await toTypeScript(model.right, { weights, header: renderCard(saved.card) })
  model.right.dispose()
  if (E.isLeft(text)) return E.left(text.left.message)
  await writeAside(to, (aside) => writeFile(aside, text.right))
  return E.right(
    `${to}: TypeScript that builds the network by @tensorflow/tfjs${weights ? '; load() has the trained weights' : ''}`,
  )
}

const writeJson = async ({ card }: SavedNetwork, to: string): Promise<Written> => {
  await writeAside(to, (aside) =>
    writeFile(aside, `${JSON.stringify(ModelCard.encode(card), null, 2)}\n`),
  )
  return E.right(
    `${to}: the network and its card. Train it on other data by: rxnas train ${to} --data FILE`,
  )
}

/** Runs `rxnas export`. */
export const exportNetwork = async (
  path: string,
  { format, to = defaultPath[format], weights, force = false }: ExportOptions,
): Promise<number> => {
  const saved = readCard(path)
  if (E.isLeft(saved)) return failedWith(saved.left.message)
  if (isTaken(to) && !force)
    return failedWith(
      `${to} exists already. Give another path by --to, or write over it by --force.`,
    )
  try {
    makeFolder(dirname(to))
    const written =
      format === 'layers-model'
        ? await writeLayersModel(saved.right, path, to)
        : format === 'typescript'
          ? await writeTypeScript(saved.right, path, to, weights)
          : await writeJson(saved.right, to)
    if (E.isLeft(written)) return failedWith(written.left)
    out(written.right)
    return status.well
  } catch (error) {
    return failedWith(`${to} could not be written: ${messageOf(error)}.`)
  }
}
