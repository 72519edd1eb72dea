import * as E from 'fp-ts/lib/Either.js'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ModelCard, ModelCard as Card } from './ModelCard.ts'
import { modelError, type ModelError } from './ModelError.ts'
import { renderCard } from './renderCard.ts'

const cardName = 'card.json'

/** Writes a network's card beside its weights: for programs (`card.json`) and for people (`README.md`). */
export const writeCard = (folder: string, card: ModelCard): E.Either<ModelError, void> => {
  try {
    writeFileSync(join(folder, cardName), `${JSON.stringify(Card.encode(card), null, 2)}\n`)
    writeFileSync(join(folder, 'README.md'), renderCard(card))
    return E.right(undefined)
  } catch (error) {
    return E.left(modelError('described in', folder, error))
  }
}

const notFound = (path: string): ModelError => ({
  _tag: 'ModelError',
  message: `${path} holds no network of rxnas: neither a card (${cardName}) nor a folder model with one. Give the folder of a search (runs/...), its folder model, or an exported network's JSON.`,
})

/** The file of a network's card: the path itself, in it, or in its folder `model`. */
const cardFile = (path: string): string | undefined =>
  existsSync(path) && statSync(path).isFile()
    ? path
    : [join(path, cardName), join(path, 'model', cardName)].find((file) => existsSync(file))

/** A network that was saved: its card, and the folder of its weights where it has them. */
export interface SavedNetwork {
  readonly card: ModelCard
  /** `undefined` for an exported network's JSON alone. */
  readonly folder: string | undefined
}

/** Reads the card of a network: the folder of a search, of a model, or a JSON file. */
export const readCard = (path: string): E.Either<ModelError, SavedNetwork> => {
  const file = cardFile(path)
  if (file === undefined) return E.left(notFound(path))
  try {
    const card = Card.decode(JSON.parse(readFileSync(file, 'utf8')))
    if (E.isLeft(card))
      return E.left({ _tag: 'ModelError', message: `${file} is no card of a network of rxnas.` })
    const folder = join(file, '..')
    return E.right({
      card: card.right,
      folder: existsSync(join(folder, 'model.json')) ? folder : undefined,
    })
  } catch (error) {
    return E.left(modelError('read from', file, error))
  }
}
