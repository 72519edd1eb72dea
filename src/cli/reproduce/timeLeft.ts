import { showDuration } from '../view/duration.ts'

/** Work in any unit that takes the same time: all there is, and what is done of it. */
export interface Work {
  readonly total: number
  readonly done: number
}

/** Seconds that work will still take, going on as fast as it did; `undefined` where too little is done to say. */
export const secondsLeft = ({ total, done }: Work, seconds: number): number | undefined =>
  done <= 0 || seconds < 5 ? undefined : (Math.max(0, total - done) * seconds) / done

/** What is left, in words that end a line; nothing where it cannot be said. */
export const showTimeLeft = (work: Work, seconds: number): string => {
  const left = secondsLeft(work, seconds)
  return left === undefined ? '' : `  (about ${showDuration(left)} left)`
}
