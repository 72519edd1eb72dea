import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes of an IDX file of bytes. */
const idx = (shape: ReadonlyArray<number>, values: Uint8Array): Buffer => {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header[2] = 8
  header[3] = shape.length
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, values])
}

/** Images and their labels. */
export interface LabelledImages {
  readonly side: number
  readonly values: Uint8Array
  readonly labels: Uint8Array
}

/** Writes a data set in MNIST's form into a new folder. */
export const writeImages = (folder: string, train: LabelledImages, test: LabelledImages): void => {
  mkdirSync(folder)
  for (const [part, { side, values, labels }] of [
    ['train', train],
    ['t10k', test],
  ] as const) {
    const images = idx([labels.length, side, side], values)
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), images)
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idx([labels.length], labels))
  }
}
