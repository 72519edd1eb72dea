import { createLogUpdate } from 'log-update'
import { note, out } from '../output.ts'

/** Where a reproduction tells how it goes: lines that stay, and one line that is drawn in place. */
export interface Screen {
  readonly say: (line: string) => void
  /** Draws lines in place where the output is a terminal. */
  readonly draw: (lines: ReadonlyArray<string>) => void
  readonly clear: () => void
}

/** Milliseconds between two drawings. */
const frame = 100

/** A screen on standard output; on standard error where standard output is for JSON. */
export const openScreen = (json: boolean): Screen => {
  const live = process.stdout.isTTY && !json ? createLogUpdate(process.stdout) : undefined
  const clear = (): void => live?.clear()
  let drawn = -Infinity
  return {
    say: (line) => {
      clear()
      if (json) note(line)
      else out(line)
    },
    draw: (lines) => {
      const now = performance.now()
      if (live === undefined || now - drawn < frame) return
      drawn = now
      const { columns } = process.stdout
      live(lines.map((line) => line.slice(0, columns)).join('\n'))
    },
    clear,
  }
}
