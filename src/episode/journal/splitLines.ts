/** The text of a journal, or its bytes (UTF-8), in pieces that may end anywhere but within a character of a string. */
export type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A line of a text, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number
  readonly text: string
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
  let number = 0
  let upTo = 0
  const lineOf = (ended: boolean): TextLine => {
    const bytes = joined(pieces)
    pieces = []
    number += 1
    upTo += bytes.length + (ended ? 1 : 0)
    return { number, text: decoder.decode(bytes), bytes: bytes.length, ended, upTo }
  }
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    let start = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      pieces.push(bytes.subarray(start, end))
      yield lineOf(true)
      start = end + 1
    }
    if (start < bytes.length) pieces.push(bytes.subarray(start))
  }
  if (pieces.length > 0) yield lineOf(false)
}
