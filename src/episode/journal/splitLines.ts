/** The text of a journal, or its bytes (UTF-8), in pieces that may end anywhere but within a character of a string. */
export type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Bytes that a line may have: more than any policy's state, and less than a string may have. */
export const longestLine = 64 * 2 ** 20

/** A line of a text, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number
  /** Empty where the line is too long. */
  readonly text: string
  /** The text as it stands in the file. */
  readonly raw: Uint8Array
  /** How many bytes the text has. */
  readonly bytes: number
  /** Whether its end is there; that of the last line may not be. */
  readonly ended: boolean
  /** Bytes up to and with this line. */
  readonly upTo: number
}

const newline = 10

const joined = (pieces: ReadonlyArray<Uint8Array>): Uint8Array => {
  const [first = new Uint8Array()] = pieces
  if (pieces.length < 2) return first
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** The lines of a text, in constant memory. Bytes that are no UTF-8 become U+FFFD. */
export async function* splitLines(chunks: Chunks): AsyncGenerator<TextLine> {
  const encoder = new TextEncoder()
  // A byte order mark is damage like any other.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let pieces: Array<Uint8Array> = []
  let bytes = 0
  let number = 0
  let upTo = 0
  const add = (piece: Uint8Array): void => {
    bytes += piece.length
    // Of a line that is too long, only its length is kept.
    if (bytes > longestLine) pieces = []
    else pieces.push(piece)
  }
  const lineOf = (ended: boolean): TextLine => {
    const raw = bytes > longestLine ? new Uint8Array() : joined(pieces)
    number += 1
    upTo += bytes + (ended ? 1 : 0)
    const line = { number, text: decoder.decode(raw), raw, bytes, ended, upTo }
    pieces = []
    bytes = 0
    return line
  }
  for await (const chunk of chunks) {
    const given = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    let start = 0
    for (let end = given.indexOf(newline); end !== -1; end = given.indexOf(newline, start)) {
      add(given.subarray(start, end))
      yield lineOf(true)
      start = end + 1
    }
    if (start < given.length) add(given.subarray(start))
  }
  if (bytes > 0) yield lineOf(false)
}
