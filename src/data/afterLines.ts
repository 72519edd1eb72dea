import { type DataFile } from './DataFile.ts'

const [newline, carriageReturn] = [10, 13]

/** Where the lines of a file go on after its first ones: all bytes where it has no more. */
const endOfLines = async (file: DataFile, lines: number): Promise<number> => {
  let [at, left, endedByReturn] = [0, lines, false]
  for await (const chunk of file.chunks())
    for (const byte of chunk) {
      if (left === 0 && !(endedByReturn && byte === newline)) return at
      if (byte === carriageReturn || (byte === newline && !endedByReturn)) left--
      endedByReturn = byte === carriageReturn
      at++
    }
  return at
}

/** A file of text without its first lines, whatever these hold. */
export const afterLines = async (file: DataFile, lines: number): Promise<DataFile> => {
  if (lines === 0) return file
  const begin = await endOfLines(file, lines)
  return {
    name: file.name,
    size: file.size - begin,
    slice: (start = 0, end = file.size - begin) => file.slice(begin + start, begin + end),
    chunks: async function* () {
      let at = 0
      for await (const chunk of file.chunks()) {
        if (at + chunk.length > begin) yield chunk.subarray(Math.max(0, begin - at))
        at += chunk.length
      }
    },
  }
}
