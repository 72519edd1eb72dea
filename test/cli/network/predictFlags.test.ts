import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { captured } from '../../support/captured.ts'

// What is not asked for is refused before a network is opened.
const folder = mkdtempSync(join(tmpdir(), 'rxnas-predict-'))
writeFileSync(join(folder, 'network.json'), '{}')
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it.each([
  [[], 'Give either --data SOURCE'],
  [['--data', 'a.csv', '--serve'], 'Give either --data SOURCE'],
  [['--serve', '--out', 'b.csv'], '--out belongs to --data and says nothing to --serve'],
  [['--serve', '--on-bad', 'drop'], '--on-bad belongs to --data'],
  [['--data', 'a.csv', '--host', '::1'], '--host belongs to --serve'],
  [['--serve', '70000'], 'It takes a port'],
  [['--serve', '-1'], 'It takes a port'],
  [['--serve', '--host', ''], 'It takes an address'],
])('predict %j is refused with words', async (flags, words) => {
  const { status, stderr } = await captured(folder, () =>
    run(['predict', 'network.json', ...flags]),
  )
  expect([status, stderr]).toEqual([2, expect.stringContaining(words) as string])
})
