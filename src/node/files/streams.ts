import { statSync, type Stats } from 'node:fs'

const found = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // What cannot be looked at cannot be written either, which then says why.
    return undefined
  }
}

const isNamed = (stats: Stats): boolean => stats.isFile() || stats.isDirectory()

/** Whether something takes what is written to it and keeps none of it: a pipe, a terminal, a device, a socket. */
export const isStream = (path: string): boolean => {
  const stats = found(path)
  return stats !== undefined && !isNamed(stats)
}

/** Whether there is a file or a folder of a name, which nothing is written over; a stream may be written to. */
export const isTaken = (path: string): boolean => {
  const stats = found(path)
  return stats !== undefined && isNamed(stats)
}
