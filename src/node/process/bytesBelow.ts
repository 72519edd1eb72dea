import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes of the files below a folder, as far as they can be told: some come and go meanwhile. */
export const bytesBelow = (folder: string): number => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
      .reduce((sum, found) => sum + (found?.isFile() === true ? found.size : 0), 0)
  } catch {
    return 0
  }
}
