import { builtNode } from './built.ts'
import { writeImages } from './idx.ts'
import { orThrow } from './orThrow.ts'

/** Writes a data set in MNIST's form with fewer images, of which this many train and 5,000 validate. */
export const writeSmaller = async (from: string, to: string, train: number): Promise<void> => {
  const { loadMnist } = await builtNode()
  const { validation, train: all, test } = orThrow(await loadMnist(from))
  const side = 28
  writeImages(
    to,
    {
      side,
      values: Uint8Array.from([...validation.values, ...all.values.slice(0, train * side * side)]),
      labels: Uint8Array.from([...validation.labels, ...all.labels.slice(0, train)]),
    },
    { side, values: Uint8Array.from(test.values), labels: Uint8Array.from(test.labels) },
  )
}
