import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { enginePaths, packageOf } from '../../../src/node/engine/EnginePaths.ts'
import { linkProject } from '../../../src/node/engine/linkProject.ts'
import { temporaryFolder } from './fake-tools.ts'

const setting = () => {
  const folder = temporaryFolder()
  const paths = enginePaths(join(folder, 'cache'))
  mkdirSync(packageOf(paths.home), { recursive: true })
  const project = join(folder, 'project')
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  mkdirSync(join(project, 'src', 'deep'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{}')
  const link = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
  mkdirSync(dirname(link))
  return { folder, paths, project, link }
}

describe('linkProject', () => {
  it('links the nearest project above, and again finds it linked', async () => {
    const { paths, project, link } = setting()
    expect(await linkProject(paths, join(project, 'src', 'deep'))).toBe(link)
    expect(readlinkSync(link)).toBe(packageOf(paths.home))
    expect(await linkProject(paths, project)).toBe(link)
  })

  it('replaces a link to an older engine', async () => {
    const { paths, project, link } = setting()
    const older = join(paths.engines, 'tfjs-4.21.0')
    mkdirSync(older)
    symlinkSync(older, link)
    expect(await linkProject(paths, project)).toBe(link)
    expect(readlinkSync(link)).toBe(packageOf(paths.home))
  })

  it('replaces a link that leads nowhere', async () => {
    const { folder, paths, project, link } = setting()
    symlinkSync(join(folder, 'gone'), link)
    expect(await linkProject(paths, project)).toBe(link)
    expect(readlinkSync(link)).toBe(packageOf(paths.home))
  })

  it('leaves a folder and a foreign link alone', async () => {
    const { folder, paths, project, link } = setting()
    const foreign = join(folder, 'foreign')
    mkdirSync(foreign)
    symlinkSync(foreign, link)
    expect(await linkProject(paths, project)).toBeUndefined()
    expect(readlinkSync(link)).toBe(foreign)

    const other = setting()
    mkdirSync(other.link)
    expect(await linkProject(other.paths, other.project)).toBeUndefined()
    expect(lstatSync(other.link).isDirectory()).toBe(true)
  })

  it('does nothing where no project is', async () => {
    const { folder, paths } = setting()
    const before = readdirSync(folder)
    expect(await linkProject(paths, folder)).toBeUndefined()
    expect(readdirSync(folder)).toEqual(before)
  })
})
