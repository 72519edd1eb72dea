import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeAside } from '../../../src/node/files/index.ts'

const root = mkdtempSync(join(tmpdir(), 'rxnas-aside-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const path = join(root, 'network.ts')

describe('writeAside', () => {
  it('gives what is whole its name, over a file that is there', async () => {
    writeFileSync(path, 'old')
    await writeAside(path, (aside) => {
      expect(readFileSync(path, 'utf8')).toBe('old')
      return writeFile(aside, 'new')
    })
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(root)).toEqual(['network.ts'])
  })

  it('leaves nothing of what fails on the way, and what was there', async () => {
    const cutShort = writeAside(path, async (aside) => {
      await writeFile(aside, 'half')
      throw new Error('the disk is full')
    })
    await expect(cutShort).rejects.toThrow('the disk is full')
    expect(readdirSync(root)).toEqual(['network.ts'])
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it('writes into a folder that is there, and through a link', async () => {
    const folder = join(root, 'network-model')
    mkdirSync(folder)
    writeFileSync(join(folder, 'mine'), '')
    await writeAside(folder, (aside) => writeFile(join(aside, 'model.json'), '{}'))
    expect(readdirSync(folder)).toEqual(['mine', 'model.json'])
    const link = join(root, 'link.ts')
    symlinkSync(path, link)
    await writeAside(link, (aside) => writeFile(aside, 'through the link'))
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('through the link')
  })
})
