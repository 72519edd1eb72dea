import * as t from 'io-ts'
import { type Episodes, outcomes } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'

/** Children that failed, or candidates that were rejected, for one reason. */
const FailureReason = strict({
  kind: t.keyof({ failed: null, rejected: null }),
  /** Of the first of them. */
  message: t.string,
  times: t.number,
  /** The first of them. */
  episode: t.number,
  architecture: t.string,
})
type FailureReason = t.TypeOf<typeof FailureReason>

/** An option with which children failed more often than others. */
const FailurePlace = strict({
  path: t.string,
  option: t.string,
  broken: t.number,
  of: t.number,
})
type FailurePlace = t.TypeOf<typeof FailurePlace>

/** What went wrong in a search: why, and where in the space. */
export const Failures = strict({
  episodes: t.number,
  failed: t.number,
  rejected: t.number,
  /** The commonest first. */
  reasons: t.readonlyArray(FailureReason),
  furtherReasons: t.number,
  /** Those furthest above the rate of all first. */
  places: t.readonlyArray(FailurePlace),
})
export type Failures = t.TypeOf<typeof Failures>

const mostReasons = 20
const mostPlaces = 12

/** Reasons that differ only in their numbers are one: each training diverges at a step of its own. */
const kindOf = (message: string): string =>
  message.replace(/-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?/gi, '#')

const reasonsOf = (
  episodes: Episodes,
  broken: ReadonlyArray<number>,
): ReadonlyArray<FailureReason> => {
  const found = new Map<string, FailureReason>()
  for (const place of broken) {
    const message = episodes.reasons[episodes.reason[place] ?? -1] ?? 'no reason is told'
    const kind = episodes.outcome[place] === outcomes.failed ? 'failed' : 'rejected'
    const key = `${kind} ${kindOf(message)}`
    const before = found.get(key)
    found.set(
      key,
      before === undefined
        ? {
            ...{ kind, message, times: 1, episode: episodes.episode[place] ?? 0 },
            architecture: episodes.architectures[episodes.architecture[place] ?? -1] ?? '',
          }
        : { ...before, times: before.times + 1 },
    )
  }
  return [...found.values()].sort((a, b) => b.times - a.times)
}

/** By how many standard errors an option's failures exceed those of all. */
const excess = ({ broken, of }: FailurePlace, rate: number): number =>
  (broken / of - rate) / Math.sqrt((rate * (1 - rate)) / of)

const placesOf = (
  episodes: Episodes,
  isBroken: ReadonlySet<number>,
): ReadonlyArray<FailurePlace> => {
  const rate = isBroken.size / episodes.count
  return episodes.decisions
    .flatMap(({ path, options, taken }) => {
      const counts = options.map((option) => ({ path, option, broken: 0, of: 0 }))
      for (let place = 0; place < episodes.count; place++) {
        const count = counts[taken[place] ?? -1]
        if (count === undefined) continue
        count.of += 1
        if (isBroken.has(place)) count.broken += 1
      }
      return counts
    })
    .filter((place) => place.broken >= 2 && excess(place, rate) > 2)
    .sort((a, b) => excess(b, rate) - excess(a, rate))
    .slice(0, mostPlaces)
}

/** What went wrong: reasons, and options with which it went wrong more often than by chance. */
export const failures = ({ episodes }: RunRecord): Told<Failures> => {
  const all = Array.from({ length: episodes.count }, (_, i) => i)
  const broken = all.filter((place) => (episodes.outcome[place] ?? 0) >= outcomes.failed)
  if (broken.length === 0)
    return notTold(
      episodes.count === 0
        ? 'No episode is over yet.'
        : 'Nothing failed, and no candidate was rejected.',
    )
  const reasons = reasonsOf(episodes, broken)
  const failed = broken.filter((place) => episodes.outcome[place] === outcomes.failed).length
  return told({
    ...{ episodes: episodes.count, failed, rejected: broken.length - failed },
    reasons: reasons.slice(0, mostReasons),
    furtherReasons: Math.max(0, reasons.length - mostReasons),
    places: placesOf(episodes, new Set(broken)),
  })
}
