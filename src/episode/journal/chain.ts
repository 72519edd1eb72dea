import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/*
 * A line ends in a hash of the line before it, as that ends, and of its own text: so a line that is
 * changed, lost, moved or repeated can be told. It keeps no secret: who can write the file can write
 * another chain.
 */

const mark = ',"chain":"'
const end = '"}'
const digits = 32
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The first line follows nothing. */
export const startOfChain = ''

const hashOf = (before: string, content: Uint8Array): string =>
  bytesToHex(sha256.create().update(encoder.encode(before)).update(content).digest()).slice(
    0,
    digits,
  )

/** A line that ends in its hash. */
export interface ChainedText {
  readonly text: string
  readonly chain: string
}

/** The text of a JSON object as the line that follows one of a hash. */
export const chainText = (before: string, text: string): ChainedText => {
  const content = text.slice(0, -1)
  const chain = hashOf(before, encoder.encode(content))
  return { text: `${content}${mark}${chain}${end}`, chain }
}

const tail = /^,"chain":"([0-9a-f]{32})"\}$/
const tailBytes = mark.length + digits + end.length

/** The hash at the end of a line; `undefined` for one that has none. */
export const chainIn = (line: Uint8Array): string | undefined =>
  tail.exec(decoder.decode(line.subarray(Math.max(0, line.length - tailBytes))))?.[1]

/** Whether a line's hash is that of its text after a line of another hash. */
export const isChainedTo = (before: string, line: Uint8Array): boolean =>
  chainIn(line) === hashOf(before, line.subarray(0, Math.max(0, line.length - tailBytes)))

/** The text of a line without its hash. */
export const unchainedText = (text: string): string =>
  tail.test(text.slice(-tailBytes)) ? `${text.slice(0, -tailBytes)}}` : text

/**
 * The text of a journal's line with the hash by which it follows the line before it, as a file has
 * both. The hash is the first half of the SHA-256, in hexadecimal, of that of the line before and of
 * the text up to `,"chain"`.
 *
 * @param line - the JSON of `{ at, event }`
 * @param before - the line before it, with its own hash; nothing for the header
 * @example
 * import { chainLine, isChained } from 'rxnas/episode'
 *
 * const first = chainLine('{"at":"2026-01-31T09:00:00Z","event":{}}')
 * const second = chainLine('{"at":"2026-01-31T09:00:01Z","event":{}}', first)
 * console.log(isChained(second, first), isChained(second), isChained(second.replace('01Z', '02Z'), first))
 * // true false false
 */
export const chainLine = (line: string, before?: string): string =>
  chainText(before === undefined ? startOfChain : (chainIn(encoder.encode(before)) ?? ''), line)
    .text

/** Whether a journal's line ends in the hash of its text after the line before it; see {@link chainLine}. */
export const isChained = (line: string, before?: string): boolean =>
  isChainedTo(
    before === undefined ? startOfChain : (chainIn(encoder.encode(before)) ?? ''),
    encoder.encode(line),
  )
