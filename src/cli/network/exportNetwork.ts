import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { cp, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf } from '../../common/index.ts'
import {
  exportWeb,
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
export const exportFormats = ['layers-model', 'web', 'typescript', 'json'] as const

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
  web: 'network-web',
  typescript: 'network.ts',
  json: 'network.json',
} as const

/** What was written, lines for a person; or why nothing was. */
type Written = E.Either<string, ReadonlyArray<string>>

const writeLayersModel = async (
  { folder }: SavedNetwork,
  path: string,
  to: string,
): Promise<Written> => {
  if (folder === undefined) return E.left(`${path} holds no trained weights to export.`)
  await writeAside(to, (aside) => cp(folder, aside, { recursive: true }))
  return E.right([`${to}/model.json: a tfjs LayersModel. Browsers, Node.js and Netron open it.`])
}

/** The network on tfjs's plain backend, which copying weights and asking for a few examples do with. */
const loadPlainly = (saved: SavedNetwork, path: string): ReturnType<typeof loadNetwork> => {
  // Without its advice to install a faster backend.
  tf.enableProdMode()
  return loadNetwork(saved, path)
}

/** Networks of older versions had their images resized in a way that no page has. */
const noteOnResizing = ({ preparation }: ModelCard): ReadonlyArray<string> =>
  preparation._tag === 'Images' && preparation.resampling === undefined
    ? [
        `note: this network was trained by an older version, which resized images in another way; images of ${preparation.width} x ${preparation.height} pixels are read alike, others nearly so.`,
      ]
    : []

const writeWeb = async (saved: SavedNetwork, path: string, to: string): Promise<Written> => {
  const model = await loadPlainly(saved, path)
  if (E.isLeft(model)) return model
  const files = await exportWeb(model.right, saved.card)()
  model.right.dispose()
  if (E.isLeft(files)) return files
  await writeAside(to, async (aside) => {
    // A folder that is there is written into.
    makeFolder(aside)
    for (const [name, text] of Object.entries(files.right)) await writeFile(join(aside, name), text)
  })
  return E.right([
    `${to}/index.html: a page to try the network; open it, it needs no server`,
    `${to}/predict.js: import { predict } from './predict.js'; await predict(input) prepares an input as the training data was`,
    ...noteOnResizing(saved.card),
  ])
}

const writeTypeScript = async (
  saved: SavedNetwork,
  path: string,
  to: string,
  weights: boolean,
): Promise<Written> => {
  const model = await loadPlainly(saved, path)
  if (E.isLeft(model)) return model
  const text = await toTypeScript(model.right, { weights, header: renderCard(saved.card) })
  model.right.dispose()
  if (E.isLeft(text)) return E.left(text.left.message)
  await writeAside(to, (aside) => writeFile(aside, text.right))
  return E.right([
    `${to}: TypeScript that builds the network by @tensorflow/tfjs${weights ? '; load() has the trained weights' : ''}`,
  ])
}

const writeJson = async ({ card }: SavedNetwork, to: string): Promise<Written> => {
  await writeAside(to, (aside) =>
    writeFile(aside, `${JSON.stringify(ModelCard.encode(card), null, 2)}\n`),
  )
  return E.right([
    `${to}: the network and its card. Train it on other data by: rxnas train ${to} --data FILE`,
  ])
}

/** What is written, and where. */
interface Wanted {
  readonly saved: SavedNetwork
  readonly path: string
  readonly to: string
  readonly weights: boolean
}

const writers: Readonly<Record<ExportOptions['format'], (wanted: Wanted) => Promise<Written>>> = {
  'layers-model': ({ saved, path, to }) => writeLayersModel(saved, path, to),
  web: ({ saved, path, to }) => writeWeb(saved, path, to),
  typescript: ({ saved, path, to, weights }) => writeTypeScript(saved, path, to, weights),
  json: ({ saved, to }) => writeJson(saved, to),
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
    const written = await writers[format]({ saved: saved.right, path, to, weights })
    if (E.isLeft(written)) return failedWith(written.left)
    written.right.forEach(out)
    return status.well
  } catch (error) {
    return failedWith(`${to} could not be written: ${messageOf(error)}.`)
  }
}
