import { createLogUpdate } from 'log-update'
import { cut, printable } from '../common/index.ts'

/**
 * One of the only two places that print. What is printed tells of names that others have chosen, so
 * each line is made printable here; what moves the cursor is added after that, and nowhere else.
 */
interface Sink {
  /** Whether a person sees it, and a line can be written over. */
  readonly isTerminal: () => boolean
  /** A line for a person. */
  readonly line: (text: string) => void
  /** A line for a program, whole however long it is. */
  readonly data: (text: string) => void
  /** A line that the next one of these is written over; only on a terminal. */
  readonly over: (text: string) => void
}

/** The most characters of a line for a person: what it tells of may be as long as memory. */
const longestLine = 20_000

const shownLine = (text: string): string => printable(cut(text, longestLine))

const sinkOf = (stream: NodeJS.WriteStream): Sink => {
  let isOpen = false
  const write = (text: string): void => {
    stream.write(`${isOpen ? '\n' : ''}${text}\n`)
    isOpen = false
  }
  return {
    isTerminal: () => stream.isTTY,
    line: (text) => {
      write(shownLine(text))
    },
    data: (text) => {
      write(printable(text))
    },
    over: (text) => {
      stream.write(`\r${shownLine(text)}`)
      isOpen = true
    },
  }
}

/** Standard output. */
export const stdout: Sink = sinkOf(process.stdout)

/** Standard error. */
export const stderr: Sink = sinkOf(process.stderr)

/** A line on standard output: what a person reads as the result. */
export const out = (line: string): void => {
  stdout.line(line)
}

/** A line on standard error: what goes on, and what went wrong. */
export const note = (line: string): void => {
  stderr.line(line)
}

/** Lines that are drawn in place on standard output. */
export interface Drawing {
  /** Draws lines where the ones before stood. */
  readonly draw: (lines: ReadonlyArray<string>) => void
  /** Removes what was drawn. */
  readonly clear: () => void
  /** Characters of a line. */
  readonly width: () => number
}

/** Draws lines in place, on a terminal. */
export const drawing = (): Drawing => {
  const update = createLogUpdate(process.stdout)
  return {
    draw: (lines) => {
      update(lines.map(shownLine).join('\n'))
    },
    clear: () => {
      update.clear()
    },
    width: () => process.stdout.columns,
  }
}

/** Calls back where standard output can be written no longer. Of standard error nobody can be told. */
export const onOutputError = (tell: (error: NodeJS.ErrnoException) => void): void => {
  process.stdout.on('error', tell)
  process.stderr.on('error', () => undefined)
}
