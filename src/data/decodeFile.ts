import { analyse } from 'chardet'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type DataFile, fileOfPieces } from './DataFile.ts'
import { headToTell, whatBytesAre } from './whatBytesAre.ts'
import { type DataProblem, dataProblem, refuse } from './DataError.ts'

/** A file of text whose bytes are UTF-8, and what there is to note of how they became so. */
export interface DecodedFile {
  readonly file: DataFile
  readonly notes: ReadonlyArray<string>
}

const sampleBytes = 65_536

const encodings =
  'utf-8, utf-16le, utf-16be, windows-1252 (Western Europe), windows-1250 (Central Europe), windows-1251 (Cyrillic), shift_jis, gb18030, big5 or euc-kr'

/** A decoder that throws at bytes that are no text; nothing for an encoding that there is none of. */
const decoderOf = (encoding: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    return undefined
  }
}

/** The encoding that the mark at a file's beginning tells. */
const markedEncoding = ([a, b, c, d]: Uint8Array): string | undefined => {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? undefined : 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined
}

/** UTF-16 without a mark: of text in Latin letters every other byte is zero. */
const unmarkedUtf16 = (bytes: Uint8Array): string | undefined => {
  let [even, odd] = [0, 0]
  for (const [i, byte] of bytes.entries()) {
    if (byte !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  const many = bytes.length / 5
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : undefined
}

/** Where a text holds something: `line 3, column 7`. */
const placeIn = (text: string, at: number): string => {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/)
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}

const replacement = '\ufffd'

/** Where the bytes of a file are no text of an encoding; nothing where all of them are. */
const firstFault = async (file: DataFile, encoding: string): Promise<string | undefined> => {
  const [strict, lenient] = [decoderOf(encoding), new TextDecoder(encoding)]
  let [lines, rest] = [0, '']
  const chunks: AsyncIterator<Uint8Array, unknown> = file.chunks()[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next()
    const bytes = next.done === true ? undefined : next.value
    try {
      strict?.decode(bytes, { stream: bytes !== undefined })
      if (bytes === undefined) return undefined
      const text = rest + lenient.decode(bytes, { stream: true })
      const end = text.lastIndexOf('\n') + 1
      lines += text.slice(0, end).split('\n').length - 1
      rest = text.slice(end)
    } catch {
      const text = rest + lenient.decode(bytes)
      const at = text.indexOf(replacement)
      const before = at === -1 ? text : text.slice(0, at)
      const inLine = before.slice(before.lastIndexOf('\n') + 1)
      return `line ${lines + before.split('\n').length}, column ${inLine.length + 1}`
    }
  }
}

/** The line of the first character that stands for text which could not be decoded. */
const placeOfReplacement = async (file: DataFile): Promise<string> => {
  const decoder = new TextDecoder()
  let lines = 1
  for await (const chunk of file.chunks()) {
    const text = decoder.decode(chunk, { stream: true })
    const at = text.indexOf(replacement)
    lines += (at === -1 ? text : text.slice(0, at)).split('\n').length - 1
    if (at !== -1) break
  }
  return `line ${lines}`
}

/** Whether a file is UTF-8 throughout, and whether it holds the mark of text that was decoded wrongly. */
const checkUtf8 = async (
  file: DataFile,
): Promise<{ readonly isUtf8: boolean; readonly replaced?: string }> => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isReplaced = false
  try {
    for await (const chunk of file.chunks())
      if (decoder.decode(chunk, { stream: true }).includes(replacement)) isReplaced = true
    decoder.decode()
    return { isUtf8: true, ...(isReplaced ? { replaced: await placeOfReplacement(file) } : {}) }
  } catch {
    return { isUtf8: false }
  }
}

