import { type SchedulerLike } from 'rxjs'
import {
  checkOptions,
  finiteNumber,
  optional,
  positiveNumber,
  wholeNumber,
} from '../../src/common/index.ts'

/** How fast a recorded search is emitted again, and from where. */
export interface ReplayOptions {
  /** The first episode to be emitted; default 0, the first. */
  readonly from?: number
  /** How many times faster than it was recorded; default as fast as it can be read. */
  readonly speed?: number
  /** Most milliseconds between two events, for a search may have stood still for a night; default 2000. */
  readonly longestWait?: number
  /** Measures the waits; default real time. */
  readonly scheduler?: SchedulerLike
}

/** Checks the options of a replay, for the call that was given them. */
export const checkReplay = (call: string, options: ReplayOptions): void => {
  checkOptions(call, options, {
    from: optional(wholeNumber()),
    speed: optional(positiveNumber()),
    longestWait: optional(finiteNumber(0, 2 ** 31 - 1)),
  })
}

/** How long to wait before an event, given when it happened; it remembers when the one before did. */
export const pace = ({ speed, longestWait = 2000 }: ReplayOptions): ((at: string) => number) => {
  let before = NaN
  return (at) => {
    if (speed === undefined) return 0
    const now = Date.parse(at)
    const wait = (now - before) / speed
    before = now
    return Number.isFinite(wait) ? Math.min(longestWait, Math.max(0, wait)) : 0
  }
}
