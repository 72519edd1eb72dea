import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Json } from '../../space/index.ts'

/** The SHA-256 of a JSON value as it is written, in hex. */
export const contentHash = (value: Json): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))))
