/** A file as the readers of data see it, wherever it is: on a disk, chosen in a page, or in memory. */
export interface DataFile {
  /** Its name, with the ending that tells its form. */
  readonly name: string
  /** Its size in bytes. */
  readonly size: number
  /** Its bytes from `start` to `end` (exclusive); by default all. */
  readonly slice: (start?: number, end?: number) => Promise<ArrayBuffer>
  /** Its bytes from the first on, piece by piece. */
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/** A file that is in memory. */
export const fileOfBytes = (name: string, bytes: Uint8Array): DataFile => ({
  name,
  size: bytes.length,
  slice: (start = 0, end = bytes.length) =>
    Promise.resolve(new Uint8Array(bytes.subarray(start, end)).buffer),
  chunks: async function* () {
    yield await Promise.resolve(bytes)
  },
})

/** A file that is in memory in pieces. */
export const fileOfPieces = (name: string, pieces: ReadonlyArray<Uint8Array>): DataFile => {
  const size = pieces.reduce((n, piece) => n + piece.length, 0)
  const slice = (start = 0, end = size): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(Math.max(0, end - start))
    let at = 0
    for (const piece of pieces) {
      const part = piece.subarray(Math.max(0, start - at), Math.max(0, end - at))
      if (part.length > 0) bytes.set(part, Math.max(at, start) - start)
      at += piece.length
    }
    return Promise.resolve(bytes.buffer)
  }
  return {
    name,
    size,
    slice,
    chunks: async function* () {
      for (const piece of pieces) yield await Promise.resolve(piece)
    },
  }
}

/** The ending of a file's name with its dot, in lower case; empty where it has none. */
export const extensionOf = (file: string): string =>
  /[^/\\](\.[^./\\]*)$/.exec(file)?.[1]?.toLowerCase() ?? ''

/** The text of a file, without a byte order mark. */
export const textOf = async (file: DataFile): Promise<string> =>
  new TextDecoder().decode(await file.slice())

/** How many bytes {@link headOf} reads. */
export const headBytes = 65_536

/** The text of a file's first kilobytes. */
export const headOf = async (file: DataFile): Promise<string> =>
  new TextDecoder().decode(await file.slice(0, Math.min(headBytes, file.size)))

/** The lines of a file of text, which end in `\n`, `\r\n` or `\r`. */
export const linesOf = async function* (file: DataFile): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  // Pieces of a line that has not ended: joined once, however long it is.
  let begun: Array<string> = []
  let endedByReturn = false
  for await (const chunk of file.chunks()) {
    let text = decoder.decode(chunk, { stream: true })
    if (text === '') continue
    if (endedByReturn && text.startsWith('\n')) text = text.slice(1)
    endedByReturn = text.endsWith('\r')
    const [first = '', ...others] = text.split(/\r\n|\n|\r/)
    begun.push(first)
    for (const next of others) {
      yield begun.join('')
      begun = [next]
    }
  }
  const last = begun.join('') + decoder.decode()
  if (last !== '') yield last
}
