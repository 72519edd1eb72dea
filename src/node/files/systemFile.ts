import { readFileSync } from 'node:fs'

/** What the system tells by a file of /proc; empty where it does not. */
export const readSystemFile = (path: `/proc/${string}`): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
