import * as E from 'fp-ts/lib/Either.js'
import { statSync } from 'node:fs'
import { engineReady, storeData, type StoredData } from '../search/setup.ts'

/** The data of a reproduction, stored for workers, and how many of its images train. */
export interface OpenedData extends StoredData {
  readonly images: number
}

/** Sets the engine up and opens the data, or says what does not fit. */
export const openData = async (
  source: string,
  images: number | undefined,
): Promise<E.Either<string, OpenedData>> => {
  // Of a table more would have to be said, and the article's networks read images.
  if (statSync(source, { throwIfNoEntry: false })?.isFile() === true)
    return E.left(
      `${source} is a file, but --data takes mnist, fashion-mnist or a folder of IDX files here.`,
    )
  const engine = await engineReady()
  if (E.isLeft(engine)) return engine
  const stored = await storeData(source, {})
  if (E.isLeft(stored)) return stored
  const { train } = stored.right.prepared.splits
  if (images !== undefined && images > train.count)
    return E.left(`--images asks for ${images} training images, but ${source} has ${train.count}.`)
  return E.right({ ...stored.right, images: images ?? train.count })
}
