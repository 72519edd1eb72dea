import { lstatSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'

/**
 * Writes a file or a folder aside and gives it its name once it is whole: what is cut short leaves
 * nothing of that name. A folder, a link or a device that is there already is written into.
 *
 * @throws what writing throws
 */
export const writeAside = async (
  path: string,
  write: (path: string) => Promise<void>,
): Promise<void> => {
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (there !== undefined && !there.isFile()) {
    await write(path)
    return
  }
  const aside = `${path}.staging-${process.pid}`
  try {
    await write(aside)
    await rename(aside, path)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
