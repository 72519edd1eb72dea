import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cardFault } from './checkAgainstCard.ts'
import { linearCard, linearFolder } from './linearCard.ts'
import { type ModelCard, ModelCard as Card } from './ModelCard.ts'
import { modelError, type ModelError } from './ModelError.ts'
import { readRegularText } from '../files/index.ts'
import { renderCard } from './renderCard.ts'
import { parseJson } from '../../common/index.ts'
import { type Errors } from 'io-ts'

const cardName = 'card.json'

/** The largest card that is read, in bytes: one of many columns with many categories has a few million. */
const limit = 256e6

const write = (folder: string, card: ModelCard): void => {
  writeFileSync(join(folder, cardName), `${JSON.stringify(Card.encode(card), null, 2)}\n`)
  writeFileSync(join(folder, 'README.md'), renderCard(card))
}

/**
 * Writes a network's card beside its weights: for programs (`card.json`) and for people (`README.md`).
 * The linear model that a final training has saved beside the network gets its own.
 */
export const writeCard = (folder: string, card: ModelCard): E.Either<ModelError, void> =>
  E.tryCatch(
    () => {
      write(folder, card)
      const linear = join(folder, linearFolder)
      if (existsSync(linear)) write(linear, linearCard(card))
    },
    (error) => modelError('described in', folder, error),
  )

const notFound = (path: string): ModelError => ({
  _tag: 'ModelError',
  message: `${path} holds no network of rxnas: neither a card (${cardName}) nor a folder model with one. Give the folder of a search (runs/...), its folder model, or an exported network's JSON.`,
})

/** The file of a network's card: the path itself, in it, or in its folder `model`. */
const cardFile = (path: string): E.Either<ModelError, string> =>
  pipe(
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
      ? path
      : [join(path, cardName), join(path, 'model', cardName)].find((file) => existsSync(file)),
    E.fromNullable(notFound(path)),
  )

/** A network that was saved: its card, and the folder of its weights where it has them. */
export interface SavedNetwork {
  readonly card: ModelCard
  /** `undefined` for an exported network's JSON alone. */
  readonly folder: string | undefined
}

/** Where a card is wrong, to stand behind what is said of it. */
const whereOf = (errors: Errors): string => {
  const place = (errors[0]?.context ?? []).map(({ key }) => key).filter((key) => key !== '')
  return place.length === 0 ? '' : `: ${place.join('.')} is wrong`
}

const parseCard = (text: string): E.Either<string, ModelCard> =>
  pipe(
    parseJson(text),
    E.flatMap((json) =>
      pipe(
        Card.decode(json),
        E.mapLeft((errors) => `is no card of a network of rxnas${whereOf(errors)}`),
      ),
    ),
    E.flatMap((card) => {
      const fault = cardFault(card)
      return fault === undefined ? E.right(card) : E.left(`contradicts itself: ${fault}`)
    }),
  )

/** Reads the card of a network: the folder of a search, of a model, or a JSON file. */
export const readCard = (path: string): E.Either<ModelError, SavedNetwork> =>
  pipe(
    cardFile(path),
    E.flatMap((file) =>
      pipe(
        readRegularText(file, { limit }),
        E.flatMap((text) => parseCard(text)),
        E.bimap(
          (reason): ModelError => ({ _tag: 'ModelError', message: `${file} ${reason}.` }),
          (card) => {
            const folder = join(file, '..')
            return { card, folder: existsSync(join(folder, 'model.json')) ? folder : undefined }
          },
        ),
      ),
    ),
  )
