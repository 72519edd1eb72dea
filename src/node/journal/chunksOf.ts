import { chunksOfRegular, whyUnreadable } from '../files/index.ts'

/** The bytes of a file in pieces. What cannot be read is thrown as they are read. */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOfRegular(path, 1 << 20)
  } catch (error) {
    throw new Error(`it ${whyUnreadable(error).replace(/^cannot be read: /, '')}`, { cause: error })
  }
}

/** How many whole lines a file has. */
export const countLines = async (path: string): Promise<number> => {
  let lines = 0
  for await (const chunk of chunksOf(path))
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}
