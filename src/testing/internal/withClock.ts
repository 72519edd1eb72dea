/** Runs a function on a day on which every clock stands at a time: milliseconds of the epoch. */
export const withClock = <A>(time: number, run: () => A): A => {
  const { Date: realDate } = globalThis
  const realNow = performance.now.bind(performance)
  class StoppedDate extends realDate {
    constructor(...given: ReadonlyArray<unknown>) {
      // Dates of a time given are as ever; the constructor's overloads have no common type.
      super(...((given.length === 0 ? [time] : given) as [number]))
    }
    static override now = (): number => time
  }
  try {
    globalThis.Date = StoppedDate as DateConstructor
    performance.now = () => time
    return run()
  } finally {
    globalThis.Date = realDate
    performance.now = realNow
  }
}
