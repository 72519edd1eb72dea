import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { newDataFolder } from '../../../src/node/data/dataFolder.ts'
import { startTimeOf } from '../../../src/node/process/startTimeOf.ts'

let parent = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rxnas-folders-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
})

const made = (): string => {
  const folder = newDataFolder(parent)
  if (E.isLeft(folder)) throw new Error(folder.left.message)
  return folder.right
}

/** A folder with something in it, under the name of another owner. */
const renamed = (from: (name: string) => string): string => {
  const folder = made()
  const other = from(folder)
  mkdirSync(join(other, 'part'), { recursive: true })
  writeFileSync(join(other, 'part', 'train.bin'), 'x')
  rmSync(folder, { recursive: true })
  return other
}

describe('the folder of prepared data', () => {
  it('of a process that lives is left alone, by itself and by others', () => {
    const [first, second] = [made(), made()]
    expect(readdirSync(parent).sort()).toEqual(
      [first, second].map((folder) => folder.slice(parent.length + 1)).sort(),
    )
  })

  it('of a process that is gone is removed by the next, and one of a process that has its number', () => {
    const gone = renamed((name) => name.replace(`-${process.pid}-`, '-999999999-'))
    const reused = renamed((name) => name.replace(`-${startTimeOf(process.pid)}-`, '-1-'))
    expect([gone, reused].map((folder) => existsSync(folder))).toEqual([false, true])
    made()
    expect([gone, reused].map((folder) => existsSync(folder))).toEqual([false, false])
  })

  it('of another machine, of another form, and what is no folder are left alone', () => {
    const elsewhere = renamed((name) => name.replace(/data-\w+-/, 'data-0123abcd-'))
    const theirs = join(parent, 'rxnas-data-mine')
    mkdirSync(theirs)
    const link = join(parent, 'rxnas-data-00000000-999999999-1-00000000')
    symlinkSync(theirs, link)
    made()
    expect([elsewhere, theirs, link].map((folder) => existsSync(folder))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('that cannot be made is told with the variable that names another', () => {
    const folder = newDataFolder(join(parent, 'none'))
    expect(E.isLeft(folder) && folder.left.message).toMatch(/kept in .*none.*TMPDIR/)
  })

  it('of a process that was killed is swept at the next start', async () => {
    const script = join(parent, 'hold.mts')
    const module = resolve(import.meta.dirname, '../../../src/node/data/dataFolder.ts')
    writeFileSync(
      script,
      `import { newDataFolder } from ${JSON.stringify(module)}
console.log(newDataFolder(${JSON.stringify(parent)})._tag)
setInterval(() => undefined, 1000)`,
    )
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script])
    const ended = new Promise((done) => child.on('close', done))
    const folders = () => readdirSync(parent).filter((name) => name.startsWith('rxnas-data-'))
    await vi.waitUntil(() => folders().length === 1, { timeout: 30_000 })
    const [held] = folders()
    made()
    expect(folders()).toContain(held)
    child.kill('SIGKILL')
    await ended
    made()
    expect(folders()).not.toContain(held)
  })
})
