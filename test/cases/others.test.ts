import * as E from 'fp-ts/lib/Either.js'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { describedSpace, describeSpace, type Json } from '../../src/space/index.ts'
import { loadConfig } from '../../src/node/config/index.ts'
import { captured } from '../support/captured.ts'

const cases = import.meta.dirname
const folder = mkdtempSync(join(tmpdir(), 'rxnas-cases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('journal-line-deleted.jsonl is told by the line before which an episode is missing', async () => {
  const checked = await captured(cases, () =>
    run(['journal', 'check', 'journal-line-deleted.jsonl']),
  )
  expect(checked.stderr).toContain('whose lines have no hashes')
  expect(checked.stderr.replaceAll(/\s+/g, ' ')).toContain(
    '1 episode is missing in it, the first before line 7: dropped by an operator of the search, or lost.',
  )
})

it('tuple-choice.config.ts has a space that a file gives back as it was', async () => {
  // A copy, for files of the tests are held to rules that users' files are not.
  const file = join(folder, 'rxnas.config.ts')
  copyFileSync(join(cases, 'tuple-choice.config.txt'), file)
  const loaded = await loadConfig(file, folder)
  if (E.isLeft(loaded)) throw new Error(loaded.left.message)
  const children = loaded.right.own.space?.forTask({
    input: [2],
    target: { _tag: 'Classes', count: 2 },
  })
  if (children?._tag !== 'Right') throw new Error('no space')
  const described = describeSpace(children.right.space)
  expect(JSON.stringify(described)).toContain('[[3,3],[5,5]]')
  const again = describedSpace(JSON.parse(JSON.stringify(described)) as Json)
  expect(E.map(describeSpace)(again)).toEqual(E.right(described))
})
