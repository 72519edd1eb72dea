import { type EngineProgress } from '../../session/index.ts'

/** Where the set-up of the engine is told: one of the sinks, as far as it is needed. */
export interface ReportTarget {
  readonly isTerminal: () => boolean
  readonly line: (text: string) => void
  readonly over: (text: string) => void
}

/**
 * Tells the set-up of the engine as it goes: a line a step, and of a download how much has come,
 * in place on a terminal and at every quarter elsewhere.
 */
export const engineReport = (target: ReportTarget): ((progress: EngineProgress) => void) => {
  let quarter = 0
  return (progress) => {
    const text = `engine: ${progress.text}`
    if (progress.done === undefined || progress.total === undefined) {
      target.line(text)
      quarter = 0
    } else if (target.isTerminal()) target.over(text)
    else {
      const now = Math.floor((4 * progress.done) / progress.total)
      if (now > quarter) target.line(text)
      quarter = Math.max(quarter, now)
    }
  }
}
