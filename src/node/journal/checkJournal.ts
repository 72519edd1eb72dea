import * as E from 'fp-ts/lib/Either.js'
import { nextInJournal, startOfJournal } from '../../index.ts'
import { decodeAnyLines } from './decodeLines.ts'
import { type JournalError, journalNotRead } from './JournalError.ts'

/** A line that is wrong, and why. */
export interface Damage {
  /** From 1. */
  readonly line: number
  readonly bytes: number
  readonly reason: string
}

/** What a journal holds, and what is wrong with it. */
export interface JournalCheck {
  /** The version that it was written in. */
  readonly schema: number
  readonly episodes: number
  readonly rounds: number
  /** Episodes of older journals that it began with. */
  readonly recalled: number
  readonly snapshots: number
  /** The wrong lines, the first 100 of them. */
  readonly damages: ReadonlyArray<Damage>
  /** How many lines are wrong in all. */
  readonly damaged: number
  /** A last line that a crash has torn: resuming cuts it off. */
  readonly torn: Damage | undefined
}

/** Most damages that are told one by one. */
const mostTold = 100

/** Reads a whole journal and tells what is wrong with it, line by line, in constant memory. */
export const checkJournal = async (path: string): Promise<E.Either<JournalError, JournalCheck>> => {
  let order = startOfJournal
  let schema = 0
  let episodes = 0
  let snapshots = 0
  let damaged = 0
  let torn: Damage | undefined
  const damages: Array<Damage> = []
  try {
    for await (const line of decodeAnyLines(path)) {
      const { number, bytes, ended, decoded } = line
      schema = line.schema
      if (!ended) {
        torn = { line: number, bytes: bytes.length, reason: 'its end is missing' }
        continue
      }
      const followed = E.Chain.chain(decoded, ({ event }) => nextInJournal(event)(order))
      if (E.isLeft(followed)) {
        damaged += 1
        if (damages.length < mostTold)
          damages.push({ line: number, bytes: bytes.length, reason: followed.left })
        continue
      }
      order = followed.right
      if (E.isLeft(decoded)) continue
      if (decoded.right.event._tag === 'Rewarded') episodes += 1
      if (decoded.right.event._tag === 'Snapshot') snapshots += 1
    }
  } catch (error) {
    return E.left(journalNotRead(path, error))
  }
  const { round: rounds, recalled, begun } = order
  if (!begun && damaged === 0) {
    damaged = 1
    damages.push({ line: 1, bytes: 0, reason: 'it has no header, and nothing else' })
  }
  return E.right({
    ...{ schema, episodes, rounds, recalled, snapshots, damages, damaged, torn },
  })
}
