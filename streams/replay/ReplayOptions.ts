import { type SchedulerLike } from 'rxjs'

/** How fast a recorded search is given again, and from where. */
export interface ReplayOptions {
  /** The first episode to be given, from 0. */
  readonly from?: number
  /** How many times faster than it was recorded; as fast as it can be read unless told. */
  readonly speed?: number
  /** Most milliseconds between two events: a search may have stood still for a night. 2000 unless told. */
  readonly longestWait?: number
  /** What waits; real time unless told. */
  readonly scheduler?: SchedulerLike
}

/** How long to wait before an event of a time, by the event before it. */
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
