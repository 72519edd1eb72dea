import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { rxnasHere, workFolder } from '../support/rxnas.ts'

const folder = workFolder()
const rxnas = rxnasHere(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('rxnas engine install links an engine that is there into a project that has lost its link', async () => {
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{}')
  const { stdout, status } = await rxnas('engine', 'install')
  expect([stdout.startsWith('The engine works'), status]).toEqual([true, 0])
  expect(existsSync(join(folder, 'node_modules/@tensorflow/tfjs-node/package.json'))).toBe(true)
})
