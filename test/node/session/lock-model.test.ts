import * as E from 'fp-ts/lib/Either.js'
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodePorts } from '../../../src/node/session/index.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'rxnas-model-'))

describe('the lock of a network that is being made', () => {
  it('refuses a second until the first is released', async () => {
    const model = join(folder(), 'run', 'model')
    const first = await nodePorts.results.lock(model)()
    if (E.isLeft(first)) throw new Error(first.left.message)
    expect(existsSync(model)).toBe(false)
    const second = await nodePorts.results.lock(model)()
    expect(second).toMatchObject({
      _tag: 'Left',
      left: {
        message: expect.stringContaining(
          `${model} is being written by the process ${process.pid}`,
        ) as string,
      },
    })
    await first.right()
    const third = await nodePorts.results.lock(model)()
    expect(third._tag).toBe('Right')
    if (E.isRight(third)) await third.right()
    expect(readdirSync(join(model, '..'))).toEqual([])
  })

  it('says where no folder can be made', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    expect(await nodePorts.results.lock(join(file, 'run', 'model'))()).toMatchObject({
      _tag: 'Left',
      left: { message: expect.stringContaining('Give another folder by --out') as string },
    })
  })
})
