import { existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type EnginePaths } from './EnginePaths.ts'
import { newStaging, removeStaging } from './staging.ts'

/** What tells one engine's folder from another that took its place; nothing where there is none. */
export const identityOf = (folder: string): Promise<number | undefined> =>
  stat(folder).then(
    ({ ino }) => ino,
    () => undefined,
  )

/**
 * Moves a new engine to its place.
 *
 * @param replaced - the engine that it is made in the place of: one that another process has put there
 * since is as new as ours, and maybe in use
 */
export const placeEngine = async (
  staging: string,
  paths: EnginePaths,
  replaced: number | undefined,
): Promise<void> => {
  const { home } = paths
  if (replaced !== undefined && (await identityOf(home)) === replaced) {
    // Moved away whole before it is removed: a half-removed engine never has the final name.
    const aside = newStaging(paths)
    await rename(home, join(aside, 'old')).catch(() => undefined)
    await removeStaging(aside)
  }
  try {
    await rename(staging, home)
  } catch (error) {
    // Another process was first: its engine is as good.
    if (!existsSync(home)) throw error
  }
}
