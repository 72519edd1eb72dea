import { type EngineProgress } from '../session/index.ts'

/** Where the set-up of the engine is told: a terminal that can redraw a line, or a plain stream. */
export interface ReportTarget {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/**
 * Tells the set-up of the engine as it goes: a line a step, and of a download how much has come,
 * in place on a terminal and at every quarter elsewhere.
 */
export const engineReport = (target: ReportTarget): ((progress: EngineProgress) => void) => {
  let quarter = 0
  let drawn = false
  return (progress) => {
    const text = `engine: ${progress.text}`
    if (progress.done === undefined || progress.total === undefined) {
      target.write(`${drawn ? '\n' : ''}${text}\n`)
      quarter = 0
      drawn = false
    } else if (target.isTTY === true) {
      target.write(`\r${text}`)
      drawn = true
    } else {
      const now = Math.floor((4 * progress.done) / progress.total)
      if (now > quarter) target.write(`${text}\n`)
      quarter = Math.max(quarter, now)
    }
  }
}
