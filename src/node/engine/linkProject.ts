import { existsSync } from 'node:fs'
import { lstat, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../files/index.ts'
import { type EnginePaths, packageOf } from './EnginePaths.ts'

const projectAbove = (folder: string): string | undefined => {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'node_modules')))
    return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : projectAbove(parent)
}

/**
 * Links the cached tfjs-node into a project's node_modules, so that the project's own
 * `import '@tensorflow/tfjs-node'` is the same engine. What is no link of ours is left alone; a
 * link that cannot be made is no error, since rxnas itself loads the engine from the cache.
 *
 * @returns the link, where there is one now
 */
export const linkProject = async (
  paths: EnginePaths,
  from: string = process.cwd(),
): Promise<string | undefined> => {
  const project = projectAbove(resolve(from))
  if (project === undefined) return undefined
  const link = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
  try {
    const there = await lstat(link).catch(() => undefined)
    if (there !== undefined) {
      if (!there.isSymbolicLink()) return undefined
      const target = await readlink(link)
      if (target === packageOf(paths.home)) return link
      if (!target.startsWith(paths.engines) && existsSync(link)) return undefined
      await rm(link)
    }
    makeFolder(dirname(link))
    await symlink(packageOf(paths.home), link, 'junction')
    return link
  } catch {
    return undefined
  }
}