/** A file in UTF-8 of one in another encoding; nothing where its bytes are no text of that. */
const transcode = async (
  file: DataFile,
  encoding: string,
): Promise<{ readonly file: DataFile; readonly example: string } | undefined> => {
  const decoder = decoderOf(encoding)
  if (decoder === undefined) return undefined
  const encoder = new TextEncoder()
  const pieces: Array<Uint8Array> = []
  let [example, before] = ['', '']
  const take = (text: string): void => {
    const at = example === '' ? text.search(/[^\0-\x7f]/) : -1
    if (at !== -1) {
      const word = /[^\s,;|"]*$/.exec(text.slice(0, at))?.[0] ?? ''
      const rest = /^[^\s,;|"]{0,20}/.exec(text.slice(at))?.[0] ?? ''
      example = `${(word + rest).slice(-30)} in ${placeIn(before + text, before.length + at).replace(/,.*/, '')}`
    } else if (example === '') before += text.replace(/[^\n\r]/g, '')
    pieces.push(encoder.encode(text))
  }
  try {
    for await (const chunk of file.chunks()) take(decoder.decode(chunk, { stream: true }))
    take(decoder.decode())
  } catch {
    return undefined
  }
  return { file: fileOfPieces(file.name, pieces), example }
}

/** No text holds these but by a wrong guess of its encoding. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const control = /[\0-\x08\x0e-\x1f\x7f-\x9f]/

/** Bytes around the first that are not ASCII, where an encoding shows. */
const tellingBytes = async (file: DataFile): Promise<Uint8Array> => {
  let at = 0
  for await (const chunk of file.chunks()) {
    const found = chunk.findIndex((byte) => byte > 0x7f)
    if (found !== -1) {
      at += found
      break
    }
    at += chunk.length
  }
  const start = Math.max(0, at - 1000)
  const bytes = new Uint8Array(await file.slice(start, Math.min(file.size, start + sampleBytes)))
  // A character of several bytes is not begun in its middle.
  return start === 0 ? bytes : bytes.subarray(bytes.indexOf(10) + 1)
}

/** Encodings that bytes may be of, the likeliest first. */
const guesses = (bytes: Uint8Array): ReadonlyArray<string> => {
  const likely = analyse(bytes)
    .map(({ name }) => name.toLowerCase())
    .filter((name) => name !== 'ascii' && !name.startsWith('utf-'))
    // To browsers and to TextDecoder the one is the other.
    .map((name) => (name === 'iso-8859-1' ? 'windows-1252' : name))
  return [...new Set([...likely, 'windows-1252'])].filter((name) => {
    const decoder = decoderOf(name)
    if (decoder === undefined) return false
    try {
      return !control.test(decoder.decode(bytes, { stream: true }))
    } catch {
      return false
    }
  })
}

const noteOf = (encoding: string, example: string): string =>
  `the file is no UTF-8 and is read as ${encoding}${example === '' ? '' : ` (${example})`}; say otherwise by --encoding`

const unknownEncoding = (encoding: string): DataProblem =>
  dataProblem(
    `is to be read as ${JSON.stringify(encoding)}, which is no encoding that is known. Give --encoding as ${encodings}.`,
  )

const decodeAs = async (
  file: DataFile,
  encoding: string,
): Promise<E.Either<DataProblem, DecodedFile>> => {
  if (decoderOf(encoding) === undefined) return E.left(unknownEncoding(encoding))
  const decoded = await transcode(file, encoding)
  return decoded === undefined
    ? refuse(
        `is no text in ${encoding}: ${(await firstFault(file, encoding)) ?? 'its end'} holds bytes that are none. Give its encoding by --encoding, as ${encodings}.`,
      )
    : E.right({ file: decoded.file, notes: [] })
}

const decodeGuessed = async (file: DataFile): Promise<E.Either<DataProblem, DecodedFile>> => {
  for (const encoding of guesses(await tellingBytes(file))) {
    const decoded = await transcode(file, encoding)
    if (decoded !== undefined)
      return E.right({ file: decoded.file, notes: [noteOf(encoding, decoded.example)] })
  }
  return refuse(
    `is no text in UTF-8: ${(await firstFault(file, 'utf-8')) ?? 'its end'} holds bytes that are none. Save it in UTF-8, or give its encoding by --encoding, as ${encodings}.`,
  )
}

const decode = async (
  file: DataFile,
  given: string | undefined,
): Promise<E.Either<DataProblem, DecodedFile>> => {
  const what = whatBytesAre(new Uint8Array(await file.slice(0, Math.min(headToTell, file.size))))
  if (what !== undefined) return refuse(what)
  if (given !== undefined) return decodeAs(file, given)
  const head = new Uint8Array(await file.slice(0, Math.min(sampleBytes, file.size)))
  const marked = markedEncoding(head)
  if (marked !== undefined) return decodeAs(file, marked)
  if (head.includes(0)) {
    const utf16 = unmarkedUtf16(head)
    const decoded = utf16 === undefined ? undefined : await transcode(file, utf16)
    return utf16 === undefined || decoded === undefined
      ? refuse(
          'is no text that is known: it holds zero bytes. Save it as CSV in UTF-8, or give its encoding by --encoding.',
        )
      : E.right({ file: decoded.file, notes: [noteOf(utf16, decoded.example)] })
  }
  const { isUtf8, replaced } = await checkUtf8(file)
  if (!isUtf8) return decodeGuessed(file)
  return E.right({
    file,
    notes:
      replaced === undefined
        ? []
        : [
            `${replaced} holds the character \ufffd, which stands for text that was decoded wrongly before it was saved`,
          ],
  })
}

/**
 * A file of text in UTF-8: as it is where it is that, else decoded by the encoding that is given, that
 * its mark tells, or that its bytes look like, which is noted. What is no text is refused.
 */
export const decodeFile =
  (file: DataFile, encoding?: string): TE.TaskEither<DataProblem, DecodedFile> =>
  () =>
    decode(file, encoding)
